/**
 * A plan view of the compound as a small texture: r and g hold blurred heights of what stands there (they darken
 * what stands low between tall things: contact shadows and a sense of ambient occlusion), b holds lamp light,
 * a tells inside the fence from outside, softly.
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
import type { Enu, LampPlan } from '#shared/twin/compound.ts';
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
    fence: readonly Enu[],
  ): void;
  /** What is drawn from now on is lit by this one. */
  use(): void;
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

/** 255 inside the ring, 0 outside; everywhere inside where there is no fence. */
function fill(ring: readonly Enu[], minX: number, minY: number, perM: number): Float32Array {
  const grid = new Float32Array(SIZE_PX * SIZE_PX);
  if (ring.length < 3) return grid.fill(255);
  for (let row = 0; row < SIZE_PX; row++) {
    const y = minY + (row + 0.5) / perM;
    // Crossings of this row with the ring; between the first and the second it is inside, and so on.
    const crossings: number[] = [];
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.round(((crossings[i] ?? 0) - minX) * perM));
      const to = Math.min(SIZE_PX, Math.round(((crossings[i + 1] ?? 0) - minX) * perM));
      if (to > from) grid.fill(255, row * SIZE_PX + from, row * SIZE_PX + to);
    }
  }
  return grid;
}

export function createGroundMap(shared: SceneUniforms): GroundMap {
  const pixels = new Uint8Array(SIZE_PX * SIZE_PX * 4);
  const texture = new DataTexture(pixels, SIZE_PX, SIZE_PX, RGBAFormat, UnsignedByteType);
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  const target = new WebGLRenderTarget(SIZE_PX, SIZE_PX);
  const camera = new OrthographicCamera();
  return {
    use: () => void (shared.uGroundMap.value = texture),
    draw(renderer, scene, area, lamps, fence) {
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
      const inside = blurGrid(
        fill(fence, xM - reachM, yM - reachM, perM),
        SIZE_PX,
        Math.max(1, Math.round(3.5 * perM)),
      );
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
        pixels[i * 4 + 3] = inside[i] ?? 255;
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
