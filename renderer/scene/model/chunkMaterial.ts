/**
 * Materials of model chunks. One vertex program reads the element's texel and decides: gone, tinted, selected, lit, lifted.
 * Solid and glass share it; x-ray is a second pair that lets everything through but edges, tints and the selection.
 */
import {
  DataArrayTexture,
  DoubleSide,
  FrontSide,
  GLSL3,
  ShaderMaterial,
  type IUniform,
  type Side,
  type Texture,
} from 'three';
import { lightingFragment, lightingVertex, lightingVertexFast } from '../shading/lighting.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { cutFragment, cutVertex } from './sectionShader.ts';
import { pictureFragment, pictureVertex } from './pictureShader.ts';
import { STATE_WIDTH } from './stateTexture.ts';

export const readState = /* glsl */ `
in uint element;
uniform highp usampler2D uState;
uvec4 stateOf() {
  int at = int(element);
  return texelFetch(uState, ivec2(at % ${STATE_WIDTH}, at / ${STATE_WIDTH}), 0);
}
uniform highp usampler2D uStep;
uniform float uLiftM;
float liftM() {
  if (uLiftM == 0.0) return 0.0;
  int at = int(element);
  return float(texelFetch(uStep, ivec2(at % ${STATE_WIDTH}, at / ${STATE_WIDTH}), 0).r) * uLiftM;
}`;

/**
 * Cuts the walls of a shown storey: what is higher comes down to the cut, so that a wall keeps a closed top. A chunk is
 * only moved, never turned, so heights change alike in its own and in world coordinates.
 */
export const cutWalls = /* glsl */ `
uniform vec4 uStoreyBox, uStoreyCut;
float overCut(vec3 world) {
  vec2 away = world.xy - uStoreyBox.xy;
  vec2 along = abs(vec2(dot(away, uStoreyBox.zw), dot(away, vec2(-uStoreyBox.w, uStoreyBox.z))));
  bool inside = uStoreyCut.w > 0.5 && all(lessThan(along, uStoreyCut.xy));
  return inside ? max(world.z - uStoreyCut.z, 0.0) : 0.0;
}`;

const vertexMain = /* glsl */ `
${readState}
${cutWalls}
${cutVertex}
in vec4 tone;
uniform float uSaturation, uNight;
uniform vec3 uClayColor, uSelectColor, uWindowColor;
#ifdef GLASS
out vec4 vGlow; // light of its own, opacity
#endif
#ifdef XRAY
out vec4 vFace; // normal, how much it stands out
#endif
${pictureVertex}
void main() {
  uvec4 state = stateOf();
  #ifdef GHOST
  bool gone = (state.a & 3u) != 2u;
  #else
  bool gone = (state.a & 3u) != 0u;
  #endif
  if (gone) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec4 world = modelMatrix * vec4(position, 1.0);
  float over = overCut(world.xyz) - liftM();
  world.z -= over;
  #ifdef CUT
  vCutPlace = world.xyz;
  #endif
  float luma = dot(tone.rgb, vec3(0.3, 0.59, 0.11));
  // Clay: lightness is kept but pulled together, so that no façade shouts.
  vec3 clay = uClayColor * mix(luma, 0.25 + 0.62 * luma, 0.55);
  // What is dark and bluish is glass, also where a file gives no transparency.
  float pane = step(tone.r + 0.04, tone.b) * step(luma, 0.62);
  #ifdef PICTURED
  vec3 albedo = tone.rgb;
  #else
  vec3 albedo = mix(clay, tone.rgb, uSaturation) * (1.0 - 0.42 * pane);
  #endif
  float strength = float(state.a >> 6u) / 3.0;
  albedo = mix(albedo, vec3(state.rgb) / 255.0, strength);
  float selected = float((state.a >> 2u) & 1u);
  albedo = mix(albedo, uSelectColor, selected * 0.85);
  #ifdef PICTURED
  placePicture(max(strength, selected * 0.85));
  #endif
  vec3 glow = uSelectColor * uSelectColor * (selected * 0.35);
  float lit = float((state.a >> 3u) & 7u) / 7.0 * uNight;
  #ifndef GLASS
  lit *= pane;
  #endif
  glow += uWindowColor * uWindowColor * lit * 1.1;
  #ifdef GLASS
  vGlow = vec4(glow, max(max(tone.a, step(0.01, lit) * 0.96), max(strength, selected) * 0.8));
  #endif
  #ifdef XRAY
  vFace = vec4(normal, max(strength, selected));
  #endif
  #ifdef FAST
  lightVertex(world.xyz, normal, albedo, glow);
  #else
  // One number for two lights: above zero the selection, below a window.
  lightVertex(world.xyz, normal, albedo, selected > 0.0 ? 0.35 : -1.1 * lit);
  #endif
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.xy, position.z - over, 1.0);
}`;

