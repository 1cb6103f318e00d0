import { expect, test } from 'vitest';
import type { ToolPointer } from '../toolContract.ts';
import { createToolHand } from './toolHand.ts';

const at = (kind: ToolPointer['kind']): ToolPointer => ({
  kind,
  xPx: 0,
  yPx: 0,
  button: 0,
  shift: false,
  pointEnu: () => [0, 0, 0],
});

function tool(takes: boolean) {
  const seen: string[] = [];
  return { seen, pointer: ({ kind }: ToolPointer) => (seen.push(kind), takes) };
}

test('without a tool everything goes on', () => {
  expect(createToolHand().take(1, at('down'))).toBe(false);
});

test('a press it takes is its own to the end, and nobody else sees it', () => {
  const hand = createToolHand();
  const measure = tool(true);
  hand.use(measure);
  const gesture = ['down', 'move', 'up'] as const;
  expect(gesture.map((kind) => hand.take(1, at(kind)))).toEqual([true, true, true]);
  expect(measure.seen).toEqual(['down', 'move', 'up']);
});

test('a press it lets go turns the camera: it does not join in later', () => {
  const hand = createToolHand();
  const shy = tool(false);
  hand.use(shy);
  expect(hand.take(1, at('down'))).toBe(false);
  expect(hand.take(1, at('move'))).toBe(false);
  expect(shy.seen).toEqual(['down']);
});

test('put away it sees nothing more, and the one before is in the hand again', () => {
  const hand = createToolHand();
  const [first, second] = [tool(true), tool(true)];
  hand.use(first);
  const away = hand.use(second);
  hand.take(1, at('down'));
  away();
  hand.take(2, at('down'));
  expect(second.seen).toEqual(['down']);
  expect(first.seen).toEqual(['down']);
});
