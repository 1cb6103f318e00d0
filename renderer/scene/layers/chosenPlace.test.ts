import { DepthTexture, Vector2, Vector3, Vector4 } from 'three';
import { expect, it } from 'vitest';
import { emptyPlan, type CompoundPlan, type Place } from '#shared/twin/compound.ts';
import { beamsOf, createChosenPlaceLayer } from './chosenPlace.ts';

const place = (id: string, kind: Place['kind'], boxed = true): Place => ({
  id,
  kind,
  name: { zh: id, en: id },
  parentId: null,
  box: boxed ? { centreEnu: [5, 6, 7], sizeM: [8, 10, 2.8], yawRad: 0 } : null,
});
const plan: CompoundPlan = {
  ...emptyPlan,
  places: [
    place('3', 'building'),
    place('3-2-501', 'household'),
    place('3-2-502', 'household', false),
    place('hongwei', 'courtyard'),
  ],
};
const layer = createChosenPlaceLayer(
  { depth: new DepthTexture(4, 4), usedPart: new Vector2(), bufferPx: new Vector2(), pane: new Vector4() },
  new Vector3(0, 0, 1),
);

it.each([
  ['3-2-501', 13],
  ['3', 0],
  ['3-2-502', 0],
  ['hongwei', 0],
  [null, 0],
])('marks %s by %i bodies where it stands', (id, count) => {
  layer.set(id, plan);
  expect(layer.group.children).toHaveLength(count);
  if (count > 0) expect(layer.group.position.toArray()).toEqual([5, 6, 7]);
});

it('has four edges along each axis, as long as the box and at its corners', () => {
  const beams = beamsOf([8, 10, 3]);
  expect(beams).toHaveLength(12);
  const upright = beams.filter(({ sizeM }) => sizeM[2] > 3);
  expect(upright.map(({ middleM }) => middleM)).toEqual([
    [-4, -5, 0],
    [4, -5, 0],
    [-4, 5, 0],
    [4, 5, 0],
  ]);
});
