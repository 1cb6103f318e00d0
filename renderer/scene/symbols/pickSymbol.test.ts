import { expect, test } from 'vitest';
import { pickSymbol } from './pickSymbol.ts';

const at = { xPx: 100, yPx: 100 };
const symbols = [
  { item: 'near', xPx: 103, yPx: 100, rank: 7 },
  { item: 'urgent', xPx: 108, yPx: 100, rank: 0 },
  { item: 'far', xPx: 140, yPx: 100, rank: 0 },
];

test('the urgent one wins over a quiet one a little nearer', () => {
  expect(pickSymbol(symbols, at, 18, () => true)).toBe('urgent');
});

test('what is hidden is not clicked; what lies behind the click is', () => {
  expect(pickSymbol(symbols, at, 18, (item) => item !== 'urgent')).toBe('near');
  expect(pickSymbol(symbols, at, 18, () => false)).toBeNull();
});

test('asks for sight only within reach', () => {
  const asked: string[] = [];
  pickSymbol(symbols, at, 18, (item) => asked.push(item) < 0);
  expect(asked).toEqual(['urgent', 'near']);
});