const vertexShader = lightingVertex + vertexMain;
const fastVertexShader = lightingVertexFast + vertexMain;

const solidFragment = /* glsl */ `
${lightingFragment}
${cutFragment}
${pictureFragment}
uniform vec3 uSelectColor, uWindowColor;
#ifdef GLASS
in vec4 vGlow;
#endif
out vec4 outColor;
void main() {
  #ifdef CUT
  if (cutAway(outColor)) return;
  #endif
  #ifdef GLASS
  outColor = vec4(pictured(shade(vGlow.rgb)), vGlow.a);
  #else
  float own = vLookUp.w;
  vec3 glow = own > 0.0 ? uSelectColor * uSelectColor * own : uWindowColor * uWindowColor * -own;
  outColor = vec4(pictured(shade(glow)), 1.0);
  #endif
}`;

const fastFragment = /* glsl */ `
${cutFragment}
${pictureFragment}
in vec3 vColor;
#ifdef GLASS
in vec4 vGlow;
#endif
out vec4 outColor;
void main() {
  #ifdef CUT
  if (cutAway(outColor)) return;
  #endif
  #ifdef GLASS
  outColor = vec4(pictured(vColor), vGlow.a);
  #else
  outColor = vec4(pictured(vColor), 1.0);
  #endif
}`;

const xrayFragment = /* glsl */ `
${lightingFragment}
${cutFragment}
in vec4 vFace;
out vec4 outColor;
void main() {
  #ifdef CUT
  if (cutAway(outColor)) return;
  #endif
  float facing = abs(dot(normalize(cameraPosition - vPlace.xyz), normalize(vFace.xyz)));
  float rim = pow(1.0 - facing, 2.0);
  float alpha = mix(0.045 + 0.2 * rim, 0.82, vFace.w);
  vec3 color = mix(vec3(0.62, 0.7, 0.78), shade(vec3(0.0)), 0.35 + 0.65 * vFace.w);
  outColor = vec4(color, alpha);
}`;

const castVertex = /* glsl */ `
${readState}
${cutWalls}
${cutVertex}
out float vHeight;
void main() {
  if ((stateOf().a & 3u) != 0u) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec4 world = modelMatrix * vec4(position, 1.0);
  float over = overCut(world.xyz) - liftM();
  vHeight = world.z - over;
  #ifdef CUT
  vCutPlace = world.xyz;
  #endif
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.xy, position.z - over, 1.0);
}`;

const castFragment = /* glsl */ `
${cutFragment}
in float vHeight;
out vec4 outColor;
void main() {
  #ifdef CUT
  if (cutAway(outColor)) return;
  #endif
  outColor = vec4(clamp(vHeight / 51.2, 0.0, 1.0), 0.0, 0.0, 1.0);
}`;

/** `full` also draws faces from behind, `front` does not, `fast` is lit per vertex. */
export type Shade = 'full' | 'front' | 'fast';

export interface ChunkMaterials {
  readonly solid: Record<Shade, ShaderMaterial>;
  readonly glass: Record<Shade, ShaderMaterial>;
  readonly xray: ShaderMaterial;
  /** Draws only what is seen through by itself. */
  readonly ghost: ShaderMaterial;
  readonly cast: ShaderMaterial;
  /** Whether a section cuts what is drawn with them; each is made anew once. */
  setCutting(on: boolean): void;
  dispose(): void;
}

