/** On which step of storeys that are moved apart each element stands: one byte, read by the vertex shader. */
import { DataTexture, NearestFilter, RedIntegerFormat, UnsignedByteType } from 'three';
import { STATE_WIDTH } from './stateTexture.ts';

export interface StepTexture {
  readonly texture: DataTexture;
  /** Highest step of all. */
  readonly most: number;
  stepOf(element: number): number;
  /** Uint8, one for each element; none: all stand where they are. */
  set(step: (element: number) => number): void;
  dispose(): void;
}

export function createStepTexture(count: number): StepTexture {
  const rows = Math.max(1, Math.ceil(count / STATE_WIDTH));
  const texels = new Uint8Array(STATE_WIDTH * rows);
  const texture = new DataTexture(texels, STATE_WIDTH, rows, RedIntegerFormat, UnsignedByteType);
  texture.internalFormat = 'R8UI';
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.generateMipmaps = false;
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  let most = 0;
  return {
    texture,
    get most() {
      return most;
    },
    stepOf: (element) => texels[element] ?? 0,
    set(step) {
      most = 0;
      for (let element = 0; element < count; element++) {
        const at = Math.min(255, step(element));
        texels[element] = at;
        most = Math.max(most, at);
      }
      texture.needsUpdate = true;
    },
    dispose: () => texture.dispose(),
  };
}
