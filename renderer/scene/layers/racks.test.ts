import { DepthTexture, InstancedMesh, Mesh, Vector2, Vector4, type Object3D } from 'three';
import { expect, it } from 'vitest';
import type { Rack } from '../contract.ts';
import { createSceneUniforms } from '../shading/uniforms.ts';
import { createRackLayer } from './racks.ts';
import { levelM } from './rackPlaces.ts';

const rack: Rack = {
  id: 'g',
  centreEnu: [1e6, 20, 0],
  yawRad: 0,
  widthM: 8,
  depthM: 5,
  levels: 2,
  columns: 3,
  count: 6,
  moving: null,
  progress: 0,
};

const layer = () =>
  createRackLayer(createSceneUniforms(), {
    depth: new DepthTexture(4, 4),
    usedPart: new Vector2(1, 1),
    bufferPx: new Vector2(4, 4),
    pane: new Vector4(0, 0, 1, 1),
  });

function carried(overlay: Object3D): Mesh {
  const mesh = overlay.children[0]?.children[0];
  if (!(mesh instanceof Mesh)) throw new Error('nothing is on its way');
  return mesh;
}

it('redraws the whole picture when a pallet leaves its place, and only what lies over it while it is on its way', () => {
  const made = layer();
  expect(made.set([rack], 0)).toBe('base');
  expect(made.set([{ ...rack }], 0)).toBeNull();
  expect(made.set([{ ...rack, moving: 5, progress: 0.2 }], 0)).toBe('base');
  expect(made.set([{ ...rack, moving: 5, progress: 0.4 }], 10_000)).toBe('overlay');
  const [, pallets] = made.group.children;
  if (!(pallets instanceof InstancedMesh)) throw new Error('no pallets');
  expect(pallets.count).toBe(5);
  expect(made.set([rack], 20_000)).toBe('base');
  expect(made.overlay.children).toHaveLength(0);
});

it('follows a step in a second and then rests; with little motion it is there at once', () => {
  const made = layer();
  made.set([{ ...rack, moving: 5, progress: 0 }], 0);
  expect(made.step(2000)).toBe(false);
  made.set([{ ...rack, moving: 5, progress: 0.5 }], 10_000);
  expect(made.step(10_450)).toBe(true);
  const mesh = carried(made.overlay);
  const halfWay = mesh.position.z;
  expect(made.step(11_000)).toBe(false);
  expect(mesh.position.z).toBeLessThan(halfWay);
  expect(mesh.position.z).toBeCloseTo(levelM / 2 + 0.21, 2);
  made.setReducedMotion(true);
  made.set([{ ...rack, moving: 5, progress: 1 }], 20_000);
  expect(made.step(20_000)).toBe(false);
  expect(carried(made.overlay).position.z).toBeCloseTo(0.21, 2);
});
