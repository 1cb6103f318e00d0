/**
 * Ambient occlusion of what is near each other, from the depth of the picture alone: in half its resolution, after the
 * scalable ambient obscurance of McGuire, Mara and Luebke (2012). What lies farther off than the radius takes no light,
 * so that nothing before a far wall gets a halo; blurring and enlarging keep to the same depth.
 */
import {
  NearestFilter,
  RedFormat,
  Vector2,
  Vector4,
  WebGLRenderTarget,
  type DepthTexture,
  type PerspectiveCamera,
  type Texture,
  type WebGLRenderer,
} from 'three';
import { createScreenQuad, screenPass } from './screenQuad.ts';

/** Part of the picture, its pixels from the lower left. */
interface Part {
  readonly leftPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Occlusion {
  /** Of the picture. */
  resize(widthPx: number, heightPx: number): void;
  /** Of one part of the picture, as this camera has just drawn it; `turn` differs from sample to sample. */
  draw(
    renderer: WebGLRenderer,
    depth: DepthTexture,
    camera: PerspectiveCamera,
    part: Part,
    turn: number,
  ): void;
  /** Puts a share of the picture, darkened, over what the target holds. */
  blend(
    renderer: WebGLRenderer,
    from: Texture,
    depth: DepthTexture,
    into: WebGLRenderTarget,
    share: number,
  ): void;
  dispose(): void;
}

/** Eye distance in metres of a depth; `uZ`: the two numbers of the projection that it comes from. */
const eyeOf = /* glsl */ `
uniform highp sampler2D uDepth;
uniform vec2 uZ;
uniform vec2 uTexel; // of the depth
/** A pixel of half the resolution is the lower left of its four. */
vec2 fullAt(ivec2 at) { return (vec2(at * 2) + 0.5) * uTexel; }
float eyeAt(vec2 uv) { return uZ.y / (texture(uDepth, uv).r * 2.0 - 1.0 + uZ.x); }`;

const gather = /* glsl */ `
${eyeOf}
uniform vec4 uPane, uLens; // part: lower left, size; projection: x and y scale, x and y shift
uniform float uTurn;
const float FAR_M = 900.0;
vec3 placeAt(vec2 uv) {
  float eye = eyeAt(uv);
  vec2 ndc = (uv - uPane.xy) / uPane.zw * 2.0 - 1.0;
  return vec3((ndc + uLens.zw) / uLens.xy * eye, -eye);
}
vec3 nearer(vec3 before, vec3 here, vec3 after) {
  return abs(after.z - here.z) < abs(here.z - before.z) ? after - here : here - before;
}
void main() {
  vec2 uv = fullAt(ivec2(gl_FragCoord.xy));
  vec3 here = placeAt(uv);
  float eye = -here.z;
  if (eye > FAR_M || eye < 0.0) { outColor = vec4(1.0); return; }
  vec2 dx = vec2(uTexel.x, 0.0), dy = vec2(0.0, uTexel.y);
  vec3 normal = normalize(cross(
    nearer(placeAt(uv - dx), here, placeAt(uv + dx)), nearer(placeAt(uv - dy), here, placeAt(uv + dy))));
  // A window niche from near, the gap between two houses from far.
  float radius = clamp(eye * 0.016, 1.1, 7.0);
  float reach = min(radius * uLens.y * 0.5 / eye * uPane.w, 0.12 * uPane.w);
  float noise = fract(52.9829189 * fract(dot(floor(gl_FragCoord.xy), vec2(0.06711056, 0.00583715))) + uTurn);
  float sum = 0.0;
  for (int i = 0; i < 12; i++) {
    float away = (float(i) + 0.5 + noise * 0.5) / 12.5;
    float angle = (float(i) * 0.41 + noise) * 6.2831853 * 0.999;
    vec2 aside = vec2(cos(angle), sin(angle)) * away * reach * vec2(uTexel.x / uTexel.y, 1.0);
    vec2 at = uv + aside;
    if (any(lessThan(at, uPane.xy)) || any(greaterThan(at, uPane.xy + uPane.zw))) continue;
    vec3 towards = placeAt(at) - here;
    float square = dot(towards, towards);
    float fall = max(radius * radius - square, 0.0);
    // What depth cannot tell from flat is flat.
    float rise = dot(towards, normal) - (0.012 * radius + 0.0012 * eye);
    sum += fall * fall * fall * max(rise / (square + 0.02 * radius * radius), 0.0);
  }
  float open = clamp(1.0 - sum * 5.0 / 12.0 * 0.72 / pow(radius, 5.0), 0.0, 1.0);
  outColor = vec4(mix(open, 1.0, smoothstep(FAR_M * 0.5, FAR_M, eye)));
}`;

/** Weighs what is near in depth: no dark rims round what stands before something else. */
const alike = /* glsl */ `
float alike(float eye, float other) { return max(0.0, 1.0 - abs(eye - other) / (0.06 + 0.02 * eye)); }`;

const smooth = /* glsl */ `
${eyeOf}
${alike}
void main() {
  ivec2 centre = ivec2(gl_FragCoord.xy);
  ivec2 last = textureSize(uSource, 0) - 1;
  float eye = eyeAt(fullAt(centre));
  float sum = 0.0, weights = 0.0;
  for (int y = -2; y < 2; y++) for (int x = -2; x < 2; x++) {
    ivec2 at = clamp(centre + ivec2(x, y), ivec2(0), last);
    float weight = alike(eye, eyeAt(fullAt(at))) + 1e-4;
    sum += texelFetch(uSource, at, 0).r * weight;
    weights += weight;
  }
  outColor = vec4(sum / weights);
}`;

const STRENGTH = 0.85;

const darken = /* glsl */ `
${eyeOf}
${alike}
uniform sampler2D uOpen;
uniform float uShare;
void main() {
  vec2 at2 = floor(gl_FragCoord.xy) * 0.5;
  ivec2 low = ivec2(floor(at2));
  vec2 part = fract(at2);
  ivec2 last = textureSize(uOpen, 0) - 1;
  float eye = eyeAt(gl_FragCoord.xy * uTexel);
  float sum = 0.0, weights = 0.0;
  for (int y = 0; y < 2; y++) for (int x = 0; x < 2; x++) {
    ivec2 at = clamp(low + ivec2(x, y), ivec2(0), last);
    vec2 near = mix(1.0 - part, part, vec2(x, y));
    float weight = near.x * near.y * alike(eye, eyeAt(fullAt(at))) + 1e-4;
    sum += texelFetch(uOpen, at, 0).r * weight;
    weights += weight;
  }
  outColor = vec4(texture(uSource, vUv).rgb * mix(1.0, sum / weights, ${STRENGTH}), uShare);
}`;

export function createOcclusion(): Occlusion {
  const quad = createScreenQuad();
  const whole = new Vector2(1, 1);
  const open = [0, 1].map(
    () =>
      new WebGLRenderTarget(2, 2, {
        format: RedFormat,
        depthBuffer: false,
        minFilter: NearestFilter,
        magFilter: NearestFilter,
      }),
  );
  const [raw, soft] = open;
  const z = { value: new Vector2() };
  const texel = { value: new Vector2() };
  const depthMap = { value: null as DepthTexture | null };
  const pane = { value: new Vector4() };
  const lens = { value: new Vector4() };
  const turned = { value: 0 };
  const part = { value: 1 };
  const openMap = { value: soft?.texture ?? null };
  const common = { uDepth: depthMap, uZ: z, uTexel: texel };
  const gatherPass = screenPass(gather, { ...common, uPane: pane, uLens: lens, uTurn: turned });
  const smoothPass = screenPass(smooth, common);
  const darkenPass = screenPass(darken, { ...common, uOpen: openMap, uShare: part }, true);
  const limit = ({ leftPx, widthPx, heightPx }: Part, target: WebGLRenderTarget) => {
    target.viewport.set(0, 0, target.width, target.height);
    target.scissor.set(
      Math.floor(leftPx / 2),
      0,
      Math.ceil((leftPx + widthPx) / 2) - Math.floor(leftPx / 2),
      Math.ceil(heightPx / 2),
    );
    target.scissorTest = true;
  };
  return {
    resize(widthPx, heightPx) {
      texel.value.set(1 / widthPx, 1 / heightPx);
      for (const target of open) target.setSize(Math.ceil(widthPx / 2), Math.ceil(heightPx / 2));
    },
    draw(renderer, depth, camera, drawn, turn) {
      if (!raw || !soft) return;
      const p = camera.projectionMatrix.elements;
      z.value.set(p[10], p[14]);
      lens.value.set(p[0], p[5], p[8], p[9]);
      const { x, y } = texel.value;
      pane.value.set(drawn.leftPx * x, 0, drawn.widthPx * x, drawn.heightPx * y);
      depthMap.value = depth;
      turned.value = turn;
      for (const target of [raw, soft]) limit(drawn, target);
      quad.run(renderer, gatherPass, depth, whole, raw);
      quad.run(renderer, smoothPass, raw.texture, whole, soft);
    },
    blend(renderer, from, depth, into, share) {
      depthMap.value = depth;
      part.value = share;
      quad.run(renderer, darkenPass, from, whole, into);
    },
    dispose() {
      for (const target of open) target.dispose();
      for (const material of [gatherPass, smoothPass, darkenPass]) material.dispose();
      quad.dispose();
    },
  };
}
