/**
 * Draws the outline round what the mask covers: a light line of so many CSS pixels outside the silhouette, with a thin
 * dark rim, so that it is read before bright walls and a dark sky alike.
 */
import {
  LinearFilter,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderTarget,
  type PerspectiveCamera,
  type Scene,
  type WebGLRenderer,
} from 'three';
import { createScreenQuad, screenPass } from '../shading/screenQuad.ts';

/** CSS pixels. Sky blue and white: told apart by everybody, and from the colours of alarms. */
const SELECTED_PX = 2.4;
const HOVERED_PX = 1.6;
const RIM_PX = 1.2;

/** Pixels of the picture from the lower left. */
export interface PixelRect {
  readonly leftPx: number;
  readonly bottomPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface OutlinePass {
  resize(widthPx: number, heightPx: number): void;
  /** Before the first part of a picture is masked. */
  clear(renderer: WebGLRenderer): void;
  /** Masks one part of the picture, through this camera. */
  mask(renderer: WebGLRenderer, scene: Scene, camera: PerspectiveCamera, part: PixelRect): void;
  /** On what is on the screen; whoever calls limits it to where it is needed. */
  draw(renderer: WebGLRenderer, pixelRatio: number): void;
  dispose(): void;
}

/** How far a line reaches beyond its element, CSS pixels. */
export const OUTLINE_REACH_PX = SELECTED_PX + RIM_PX + 1;

const fragment = /* glsl */ `
uniform vec2 uTexel;
uniform vec4 uWidth; // selected, hovered, their rims
uniform vec3 uSelectColor;
const int TAPS = 16;
void main() {
  vec2 uv = gl_FragCoord.xy * uTexel;
  vec2 inside = texture(uSource, uv).rg;
  vec2 line = vec2(0.0), rim = vec2(0.0);
  for (int i = 0; i < TAPS; i++) {
    float angle = (float(i) + 0.5) / float(TAPS) * 6.2831853;
    vec2 way = vec2(cos(angle), sin(angle)) * uTexel;
    line.r = max(line.r, max(texture(uSource, uv + way * uWidth.x).r, texture(uSource, uv + way * uWidth.x * 0.5).r));
    line.g = max(line.g, max(texture(uSource, uv + way * uWidth.y).g, texture(uSource, uv + way * uWidth.y * 0.5).g));
    rim.r = max(rim.r, texture(uSource, uv + way * uWidth.z).r);
    rim.g = max(rim.g, texture(uSource, uv + way * uWidth.w).g);
  }
  vec2 outside = 1.0 - min(inside * 4.0, 1.0);
  line *= outside;
  rim *= outside * 0.6;
  // The selection lies over what is pointed at.
  vec3 color = vec3(0.03, 0.05, 0.07);
  float alpha = max(rim.r, rim.g);
  color = mix(color, vec3(0.97), line.g);
  alpha = max(alpha, line.g * 0.92);
  color = mix(color, uSelectColor, line.r);
  alpha = max(alpha, line.r);
  outColor = vec4(color, alpha);
}`;

export function createOutlinePass(selectColor: Vector3): OutlinePass {
  const quad = createScreenQuad();
  const whole = new Vector2(1, 1);
  // Made when something is outlined for the first time.
  const mask = new WebGLRenderTarget(4, 4, {
    depthBuffer: false,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
  });
  const texel = { value: new Vector2() };
  const width = { value: new Vector4() };
  const pass = screenPass(
    fragment,
    { uTexel: texel, uWidth: width, uSelectColor: { value: selectColor } },
    true,
  );
  let sizePx = new Vector2(4, 4);
  return {
    resize(widthPx, heightPx) {
      sizePx = new Vector2(widthPx, heightPx);
    },
    clear(renderer) {
      mask.setSize(sizePx.x, sizePx.y);
      texel.value.set(1 / sizePx.x, 1 / sizePx.y);
      mask.viewport.set(0, 0, sizePx.x, sizePx.y);
      mask.scissorTest = false;
      renderer.setRenderTarget(mask);
      renderer.clear();
      renderer.setRenderTarget(null);
    },
    mask(renderer, scene, camera, { leftPx, bottomPx, widthPx, heightPx }) {
      mask.viewport.set(leftPx, bottomPx, widthPx, heightPx);
      mask.scissor.copy(mask.viewport);
      mask.scissorTest = true;
      renderer.setRenderTarget(mask);
      renderer.render(scene, camera);
      renderer.setRenderTarget(null);
    },
    draw(renderer, pixelRatio) {
      width.value
        .set(SELECTED_PX, HOVERED_PX, SELECTED_PX + RIM_PX, HOVERED_PX + RIM_PX)
        .multiplyScalar(pixelRatio);
      quad.run(renderer, pass, mask.texture, whole, null);
    },
    dispose() {
      mask.dispose();
      pass.dispose();
      quad.dispose();
    },
  };
}