type Kind = 'full' | 'front' | 'fast' | 'glass' | 'fastGlass' | 'xray' | 'ghost' | 'cast';

interface Recipe {
  readonly shaders: { readonly vertexShader: string; readonly fragmentShader: string };
  readonly defines: Readonly<Record<string, number>>;
  readonly side: Side;
  readonly transparent?: true;
  /** It shows what is cut open. */
  readonly isOpaque?: true;
}

const lit = { vertexShader, fragmentShader: solidFragment };
const fast = { vertexShader: fastVertexShader, fragmentShader: fastFragment };
const seenThrough = { vertexShader, fragmentShader: xrayFragment };
const RECIPES: Readonly<Record<Kind, Recipe>> = {
  full: { shaders: lit, defines: {}, side: DoubleSide, isOpaque: true },
  front: { shaders: lit, defines: {}, side: FrontSide, isOpaque: true },
  fast: { shaders: fast, defines: { FAST: 1 }, side: FrontSide, isOpaque: true },
  glass: { shaders: lit, defines: { GLASS: 1 }, side: FrontSide, transparent: true },
  fastGlass: { shaders: fast, defines: { FAST: 1, GLASS: 1 }, side: FrontSide, transparent: true },
  xray: { shaders: seenThrough, defines: { XRAY: 1 }, side: DoubleSide, transparent: true },
  ghost: { shaders: seenThrough, defines: { XRAY: 1, GHOST: 1 }, side: DoubleSide, transparent: true },
  cast: {
    shaders: { vertexShader: castVertex, fragmentShader: castFragment },
    defines: {},
    side: DoubleSide,
  },
};

/** Each is made when it is first drawn with. `map`: a picture on what is drawn, or layers of pictures. */
export function createChunkMaterials(
  shared: SceneUniforms,
  state: IUniform<Texture>,
  step: Texture,
  map: Texture | null = null,
): ChunkMaterials {
  const uniforms: Record<string, IUniform> = {
    ...shared,
    uState: state,
    uStep: { value: step },
    ...(map && { uMap: { value: map } }),
  };
  const pictured = map && (map instanceof DataArrayTexture ? { MAPS: 1 } : { MAP: 1 });
  let cutting = shared.uCutCount.value > 0;
  const made = new Map<Kind, ShaderMaterial>();
  const cut = (material: ShaderMaterial, { side, isOpaque }: Recipe) => {
    if ('CUT' in material.defines !== cutting) {
      if (cutting) material.defines['CUT'] = 1;
      else delete material.defines['CUT'];
      material.needsUpdate = true;
    }
    if (!isOpaque) return;
    // What is cut open is seen from inside: there its faces are the cut.
    material.side = cutting ? DoubleSide : side;
    if (cutting) material.defines['CAP'] = 1;
  };
  const get = (kind: Kind): ShaderMaterial => {
    const held = made.get(kind);
    if (held) return held;
    const recipe = RECIPES[kind];
    const { shaders, defines, side, transparent = false } = recipe;
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms,
      ...shaders,
      defines: { ...defines, ...pictured },
      side,
      transparent,
      depthWrite: !transparent,
    });
    cut(material, recipe);
    made.set(kind, material);
    return material;
  };
  return {
    solid: {
      get full() {
        return get('full');
      },
      get front() {
        return get('front');
      },
      get fast() {
        return get('fast');
      },
    },
    glass: {
      get full() {
        return get('glass');
      },
      get front() {
        return get('glass');
      },
      get fast() {
        return get('fastGlass');
      },
    },
    get xray() {
      return get('xray');
    },
    get ghost() {
      return get('ghost');
    },
    get cast() {
      return get('cast');
    },
    setCutting(on) {
      cutting = on;
      for (const [kind, material] of made) cut(material, RECIPES[kind]);
    },
    dispose() {
      for (const material of made.values()) material.dispose();
    },
  };
}
