import { expect, test } from 'vitest';
import { createStateTexture, STATE_WIDTH } from './stateTexture.ts';
import { onCoreMs } from '#shared/testTime.ts';

const texel = (state: ReturnType<typeof createStateTexture>, element: number) =>
  [...(state.texture.image.data ?? [])].slice(element * 4, element * 4 + 4);

test('packs tint, strength and flags of one element without touching its neighbours', () => {
  const state = createStateTexture(STATE_WIDTH + 10);
  const element = STATE_WIDTH + 3;
  state.setTint(element, 255, 77, 79, 2);
  state.setSelected(element, true);
  state.setLit(element, 5);
  state.setHidden(element, true);
  expect(texel(state, element)).toEqual([255, 77, 79, 1 | 4 | (5 << 3) | (2 << 6)]);
  expect(texel(state, element - 1)).toEqual([0, 0, 0, 0]);
  expect(texel(state, element + 1)).toEqual([0, 0, 0, 0]);
  expect(state.isHidden(element)).toBe(true);
  state.setHidden(element, false);
  state.setLit(element, 0);
  expect(texel(state, element)[3]).toBe(4 | (2 << 6));
});

test('asks for an upload once per change and not when nothing changed', () => {
  const state = createStateTexture(8);
  expect(state.flush()).toBe(false);
  state.setXray(1, true);
  expect(state.flush()).toBe(true);
  expect(state.flush()).toBe(false);
  state.setXray(1, true);
  expect(state.flush()).toBe(false);
});

test('ignores elements that do not exist', () => {
  const state = createStateTexture(4);
  state.setHidden(-1, true);
  state.setTint(4, 1, 2, 3, 3);
  expect(state.flush()).toBe(false);
});

test('ten thousand states change in a few milliseconds', () => {
  const state = createStateTexture(20_000);
  const startMs = onCoreMs();
  for (let element = 0; element < 10_000; element++) state.setTint(element, element & 255, 20, 30, 3);
  expect(onCoreMs() - startMs).toBeLessThan(40);
});
