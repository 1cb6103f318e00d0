import { expect, it } from 'vitest';
import { heldList } from './held.ts';

const row = (seq: number) => ({ seq });

it('shows the latest where no hand is in the list', () => {
  expect(heldList([row(3), row(2)], null)).toEqual({ rows: [row(3), row(2)], waiting: 0 });
});

it('keeps its rows under a hand and counts what came since, also where old rows fell out', () => {
  const held = [row(2), row(1)];
  expect(heldList([row(4), row(3), row(2)], held)).toEqual({ rows: held, waiting: 2 });
  expect(heldList([], held)).toEqual({ rows: held, waiting: 0 });
});
