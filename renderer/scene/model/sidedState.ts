/**
 * The state of a model's elements, once, or once for each of two sides that are shown together. What a side shows is its
 * own; selection and lit windows are the same on both. Drawing a side is a swap of its texture: no shader knows of sides.
 */
import type { IUniform, Texture } from 'three';
import type { Side } from '../splitContract.ts';
import { createStateTexture, type StateTexture } from './stateTexture.ts';

export interface SidedState extends StateTexture {
  /** What materials read: the texture of the side that is drawn. */
  readonly drawn: IUniform<Texture>;
  /** Two from now on, or one again. What each shows must be said anew. */
  split(on: boolean): void;
  /** Which side is asked and told from now on. */
  turn(side: Side): void;
  draw(side: Side): void;
}

export function createSidedState(count: number): SidedState {
  const left = createStateTexture(count);
  let right: StateTexture | null = null;
  let side: Side = 0;
  const drawn: IUniform<Texture> = { value: left.texture };
  const now = () => (side === 1 && right ? right : left);
  return {
    drawn,
    count,
    get texture() {
      return now().texture;
    },
    isHidden: (element) => now().isHidden(element),
    isXray: (element) => now().isXray(element),
    setHidden: (element, on) => now().setHidden(element, on),
    setXray: (element, on) => now().setXray(element, on),
    setTint: (element, r, g, b, strength) => now().setTint(element, r, g, b, strength),
    setSelected(element, on) {
      left.setSelected(element, on);
      right?.setSelected(element, on);
    },
    setLit(element, level) {
      left.setLit(element, level);
      right?.setLit(element, level);
    },
    flush() {
      const isLeft = left.flush();
      return (right?.flush() ?? false) || isLeft;
    },
    split(on) {
      if (on) {
        right ??= createStateTexture(count);
        return;
      }
      side = 0;
      drawn.value = left.texture;
      right?.dispose();
      right = null;
    },
    turn: (next) => void (side = next),
    draw: (next) => void (drawn.value = (next === 1 && right ? right : left).texture),
    dispose() {
      left.dispose();
      right?.dispose();
    },
  };
}
