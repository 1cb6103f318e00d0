/** The point of a cloud that a ray meets, of those that are drawn. */
import { Box3, Vector3 } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneUniforms } from '#scene/shading/uniforms.ts';
import type { CloudNode } from './cloudNode.ts';
import { bestHit, pointsOnRay, type PointHit } from './pickPoints.ts';

export interface CloudHit {
  readonly element: number;
  readonly distanceM: number;
  /** Of the point itself. */
  readonly positionEnu: Enu;
}

/** `reachRad`: how far off the ray a point still counts. */
export function pickCloud(
  nodes: Iterable<CloudNode>,
  fromEnu: Enu,
  way: Enu,
  reachRad: number,
  shared: SceneUniforms,
  isPassed: (element: number) => boolean,
): CloudHit | null {
  const box = new Box3();
  const origin = new Vector3();
  const direction = new Vector3();
  const corner = new Vector3();
  const hits: (PointHit & { readonly at: Vector3 })[] = [];
  for (const { cloud, listed, open, points } of nodes) {
    if (!points.visible) continue;
    origin.set(...fromEnu).applyMatrix4(cloud.fromEnu);
    direction.set(...way).transformDirection(cloud.fromEnu);
    box.min.set(...listed.min);
    box.max.set(...listed.max);
    const awayM = box.distanceToPoint(origin) + box.getSize(corner).length();
    box.expandByScalar(awayM * reachRad);
    if (!isCrossed(box, origin, direction)) continue;
    origin.sub(corner.set(...open.least));
    const placeOf = (point: number, into: Vector3): Vector3 =>
      into.fromArray(open.positions, point * 3).applyMatrix4(points.matrixWorld);
    const found = pointsOnRay(
      open,
      origin.toArray(),
      direction.toArray(),
      reachRad,
      (element, point) => isPassed(element) || isOverCut(shared, placeOf(point, corner)),
    );
    const best = bestHit(found);
    if (best) hits.push({ ...best, at: placeOf(best.point, new Vector3()) });
  }
  const best = bestHit(hits);
  // Along the ray, as all other hits are measured.
  return (
    best && {
      element: best.element,
      distanceM: best.at
        .clone()
        .sub(corner.set(...fromEnu))
        .dot(direction.set(...way)),
      positionEnu: best.at.toArray(),
    }
  );
}

function isCrossed(box: Box3, origin: Vector3, direction: Vector3): boolean {
  let [enter, leave] = [0, Infinity];
  for (const axis of ['x', 'y', 'z'] as const) {
    const one = (box.min[axis] - origin[axis]) / direction[axis];
    const other = (box.max[axis] - origin[axis]) / direction[axis];
    if (Number.isNaN(one) || Number.isNaN(other)) continue;
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter <= leave;
}

/** As the shader has it: what stands above the storey that is shown is not there. */
function isOverCut({ uStoreyBox, uStoreyCut }: SceneUniforms, { x, y, z }: Vector3): boolean {
  const { x: halfX, y: halfY, z: topM, w: isOn } = uStoreyCut.value;
  if (isOn < 0.5 || z <= topM) return false;
  const { x: cx, y: cy, z: cos, w: sin } = uStoreyBox.value;
  const [dx, dy] = [x - cx, y - cy];
  return Math.abs(dx * cos + dy * sin) < halfX && Math.abs(-dx * sin + dy * cos) < halfY;
}
