/** Places elements in a storey or site: one call per element, openings with their fills included. */
import type { IfcModel, Point3, Solid } from './ifcModel.ts';
import { word, type Ref, type StepArgument } from './stepWriter.ts';

export interface Host {
  readonly spatial: Ref;
  readonly placement: Ref;
}

export interface Opening {
  /** Middle of the opening along the wall, from the wall's origin. */
  readonly at: Point3;
  readonly widthM: number;
  readonly heightM: number;
  /** Depth of the hole, a little more than the wall. */
  readonly depthM: number;
  readonly turned?: boolean;
}

/** Attributes after Tag of the classes we write. */
const REST: Readonly<Record<string, readonly StepArgument[]>> = {
  IFCWALL: [word('SOLIDWALL')],
  IFCWINDOW: [null, null, word('WINDOW'), null, null],
  IFCSLAB: [word('FLOOR')],
  IFCROOF: [word('FLAT_ROOF')],
  IFCCOVERING: [word('CLADDING')],
  IFCRAILING: [word('BALUSTRADE')],
  IFCSTAIRFLIGHT: [null, null, null, null, word('STRAIGHT')],
  IFCBUILDINGELEMENTPROXY: [word('ELEMENT')],
  IFCTRANSPORTELEMENT: [word('ELEVATOR')],
  IFCFURNITURE: [word('NOTDEFINED')],
  IFCUNITARYEQUIPMENT: [word('SPLITSYSTEM')],
  IFCTANK: [word('STORAGE')],
  IFCSOLARDEVICE: [word('SOLARCOLLECTOR')],
  IFCCIVILELEMENT: [],
  IFCGEOGRAPHICELEMENT: [word('TERRAIN')],
  IFCLIGHTFIXTURE: [word('POINTSOURCE')],
  IFCFIRESUPPRESSIONTERMINAL: [word('FIREHYDRANT')],
  IFCCOLUMN: [word('COLUMN')],
  IFCSHADINGDEVICE: [word('AWNING')],
};

export function createElementWriter(model: IfcModel) {
  const element = (
    type: string,
    host: Host,
    path: string,
    name: string,
    at: Point3,
    shape: Ref,
    yawRad = 0,
    rest = REST[type] ?? [],
  ): { readonly ref: Ref; readonly placement: Ref } => {
    const placement = model.placement(host.placement, at, yawRad);
    const ref = model.add(type, model.id(path), null, name, null, null, placement, shape, null, ...rest);
    model.contain(host.spatial, ref);
    return { ref, placement };
  };
  return {
    element,
    solid: (
      type: string,
      host: Host,
      path: string,
      name: string,
      solids: readonly Solid[],
      at: Point3 = [0, 0, 0],
      yawRad = 0,
    ) => element(type, host, path, name, at, model.shapeOf(solids), yawRad),
    mapped: (type: string, host: Host, path: string, name: string, shape: Ref, at: Point3, yawRad = 0) =>
      element(type, host, path, name, at, model.mapped(shape), yawRad),

    /** Cuts `opening` into a wall and fills it with a window or door that looks to −y, turned by `yawRad`. */
    fill(
      host: Host,
      wall: { readonly ref: Ref; readonly placement: Ref },
      path: string,
      kind: 'window' | 'door',
      opening: Opening,
      shape: Ref,
      at: Point3,
      yawRad: number,
    ): Ref {
      const [x, y, z] = opening.at;
      const across = opening.turned ? [opening.depthM, opening.widthM] : [opening.widthM, opening.depthM];
      const [dx = 0, dy = 0] = across;
      const solid = model.box(
        [x - dx / 2, y - dy / 2, z],
        [x + dx / 2, y + dy / 2, z + opening.heightM],
        [1, 1, 1],
      );
      const hole = model.add(
        'IFCOPENINGELEMENT',
        model.id(`${path}/opening`),
        null,
        'Opening',
        null,
        null,
        model.placement(wall.placement, [0, 0, 0]),
        model.shapeOf([solid]),
        null,
        word('OPENING'),
      );
      model.add('IFCRELVOIDSELEMENT', model.id(`${path}/voids`), null, null, null, wall.ref, hole);
      const type = kind === 'window' ? 'IFCWINDOW' : 'IFCDOOR';
      const sort = kind === 'window' ? word('WINDOW') : word('DOOR');
      const rest: StepArgument[] = [opening.heightM, opening.widthM, sort, null, null];
      const filling = element(
        type,
        host,
        path,
        kind === 'window' ? '窗 Window' : '门 Door',
        at,
        model.mapped(shape),
        yawRad,
        rest,
      );
      model.add('IFCRELFILLSELEMENT', model.id(`${path}/fills`), null, null, null, hole, filling.ref);
      return filling.ref;
    },
  };
}

export type ElementWriter = ReturnType<typeof createElementWriter>;
