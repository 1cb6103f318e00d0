/** A compound's fence and buildings as plain bodies: where the globe is looked at from near, it shows what the scene will. */
import {
  BoxGeometry,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  Matrix3,
  Matrix4,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  Primitive,
  PrimitiveCollection,
  Transforms,
} from '@cesium/engine';
import { enuToEcef, type Geodetic } from '#shared/geo/enu.ts';
import type { CompoundPlan, OrientedBox } from '#shared/twin/compound.ts';
import type { GlobeLook } from './look.ts';

const appearanceOf = (flat: boolean) =>
  new PerInstanceColorAppearance({ flat, translucent: false, closed: !flat });

function boxOf(frame: Matrix4, { centreEnu, sizeM, yawRad }: OrientedBox, color: string): GeometryInstance {
  const turned = Matrix4.fromRotationTranslation(Matrix3.fromRotationZ(yawRad), new Cartesian3(...centreEnu));
  return new GeometryInstance({
    geometry: BoxGeometry.fromDimensions({
      dimensions: new Cartesian3(...sizeM),
      vertexFormat: PerInstanceColorAppearance.VERTEX_FORMAT,
    }),
    modelMatrix: Matrix4.multiply(frame, turned, new Matrix4()),
    attributes: { color: ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(color)) },
  });
}

/** Streets lie on the ground. */
const paved = (box: OrientedBox): OrientedBox => ({ ...box, sizeM: [box.sizeM[0], box.sizeM[1], 0.2] });

export function createGround(origin: Geodetic, plan: CompoundPlan, look: GlobeLook): PrimitiveCollection {
  const frame = Transforms.eastNorthUpToFixedFrame(
    Cartesian3.fromDegrees(origin.lonDeg, origin.latDeg, origin.heightM),
  );
  const all = new PrimitiveCollection();
  if (plan.boundaryEnu.length > 2)
    all.add(
      new Primitive({
        asynchronous: false,
        appearance: appearanceOf(true),
        geometryInstances: new GeometryInstance({
          geometry: new PolygonGeometry({
            polygonHierarchy: new PolygonHierarchy(
              plan.boundaryEnu.map((point) => new Cartesian3(...enuToEcef(origin, point))),
            ),
            perPositionHeight: true,
            vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
          }),
          attributes: {
            color: ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(look.ground)),
          },
        }),
      }),
    );
  const bodies = [
    ...(plan.surroundings ?? []).map(({ kind, box }) =>
      kind === 'street' ? boxOf(frame, paved(box), look.street) : boxOf(frame, box, look.neighbour),
    ),
    ...plan.places.flatMap(({ kind, box }) =>
      kind === 'building' && box ? [boxOf(frame, box, look.building)] : [],
    ),
  ];
  if (bodies.length > 0)
    all.add(
      new Primitive({ asynchronous: false, appearance: appearanceOf(false), geometryInstances: bodies }),
    );
  return all;
}
