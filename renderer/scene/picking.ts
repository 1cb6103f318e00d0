/** What lies under a point of the view: symbols first, then models, bays and the ground. */
import { Plane, Ray, Vector2, Vector3, type PerspectiveCamera } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { ElementRef, Picked } from './contract.ts';
import type { Layers } from './layers/index.ts';
import type { SplitView } from './split/splitState.ts';
import type { View } from './symbols/symbolLayer.ts';

const SYMBOL_REACH_PX = 18;
/** So far behind a face a symbol is still drawn: the depth it is compared with is coarse. */
const SEEN_M = 0.6;
const SEEN_SHARE = 0.01;

export interface Picking {
  /** Height of the ground that is looked at; that of a basement where one is shown. */
  setFloor(zM: number): void;
  ray(xPx: number, yPx: number): Ray;
  at(xPx: number, yPx: number): Picked | null;
  /** The element alone, unless asking would have to make ready first what rays are compared with. */
  elementAt(xPx: number, yPx: number): ElementRef | null;
  /** Symbols only: cheap enough for every move of the pointer. */
  symbolAt(xPx: number, yPx: number): Picked | null;
  /** How far one sees from one point towards another before a model is in the way, metres. */
  freeM(fromEnu: Enu, toEnu: Enu): number;
  /** Model or ground; a point ahead where there is neither. */
  pointAt(xPx: number, yPx: number): Enu;
}

/** Where two versions are shown, a point is looked for in the view it lies in, and its side is asked from then on. */
export function createPicking(
  camera: PerspectiveCamera,
  layers: Layers,
  view: () => View,
  split: Pick<SplitView, 'point' | 'isNow'>,
): Picking {
  const floor = new Plane(new Vector3(0, 0, 1), 0);
  const ndc = new Vector2();
  const ray = (xPx: number, yPx: number): Ray => {
    const { widthPx, heightPx } = view();
    ndc.set((split.point(xPx) / widthPx) * 2 - 1, 1 - (yPx / heightPx) * 2);
    const direction = new Vector3(ndc.x, ndc.y, 0.5).unproject(camera).sub(camera.position).normalize();
    return new Ray(camera.position.clone(), direction);
  };
  const along = (from: Ray, distanceM: number): Enu => {
    const { x, y, z } = from.at(distanceM, new Vector3());
    return [x, y, z];
  };
  const floorDistance = (from: Ray) => from.distanceToPlane(floor);
  const symbolAt = (xPx: number, yPx: number) =>
    layers.symbols.pick(camera, view(), split.point(xPx), yPx, SYMBOL_REACH_PX, (positionEnu) => {
      const towards = new Vector3(...positionEnu).sub(camera.position);
      const awayM = towards.length();
      const hit = layers.models.pick(new Ray(camera.position.clone(), towards.normalize()));
      return !hit || hit.distanceM > awayM * (1 - SEEN_SHARE) - SEEN_M;
    });
  return {
    setFloor: (zM) => void (floor.constant = -zM),
    ray,
    symbolAt,
    elementAt: (xPx, yPx) =>
      layers.models.answersQuickly() ? (layers.models.pick(ray(xPx, yPx))?.element ?? null) : null,
    at(xPx, yPx) {
      const symbol = symbolAt(xPx, yPx);
      if (symbol) return symbol;
      const from = ray(xPx, yPx);
      const hit = layers.models.pick(from);
      const floorM = floorDistance(from);
      const point = hit
        ? (hit.pointEnu ?? along(from, hit.distanceM))
        : floorM !== null
          ? along(from, floorM)
          : null;
      if (!point) return null;
      if (split.isNow() && point[2] < 1.8 - floor.constant) {
        const bay = layers.parking.bayAt(point[0], point[1]);
        if (bay) return { kind: 'bay', deviceId: bay.id, positionEnu: point };
      }
      return hit ? { kind: 'element', element: hit.element, positionEnu: point } : null;
    },
    freeM(fromEnu, toEnu) {
      const from = new Vector3(...fromEnu);
      const towards = new Vector3(...toEnu).sub(from).normalize();
      return layers.models.pick(new Ray(from, towards))?.distanceM ?? Infinity;
    },
    pointAt(xPx, yPx) {
      const from = ray(xPx, yPx);
      const hit = layers.models.pick(from);
      if (hit) return hit.pointEnu ?? along(from, hit.distanceM);
      const floorM = floorDistance(from);
      return along(from, floorM !== null && floorM < 1500 ? floorM : 150);
    },
  };
}

/** The same for the same symbol: that of a device, or of a cluster with the same devices. */
export function nameOf(picked: Picked | null): string | null {
  if (picked?.kind === 'device') return picked.deviceId;
  return picked?.kind === 'cluster' ? picked.deviceIds.join() : null;
}
