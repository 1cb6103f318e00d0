import { expect, test } from 'vitest';
import { createResidency, type Slot } from './residency.ts';

function slotAt(x: number, triangles: number, said: string[]): Slot {
  return {
    centreEnu: { x, y: 0, z: 0 },
    radiusM: 10,
    triangles,
    load: () => {
      said.push(`+${x}`);
      return Promise.resolve();
    },
    unload: () => void said.push(`-${x}`),
  };
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

test('all is held while there is room, wherever one looks from', async () => {
  const said: string[] = [];
  const residency = createResidency(300);
  for (const x of [0, 1000, 2000]) await residency.add(slotAt(x, 100, said));
  residency.follow({ x: 5000, y: 0, z: 0 });
  await settle();
  expect(said).toEqual(['+0', '+1000', '+2000']);
});

test('beyond that the nearest are held: what is far goes when one comes near to others, and comes back', async () => {
  const said: string[] = [];
  const residency = createResidency(200);
  for (const x of [0, 1000, 2000]) await residency.add(slotAt(x, 100, said));
  expect(said).toEqual(['+0', '+1000']);
  residency.follow({ x: 0, y: 0, z: 0 });
  await settle();
  expect(said.splice(0)).toEqual(['+0', '+1000']);
  residency.follow({ x: 2000, y: 0, z: 0 });
  await settle();
  expect(said.splice(0)).toEqual(['-0', '+2000']);
  // Between two of them nothing takes turns.
  for (const x of [1000, 1001, 999, 1030, 960]) residency.follow({ x, y: 0, z: 0 });
  await settle();
  expect(said).toEqual([]);
  residency.follow({ x: 0, y: 0, z: 0 });
  await settle();
  expect(said).toEqual(['-2000', '+0']);
});

test('never more than may be held, whatever the sizes; what is taken away makes room', async () => {
  const said: string[] = [];
  const residency = createResidency(250);
  const large = slotAt(0, 200, said);
  await residency.add(large);
  await residency.add(slotAt(100, 60, said));
  await residency.add(slotAt(110, 60, said));
  residency.follow({ x: 100, y: 0, z: 0 });
  await settle();
  expect(said.splice(0)).toEqual(['+0', '-0', '+100', '+110']);
  residency.remove(large);
  residency.follow({ x: 0, y: 0, z: 0 });
  await settle();
  expect(said).toEqual([]);
});

test('nothing goes for one that does not fit all the same, and the next in turn still comes', async () => {
  const said: string[] = [];
  const residency = createResidency(250);
  await residency.add(slotAt(900, 60, said));
  await residency.add(slotAt(0, 150, said));
  await residency.add(slotAt(50, 300, said));
  await residency.add(slotAt(60, 60, said));
  residency.follow({ x: 50, y: 0, z: 0 });
  await settle();
  // The large one would not fit were all others gone; the small one takes the place of what is far.
  expect(said).toEqual(['+900', '+0', '-900', '+60']);
});

test('chunks that surround the one who looks do not take turns', async () => {
  const said: string[] = [];
  const around = (x: number) => ({ ...slotAt(x, 100, said), radiusM: 500 });
  const residency = createResidency(200);
  for (const x of [0, 1, 2, 3]) await residency.add(around(x));
  for (let x = 0; x < 60; x += 6) {
    residency.follow({ x, y: 0, z: 0 });
    await settle();
  }
  expect(said).toEqual(['+0', '+1']);
});

test('what a model that goes leaves free is filled without a move', async () => {
  const said: string[] = [];
  const residency = createResidency(100);
  const first = slotAt(0, 100, said);
  await residency.add(first);
  await residency.add(slotAt(10, 100, said));
  residency.follow({ x: 0, y: 0, z: 0 });
  residency.remove(first);
  residency.follow({ x: 0, y: 0, z: 0 });
  await settle();
  expect(said).toEqual(['+0', '+10']);
});
