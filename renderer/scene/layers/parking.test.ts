import { InstancedMesh } from 'three';
import { expect, test } from 'vitest';
import type { BayPlan } from '#shared/twin/compound.ts';
import { createSceneUniforms } from '../shading/uniforms.ts';
import { LEVEL_COLORS } from '../symbols/level.ts';
import { hexColor } from '../shading/color.ts';
import { createParkingLayer } from './parking.ts';

const bay = (id: string, x: number, z: number): BayPlan => ({
  id,
  kind: 'standard',
  box: { centreEnu: [x, 0, z], sizeM: [5, 2.5, 0.2], yawRad: 0 },
});

function layer() {
  const made = createParkingLayer(createSceneUniforms());
  made.setBays([bay('up', 0, 0), bay('down', 0, -3.4), bay('also', 20, 0)]);
  return made;
}

test('bays under ground are found and shown with the basement only, and keep what was said of them before', () => {
  const made = layer();
  made.setStates(new Map([['down', 1] as const]));
  expect(made.bayAt(0, 0)?.id).toBe('up');
  made.setBelow(true);
  expect(made.bayAt(0, 0)?.id).toBe('down');
  expect(made.bayAt(20, 0)).toBeNull();
  const [paint, cars] = made.group.children;
  // Paint and car stand on the basement's floor.
  expect(paint?.position.z).toBeCloseTo(-3.4, 9);
  expect(cars?.visible).toBe(true);
  made.setBelow(false);
  expect(made.bayAt(20, 0)?.id).toBe('also');
});

test('a bay in alarm has the colour of its priority, not always red', () => {
  const made = layer();
  made.setStates(new Map([['up', 'p4'] as const]));
  const [paint] = made.group.children;
  if (!(paint instanceof InstancedMesh)) throw new Error('no paint');
  expect(paint.geometry.getAttribute('instanceTone').getZ(0)).toBeCloseTo(hexColor(LEVEL_COLORS.p4).z, 5);
});
