/**
 * What every element of a model looks like now: one RGBA8UI texel each (r, g, b tint; a flags), read by the vertex
 * shader. Changing any number of elements is one small upload; geometry is never touched.
 */
import { DataTexture, NearestFilter, RGBAIntegerFormat, UnsignedByteType } from 'three';

export const STATE_WIDTH = 1024;

/** Bits of the alpha byte; `LIT` holds 0…7 (how bright a window is), `STRENGTH` 0…3 (how strong the tint is). */
export const StateBit = { hidden: 1, xray: 2, selected: 4, litShift: 3, strengthShift: 6 } as const;

const TINT_MASK = 0xff_ff_ff;

export interface StateTexture {
  readonly texture: DataTexture;
  readonly count: number;
  isHidden(element: number): boolean;
  isXray(element: number): boolean;
  setHidden(element: number, on: boolean): void;
  setXray(element: number, on: boolean): void;
  setSelected(element: number, on: boolean): void;
  /** 0 dark … 7 bright. */
  setLit(element: number, level: number): void;
  /** Tint as bytes; strength 0 (none) … 3 (full). */
  setTint(element: number, r: number, g: number, b: number, strength: number): void;
  /** True when something has changed since the last call; then the texture is uploaded with the next frame. */
  flush(): boolean;
  dispose(): void;
}

export function createStateTexture(count: number): StateTexture {
  const rows = Math.max(1, Math.ceil(count / STATE_WIDTH));
  const texels = new Uint8Array(STATE_WIDTH * rows * 4);
  /** The same, one number each. The byte order is that of every machine a browser runs on: little-endian. */
  const words = new Uint32Array(texels.buffer);
  const texture = new DataTexture(texels, STATE_WIDTH, rows, RGBAIntegerFormat, UnsignedByteType);
  texture.internalFormat = 'RGBA8UI';
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.generateMipmaps = false;
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  let changed = false;

  const write = (at: number, value: number) => {
    if (texels[at] === value) return;
    texels[at] = value;
    changed = true;
  };
  const flag = (element: number, mask: number, bits: number) => {
    if (element < 0 || element >= count) return;
    const at = element * 4 + 3;
    write(at, ((texels[at] ?? 0) & ~mask) | bits);
  };
  return {
    texture,
    count,
    isHidden: (element) => ((texels[element * 4 + 3] ?? 0) & StateBit.hidden) !== 0,
    isXray: (element) => ((texels[element * 4 + 3] ?? 0) & StateBit.xray) !== 0,
    setHidden: (element, on) => flag(element, StateBit.hidden, on ? StateBit.hidden : 0),
    setXray: (element, on) => flag(element, StateBit.xray, on ? StateBit.xray : 0),
    setSelected: (element, on) => flag(element, StateBit.selected, on ? StateBit.selected : 0),
    setLit: (element, level) => flag(element, 7 << StateBit.litShift, (level & 7) << StateBit.litShift),
    setTint(element, r, g, b, strength) {
      if (element < 0 || element >= count) return;
      const before = words[element] ?? 0;
      const kept = before & ~(TINT_MASK | (3 << (24 + StateBit.strengthShift)));
      const after =
        (kept |
          (r & 255) |
          ((g & 255) << 8) |
          ((b & 255) << 16) |
          (strength << (24 + StateBit.strengthShift))) >>>
        0;
      if (after === before) return;
      words[element] = after;
      changed = true;
    },
    flush() {
      if (!changed) return false;
      changed = false;
      texture.needsUpdate = true;
      return true;
    },
    dispose: () => texture.dispose(),
  };
}
