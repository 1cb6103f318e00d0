import { expect, it } from 'vitest';
import { createSidedState } from './sidedState.ts';

it('keeps for each side what is hidden, and draws with the texture of the side', () => {
  const state = createSidedState(3);
  const single = state.drawn.value;
  state.split(true);
  state.turn(0);
  state.setHidden(1, true);
  state.turn(1);
  state.setHidden(2, true);
  expect([1, 2].map(state.isHidden)).toEqual([false, true]);
  state.turn(0);
  expect([1, 2].map(state.isHidden)).toEqual([true, false]);
  state.draw(1);
  expect(state.drawn.value).not.toBe(single);
  state.draw(0);
  expect(state.drawn.value).toBe(single);
});

it('selects and lights on both sides', () => {
  const state = createSidedState(2);
  state.split(true);
  state.setSelected(1, true);
  state.setLit(1, 5);
  const texel = (side: 0 | 1) => {
    state.draw(side);
    return (state.drawn.value.image as { data: Uint8Array }).data[7];
  };
  expect(texel(0)).toBe(texel(1));
  expect(texel(1)).toBe(4 | (5 << 3));
});

it('is one again afterwards, whichever side was drawn last', () => {
  const state = createSidedState(2);
  const single = state.drawn.value;
  state.split(true);
  state.turn(1);
  state.draw(1);
  state.setHidden(0, true);
  state.split(false);
  expect(state.isHidden(0)).toBe(false);
  expect(state.drawn.value).toBe(single);
  expect(state.flush()).toBe(false);
});
