import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const signal = () => new AbortController().signal;

it('lets so many at once and the others in the order in which they came', async () => {
  const turns = createTurns(2);
  const first = await turns.take(signal());
  await turns.take(signal());
  const order: string[] = [];
  const third = turns.take(signal()).then((turn) => (order.push('third'), turn));
  void turns.take(signal()).then(() => order.push('fourth'));
  await Promise.resolve();
  expect(order).toEqual([]);
  expect(first?.isWanted()).toBe(true);
  first?.end();
  (await third)?.end();
  await Promise.resolve();
  expect(order).toEqual(['third', 'fourth']);
});

it('who leaves the queue gets no turn and takes none from others', async () => {
  const turns = createTurns(1);
  const first = await turns.take(signal());
  const left = new AbortController();
  const second = turns.take(left.signal);
  const third = turns.take(signal());
  left.abort();
  expect(await second).toBe(null);
  first?.end();
  // Ending twice gives nothing twice.
  first?.end();
  const turn = await third;
  expect(turn?.isWanted()).toBe(false);
  const next = turns.take(signal());
  let came = false;
  void next.then(() => (came = true));
  await Promise.resolve();
  expect(came).toBe(false);
});
