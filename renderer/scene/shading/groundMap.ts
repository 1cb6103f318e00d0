/**
 * A plan view of the compound as a small texture: r and g hold blurred heights of what stands there (they darken
 * what stands low between tall things: contact shadows and a sense of ambient occlusion), b holds lamp light.
 */
import {
  DataTexture,
  LinearFilter,
  OrthographicCamera,
  RGBAFormat,
  UnsignedByteType,
  WebGLRenderTarget,
  type Scene,
  type WebGLRenderer,
} from 'three';
import type { LampPlan } from '#shared/twin/compound.ts';
import { blurGrid } from './blur.ts';
import { renderCasters } from './shadowMap.ts';
import type { SceneUniforms } from './uniforms.ts';

const SIZE_PX = 256;

export interface GroundMap {
  draw(
    renderer: WebGLRenderer,
    scene: Scene,
    area: { readonly xM: number; readonly yM: number; readonly reachM: number },
    lamps: readonly LampPlan[],
  ): void;
  dispose(): void;
}

function addLamp(light: Float32Array, u: number, v: number, radiusPx: number): void {
  const reach = Math.ceil(radiusPx);
  for (let y = Math.max(0, Math.floor(v - reach)); y <= Math.min(SIZE_PX - 1, v + reach); y++)
    for (let x = Math.max(0, Math.floor(u - reach)); x <= Math.min(SIZE_PX - 1, u + reach); x++) {
      const away = Math.hypot(x + 0.5 - u, y + 0.5 - v) / radiusPx;
      if (away < 1) light[y * SIZE_PX + x] = (light[y * SIZE_PX + x] ?? 0) + (1 - away * away) ** 3;
    }
}

export function createGroundMap(shared: SceneUniforms): GroundMap {
  const pixels = new Uint8Array(SIZE_PX * SIZE_PX * 4);
  const texture = new DataTexture(pixels, SIZE_PX, SIZE_PX, RGBAFormat, UnsignedByteType);
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  shared.uGroundMap.value = texture;
  const target = new WebGLRenderTarget(SIZE_PX, SIZE_PX);
  const camera = new OrthographicCamera();
  return {
    draw(renderer, scene, area, lamps) {
      const { xM, yM, reachM } = area;
      camera.up.set(0, 1, 0);
      camera.position.set(xM, yM, 300);
      camera.lookAt(xM, yM, 0);
      camera.left = camera.bottom = -reachM;
      camera.right = camera.top = reachM;
      camera.near = 1;
      camera.far = 400;
      camera.updateProjectionMatrix();
      camera.updateMatrixWorld();
      renderer.setRenderTarget(target);
      renderer.clear();
      renderCasters(renderer, scene, camera);
      const read = new Uint8Array(pixels.length);
      renderer.readRenderTargetPixels(target, 0, 0, SIZE_PX, SIZE_PX, read);
      renderer.setRenderTarget(null);
      const heights = new Float32Array(SIZE_PX * SIZE_PX);
      for (let i = 0; i < heights.length; i++) heights[i] = read[i * 4] ?? 0;
      const perM = SIZE_PX / (2 * reachM);
      const near = blurGrid(heights, SIZE_PX, Math.max(1, Math.round(1.6 * perM)));
      const wide = blurGrid(heights, SIZE_PX, Math.max(2, Math.round(6 * perM)));
      const light = new Float32Array(heights.length);
      for (const lamp of lamps)
        addLamp(
          light,
          (lamp.positionEnu[0] - xM + reachM) * perM,
          (lamp.positionEnu[1] - yM + reachM) * perM,
          (4 + lamp.heightM * 1.8) * perM,
        );
      for (let i = 0; i < heights.length; i++) {
        pixels[i * 4] = near[i] ?? 0;
        pixels[i * 4 + 1] = wide[i] ?? 0;
        pixels[i * 4 + 2] = Math.min(255, (light[i] ?? 0) * 255);
        pixels[i * 4 + 3] = 255;
      }
      texture.needsUpdate = true;
      shared.uGroundRect.value.set(xM - reachM, yM - reachM, 1 / (2 * reachM), 1 / (2 * reachM));
    },
    dispose() {
      target.dispose();
      texture.dispose();
    },
  };
}
