import { expect, it } from 'vitest';
import { chosenAfter, type Choosing } from './choosing.ts';

const listed = ['a', 'b', 'c', 'd', 'e'];

it.each<[readonly string[], Choosing, readonly string[]]>([
  [[], { kind: 'step', by: 1 }, ['a']],
  [['b'], { kind: 'step', by: 1 }, ['c']],
  [['a'], { kind: 'step', by: -1 }, ['a']],
  [['b'], { kind: 'step', by: Infinity }, ['e']],
  [['b'], { kind: 'extend', by: 1 }, ['b', 'c']],
  [['b', 'c'], { kind: 'extend', by: -1 }, ['c', 'b']],
  [['b'], { kind: 'through', id: 'd' }, ['b', 'c', 'd']],
  [['d'], { kind: 'through', id: 'b' }, ['c', 'd', 'b']],
  [['gone'], { kind: 'through', id: 'b' }, ['b']],
  [['b'], { kind: 'toggle', id: 'c' }, ['b', 'c']],
  [['b', 'c'], { kind: 'toggle', id: 'b' }, ['c']],
  [['b'], { kind: 'all' }, ['a', 'c', 'd', 'e', 'b']],
  [['b', 'c'], { kind: 'one', id: 'e' }, ['e']],
])('%j, %j → %j', (chosen, how, after) => {
  expect(chosenAfter(chosen, listed, how)).toEqual(after);
});
