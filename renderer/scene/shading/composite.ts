/**
 * Full-screen passes: averaging samples, the glow of lit windows at night (quarter resolution), and the last step to
 * the screen with a slight vignette and dither, so that dark gradients show no bands.
 */
import {
  HalfFloatType,
  Vector2,
  WebGLRenderTarget,
  type IUniform,
  type Texture,
  type WebGLRenderer,
} from 'three';
import { createScreenQuad, screenPass as pass } from './screenQuad.ts';
import type { ShaderSample } from './warmUp.ts';

export interface Composite {
  /** What ends on the screen itself. */
  readonly shaders: readonly ShaderSample[];
  resize(widthPx: number, heightPx: number): void;
  blend(renderer: WebGLRenderer, from: Texture, into: WebGLRenderTarget, share: number): void;
  present(renderer: WebGLRenderer, from: Texture, part: Vector2 | undefined, changed: boolean): void;
  setBloom(strength: number): void;
  dispose(): void;
}

export function createComposite(): Composite {
  const quad = createScreenQuad();
  const { run } = quad;
  const whole = new Vector2(1, 1);
  const glow = [0, 1].map(() => new WebGLRenderTarget(4, 4, { type: HalfFloatType, depthBuffer: false }));
  const [glowA, glowB] = glow;

  const share = { value: 1 };
  const blendPass = pass(
    'uniform float uShare; void main() { outColor = vec4(texture(uSource, vUv * uPart).rgb, uShare); }',
    { uShare: share },
    true,
  );
  const brightPass = pass(
    /* glsl */ `void main() {
  vec3 c = texture(uSource, vUv * uPart).rgb;
  // Warm and bright: windows and lamps, not sunlit clay.
  outColor = vec4(c * c * smoothstep(0.42, 0.85, c.r) * smoothstep(0.04, 0.2, c.r - c.b), 1.0); }`,
    {},
  );
  const step = { value: new Vector2() };
  const blurPass = pass(
    /* glsl */ `uniform vec2 uStep; void main() {
  vec3 sum = texture(uSource, vUv).rgb * 0.2;
  sum += (texture(uSource, vUv + uStep * 1.4).rgb + texture(uSource, vUv - uStep * 1.4).rgb) * 0.2;
  sum += (texture(uSource, vUv + uStep * 3.3).rgb + texture(uSource, vUv - uStep * 3.3).rgb) * 0.13;
  sum += (texture(uSource, vUv + uStep * 5.6).rgb + texture(uSource, vUv - uStep * 5.6).rgb) * 0.07;
  outColor = vec4(sum, 1.0); }`,
    { uStep: step },
  );
  const bloom = { value: 0 };
  const glowMap: IUniform<Texture | null> = { value: null };
  const lastPass = pass(
    /* glsl */ `uniform sampler2D uGlow; uniform float uBloom; void main() {
  vec3 c = texture(uSource, vUv * uPart).rgb;
  if (uBloom > 0.0) { vec3 g = texture(uGlow, vUv).rgb * uBloom; c = 1.0 - (1.0 - c) * (1.0 - min(g, 1.0)); }
  vec2 off = vUv - 0.5;
  c *= 1.0 - 0.32 * dot(off, off);
  float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
  outColor = vec4(c + noise / 255.0, 1.0); }`,
    { uGlow: glowMap, uBloom: bloom },
  );

  return {
    shaders: [{ material: lastPass }],
    resize(widthPx, heightPx) {
      for (const target of glow) target.setSize(Math.ceil(widthPx / 4), Math.ceil(heightPx / 4));
    },
    blend(renderer, from, into, part) {
      share.value = part;
      run(renderer, blendPass, from, whole, into);
    },
    present(renderer, from, part = whole, changed = true) {
      if (bloom.value > 0 && changed && glowA && glowB) {
        run(renderer, brightPass, from, part, glowA);
        for (let round = 0; round < 2; round++) {
          step.value.set((1 + round) / glowA.width, 0);
          run(renderer, blurPass, glowA.texture, whole, glowB);
          step.value.set(0, (1 + round) / glowA.height);
          run(renderer, blurPass, glowB.texture, whole, glowA);
        }
        glowMap.value = glowA.texture;
      }
      run(renderer, lastPass, from, part, null);
    },
    setBloom(strength) {
      bloom.value = strength;
    },
    dispose() {
      for (const target of glow) target.dispose();
      for (const material of [blendPass, brightPass, blurPass, lastPass]) material.dispose();
      quad.dispose();
    },
  };
}
