/** What a camera sees: a translucent pyramid from its place to its range, with edges. */
import { BufferAttribute, BufferGeometry, Group, LineSegments, Mesh, Vector3 } from 'three';
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneDevice } from '../contract.ts';
import { hexColor } from '../shading/color.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

const FACES = [0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 1];
const EDGES = [0, 1, 0, 2, 0, 3, 0, 4, 1, 2, 2, 3, 3, 4, 4, 1];

/** Apex and the four far corners, Float32Array [5, 3], metres from the apex. Corners that dip under ground are cut off there. */
export function frustumCorners(positionEnu: Enu, camera: CameraMeta): Float32Array {
  const { headingRad, pitchRad, fovRad, aspect = 16 / 9, rangeM } = camera;
  const forward = new Vector3(
    Math.cos(headingRad) * Math.cos(pitchRad),
    Math.sin(headingRad) * Math.cos(pitchRad),
    Math.sin(pitchRad),
  );
  const right = new Vector3(Math.sin(headingRad), -Math.cos(headingRad), 0);
  const up = new Vector3().crossVectors(right, forward);
  const wide = Math.tan(Math.min(fovRad, 2.6) / 2);
  const high = wide / aspect;
  const apexM = positionEnu[2];
  const out = new Float32Array(15);
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].forEach(([sx = 0, sy = 0], i) => {
    const ray = forward
      .clone()
      .addScaledVector(right, wide * sx)
      .addScaledVector(up, high * sy);
    const reach = ray.z < -1e-3 ? Math.min(rangeM, Math.max(0.1, (0.05 - apexM) / ray.z)) : rangeM;
    ray.multiplyScalar(reach).toArray(out, (i + 1) * 3);
  });
  return out;
}

export interface FrustumLayer {
  readonly group: Group;
  set(devices: readonly SceneDevice[]): void;
  dispose(): void;
}

export function createFrustumLayer(base: OverlayDepth): FrustumLayer {
  const group = new Group();
  const color = hexColor('#9ed2f7');
  const fill = createOverlayMaterial(base, { color, alpha: 0.09, behind: 0.35 });
  const line = createOverlayMaterial(base, { color, alpha: 0.75, behind: 0.3 });
  const clear = () => {
    for (const child of group.children.slice()) {
      group.remove(child);
      if (child instanceof Mesh || child instanceof LineSegments) child.geometry.dispose();
    }
  };
  return {
    group,
    set(devices) {
      clear();
      for (const { positionEnu, camera } of devices) {
        if (!camera) continue;
        const corners = new BufferAttribute(frustumCorners(positionEnu, camera), 3);
        const normals = new BufferAttribute(new Float32Array(15).fill(0.577), 3);
        const make = (index: number[]) => {
          const geometry = new BufferGeometry();
          geometry.setAttribute('position', corners);
          geometry.setAttribute('normal', normals);
          geometry.setIndex(index);
          return geometry;
        };
        for (const part of [new Mesh(make(FACES), fill), new LineSegments(make(EDGES), line)]) {
          part.position.set(...positionEnu);
          group.add(part);
        }
      }
    },
    dispose() {
      clear();
      fill.dispose();
      line.dispose();
    },
  };
}
