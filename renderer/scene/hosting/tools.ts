/** What the tools ask of the scene: how elements appear, what is cut away, what a pointer holds on to. */
import { Vector3 } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { ElementRef, SceneTools, Snap } from '../toolContract.ts';
import { projectPoint } from '../symbols/projection.ts';
import { nearestBetween } from '../tools/clearance.ts';
import { featuresOf, gripAt, type Features } from '../tools/features.ts';
import { storeyLinesOf } from '../plan/storeyLines.ts';
import type { HostParts } from './parts.ts';
import { createPictureTaker } from './picture.ts';

const SNAP_PX = 12;
const HANDLE_PX = 16;
/** Elements whose corners and edges are kept at hand. */
const KEPT = 12;

export function toolsOf(parts: HostParts): Omit<SceneTools, 'setExplode'> {
  const { layers, stage, camera, picking, view } = parts;
  const known = new Map<string, Features>();
  const featuresFor = (element: ElementRef): Features => {
    const key = `${element.modelId} ${element.element}`;
    const held = known.get(key);
    if (held) return held;
    if (known.size >= KEPT) known.delete(known.keys().next().value ?? '');
    const features = featuresOf(layers.models.trianglesOf(element));
    known.set(key, features);
    return features;
  };
  const ground = (xPx: number, yPx: number): Snap => ({
    kind: 'ground',
    positionEnu: picking.pointAt(xPx, yPx),
    normalEnu: [0, 0, 1],
    edgeEnu: null,
    faceM2: null,
    element: null,
  });
  return {
    setAppearance(appearance) {
      layers.models.setAppearance(appearance);
      stage?.castersChanged();
      parts.baseChanged();
    },
    setSection(planes) {
      layers.models.setSection(planes);
      layers.symbols.setSection(planes);
      stage?.castersChanged();
      parts.refreshLabels();
      parts.baseChanged();
    },
    showSectionBox(box) {
      layers.marks.setBox(box);
      parts.overlayChanged();
    },
    sectionHandleAt(xPx, yPx) {
      let best: number | null = null;
      let nearestPx = HANDLE_PX;
      const viewX = parts.split.point(xPx);
      layers.marks.handles().forEach((at, face) => {
        const point = projectPoint(camera, view(), at);
        const away = point ? Math.hypot(point.xPx - viewX, point.yPx - yPx) : Infinity;
        if (away >= nearestPx) return;
        nearestPx = away;
        best = face;
      });
      return best;
    },
    alongM(throughEnu, direction, [fromX, fromY], [toX, toY]) {
      const onLine = (xPx: number, yPx: number): number => {
        const { origin, direction: way } = picking.ray(xPx, yPx);
        const axis = new Vector3(...direction);
        const gap = new Vector3(...throughEnu).sub(origin);
        const both = axis.dot(way);
        const below = 1 - both * both;
        return below < 1e-4 ? 0 : (both * gap.dot(way) - gap.dot(axis)) / below;
      };
      return onLine(toX, toY) - onLine(fromX, fromY);
    },
    snapAt(xPx, yPx) {
      const ray = picking.ray(xPx, yPx);
      const hit = layers.models.pick(ray);
      if (!hit) return ground(xPx, yPx);
      const { element, pointEnu } = hit;
      if (pointEnu)
        return {
          kind: 'vertex',
          positionEnu: pointEnu,
          normalEnu: [0, 0, 1],
          edgeEnu: null,
          faceM2: null,
          element,
        };
      const at: Enu = ray.at(hit.distanceM, new Vector3()).toArray();
      const reachRad = (SNAP_PX / Math.max(1, view().heightPx)) * ((camera.fov * Math.PI) / 180);
      const way: Enu = ray.direction.toArray();
      const grip = gripAt(featuresFor(hit.element), ray.origin.toArray(), way, at, reachRad);
      return { ...grip, element: hit.element };
    },
    showMarks(marks) {
      layers.marks.set(marks);
      parts.refreshLabels();
    },
    clearance: (a, b) => nearestBetween(layers.models.trianglesOf(a), layers.models.trianglesOf(b)),
    boundsOf(elements) {
      const minEnu: [number, number, number] = [Infinity, Infinity, Infinity];
      const maxEnu: [number, number, number] = [-Infinity, -Infinity, -Infinity];
      for (const element of elements) {
        const triangles = layers.models.trianglesOf(element);
        const cube = triangles.length > 0 ? null : layers.models.cubeOf(element);
        const corners = cube ? [...cube.minEnu, ...cube.maxEnu] : triangles;
        corners.forEach((m, i) => {
          const axis = (i % 3) as 0 | 1 | 2;
          minEnu[axis] = Math.min(minEnu[axis], m);
          maxEnu[axis] = Math.max(maxEnu[axis], m);
        });
      }
      return minEnu[0] === Infinity ? null : { minEnu, maxEnu };
    },
    idsOf: layers.models.idsOf,
    elementsOf: layers.models.elementsOf,
    pictureAt: createPictureTaker(parts),
    storeyLines: (storey, signal) => storeyLinesOf(layers.models.loaded(), parts.now.plan, storey, signal),
    modelBounds: () => layers.models.bounds(),
  };
}
