/**
 * The frame of one IFC4 file: project, units, map conversion, styles, and the few shapes that everything is made of.
 * Coordinates of the project are the compound's ENU metres.
 */
import type { GridAxes } from '#shared/geo/gridAxes.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { createStepWriter, DERIVED, typed, whole, word, type Ref, type StepArgument } from './stepWriter.ts';

export type SitePoint = readonly [xM: number, yM: number];

/** sRGB, 0…1. */
export type Rgb = readonly [r: number, g: number, b: number];

/** The compound's frame in its projected system. */
export interface MapFrame {
  readonly origin: CompoundOrigin;
  readonly axes: GridAxes;
  /** What the system is called; absent where its code says enough. */
  readonly crsWords?: { readonly title: string; readonly datum: string; readonly projection: string };
}

export type Point3 = readonly [number, number, number];

/** A solid with a colour. */
export interface Solid {
  readonly item: Ref;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/** At least 128 bits of a hash, in hexadecimal digits. */
export type Digest = (text: string) => string;

/** IFC's 22 characters for 128 bits, from a path that names the thing for good. */
function globalIdOf(path: string, digest: Digest): string {
  let value = BigInt(`0x${digest(path).slice(0, 32)}`);
  let text = '';
  for (let i = 0; i < 22; i++) {
    text = (DIGITS[Number(value % 64n)] ?? '0') + text;
    value /= 64n;
  }
  return text;
}

export function createIfcModel(
  fileName: string,
  path: string,
  map: MapFrame,
  projectName: string,
  digest: Digest,
) {
  const step = createStepWriter(fileName);
  const { add, share } = step;
  const id = (part: string): string => globalIdOf(`${path}/${part}`, digest);
  const styles = new Map<string, Ref>();

  const point = (p: readonly number[]): Ref => share('IFCCARTESIANPOINT', p);
  const direction = (p: readonly number[]): Ref => share('IFCDIRECTION', p);
  const axes = (at: Point3, axis: Point3 | null = null, x: Point3 | null = null): Ref =>
    share('IFCAXIS2PLACEMENT3D', point(at), axis && direction(axis), x && direction(x));
  const origin = axes([0, 0, 0]);

  const units = [
    'LENGTHUNIT METRE',
    'AREAUNIT SQUARE_METRE',
    'VOLUMEUNIT CUBIC_METRE',
    'PLANEANGLEUNIT RADIAN',
  ].map((unit) => {
    const [type = '', name = ''] = unit.split(' ');
    return add('IFCSIUNIT', DERIVED, word(type), null, word(name));
  });
  const context = add('IFCGEOMETRICREPRESENTATIONCONTEXT', null, 'Model', whole(3), 0.0001, origin, null);
  const body = add(
    'IFCGEOMETRICREPRESENTATIONSUBCONTEXT',
    'Body',
    'Model',
    DERIVED,
    DERIVED,
    DERIVED,
    DERIVED,
    context,
    null,
    word('MODEL_VIEW'),
    null,
  );
  const project = add(
    'IFCPROJECT',
    id('project'),
    null,
    projectName,
    null,
    null,
    null,
    null,
    [context],
    add('IFCUNITASSIGNMENT', units),
  );
  const crs = add(
    'IFCPROJECTEDCRS',
    map.origin.crs,
    map.crsWords?.title ?? null,
    map.crsWords?.datum ?? null,
    null,
    map.crsWords?.projection ?? null,
    null,
    units[0] ?? null,
  );
  const { eastingM, northingM, heightM } = map.origin;
  add(
    'IFCMAPCONVERSION',
    context,
    crs,
    eastingM,
    northingM,
    heightM,
    map.axes.xAxisAbscissa,
    map.axes.xAxisOrdinate,
    map.axes.scale,
  );

  const placement = (parent: Ref | null, at: Point3, yawRad = 0): Ref => {
    const x: Point3 | null = yawRad === 0 ? null : [Math.cos(yawRad), Math.sin(yawRad), 0];
    return add('IFCLOCALPLACEMENT', parent, axes(at, x && [0, 0, 1], x));
  };

  const style = (color: Rgb, opacity: number): Ref => {
    const key = [...color, opacity].join(' ');
    const held = styles.get(key);
    if (held) return held;
    const rgb = add('IFCCOLOURRGB', null, ...color);
    const rendering = add(
      'IFCSURFACESTYLERENDERING',
      rgb,
      1 - opacity,
      null,
      null,
      null,
      null,
      null,
      null,
      word('FLAT'),
    );
    const surface = add('IFCSURFACESTYLE', null, word('BOTH'), [rendering]);
    styles.set(key, surface);
    return surface;
  };

  const extrude = (profile: Ref, at: Ref, lengthM: number, color: Rgb, opacity: number): Solid => {
    const item = add('IFCEXTRUDEDAREASOLID', profile, at, direction([0, 0, 1]), lengthM);
    add('IFCSTYLEDITEM', item, [style(color, opacity)], null);
    return { item };
  };
  const ring = (points: readonly SitePoint[]): Ref => {
    const closed = [...points, points[0] ?? [0, 0]].map((p) => point(p));
    return share('IFCPOLYLINE', closed);
  };

  const shapes = {
    /** Between two corners. */
    box(a: Point3, b: Point3, color: Rgb, opacity = 1): Solid {
      const at = axes([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, Math.min(a[2], b[2])]);
      const profile = share(
        'IFCRECTANGLEPROFILEDEF',
        word('AREA'),
        null,
        share('IFCAXIS2PLACEMENT2D', point([0, 0]), null),
        Math.abs(b[0] - a[0]),
        Math.abs(b[1] - a[1]),
      );
      return extrude(profile, at, Math.abs(b[2] - a[2]), color, opacity);
    },
    /** Upright prism over a polygon, holes left out. */
    prism(
      points: readonly SitePoint[],
      z0: number,
      z1: number,
      color: Rgb,
      holes: readonly (readonly SitePoint[])[] = [],
    ): Solid {
      return extrude(profileOf(points, holes), axes([0, 0, z0]), z1 - z0, color, 1);
    },
    /** Polygon in (y, z) pushed along x. */
    alongX(
      points: readonly SitePoint[],
      x0: number,
      x1: number,
      color: Rgb,
      holes: readonly (readonly SitePoint[])[] = [],
    ): Solid {
      return extrude(profileOf(points, holes), axes([x0, 0, 0], [1, 0, 0], [0, 1, 0]), x1 - x0, color, 1);
    },
    /** Polygon in (x, z) pushed towards −y, from y1 down to y0. */
    alongY(
      points: readonly SitePoint[],
      y0: number,
      y1: number,
      color: Rgb,
      holes: readonly (readonly SitePoint[])[] = [],
    ): Solid {
      return extrude(profileOf(points, holes), axes([0, y1, 0], [0, -1, 0], [1, 0, 0]), y1 - y0, color, 1);
    },
    cylinder(at: Point3, radiusM: number, heightM: number, color: Rgb): Solid {
      const points = Array.from({ length: 10 }, (_, i): SitePoint => {
        const angle = (i * Math.PI) / 5;
        return [at[0] + radiusM * Math.cos(angle), at[1] + radiusM * Math.sin(angle)];
      });
      return shapes.prism(points, at[2], at[2] + heightM, color);
    },
  };
  function profileOf(points: readonly SitePoint[], holes: readonly (readonly SitePoint[])[]): Ref {
    if (holes.length === 0) return share('IFCARBITRARYCLOSEDPROFILEDEF', word('AREA'), null, ring(points));
    return share('IFCARBITRARYPROFILEDEFWITHVOIDS', word('AREA'), null, ring(points), holes.map(ring));
  }

  const representation = (items: readonly Ref[], kind = 'SweptSolid'): Ref =>
    add('IFCSHAPEREPRESENTATION', body, 'Body', kind, items);

  const aggregated = new Map<number, { parent: Ref; children: Ref[] }>();
  const contained = new Map<number, { parent: Ref; children: Ref[] }>();
  const collect = (into: typeof aggregated, parent: Ref, child: Ref): void => {
    const held = into.get(parent.ref);
    if (held) held.children.push(child);
    else into.set(parent.ref, { parent, children: [child] });
  };
  const sets = new Map<string, { set: Ref; members: Ref[] }>();

  return {
    ...shapes,
    step,
    add,
    id,
    project,
    origin,
    placement,
    representation,
    /** Solids that many elements share, placed again by `mapped`. */
    shareShape: (solids: readonly Solid[]): Ref =>
      add('IFCREPRESENTATIONMAP', origin, representation(solids.map(({ item }) => item))),
    shapeOf: (solids: readonly Solid[]): Ref =>
      add('IFCPRODUCTDEFINITIONSHAPE', null, null, [representation(solids.map(({ item }) => item))]),
    mapped(shape: Ref): Ref {
      const target = share(
        'IFCCARTESIANTRANSFORMATIONOPERATOR3D',
        direction([1, 0, 0]),
        direction([0, 1, 0]),
        point([0, 0, 0]),
        1,
        direction([0, 0, 1]),
      );
      const item = add('IFCMAPPEDITEM', shape, target);
      return add('IFCPRODUCTDEFINITIONSHAPE', null, null, [representation([item], 'MappedRepresentation')]);
    },
    aggregate: (parent: Ref, child: Ref): void => collect(aggregated, parent, child),
    contain: (parent: Ref, child: Ref): void => collect(contained, parent, child),
    /** One property set per distinct content, related once to all that have it. */
    describe(element: Ref, name: string, values: Readonly<Record<string, StepArgument>>): void {
      const key = JSON.stringify([name, values]);
      const held = sets.get(key);
      if (held) {
        held.members.push(element);
        return;
      }
      const properties = Object.entries(values).map(([property, value]) =>
        add('IFCPROPERTYSINGLEVALUE', property, null, value, null),
      );
      sets.set(key, {
        set: add('IFCPROPERTYSET', id(`set/${key}`), null, name, null, properties),
        members: [element],
      });
    },
    finish(): string {
      for (const { parent, children } of aggregated.values()) {
        add('IFCRELAGGREGATES', id(`aggregates/${parent.ref}`), null, null, null, parent, children);
      }
      for (const { parent, children } of contained.values()) {
        add(
          'IFCRELCONTAINEDINSPATIALSTRUCTURE',
          id(`contains/${parent.ref}`),
          null,
          null,
          null,
          children,
          parent,
        );
      }
      for (const [key, { set, members }] of sets) {
        add('IFCRELDEFINESBYPROPERTIES', id(`describes/${key}`), null, null, null, members, set);
      }
      return step.finish();
    },
  };
}

export type IfcModel = ReturnType<typeof createIfcModel>;
export const label = (text: string): StepArgument => typed('IFCLABEL', text);
export const truth = (value: boolean): StepArgument => typed('IFCBOOLEAN', value);
