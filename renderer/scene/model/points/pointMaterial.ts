/**
 * Material of points: round, as large as they stand apart, in their own colours and the light of the hour. The texel of
 * their element decides as it does for chunks: gone, tinted, selected, seen through, lifted.
 */
import { GLSL3, ShaderMaterial, type IUniform, type Texture } from 'three';
import type { SceneUniforms } from '#scene/shading/uniforms.ts';
import { cutWalls, readState } from '../chunkMaterial.ts';
import { cutFragment, cutVertex } from '../sectionShader.ts';

const vertexShader = /* glsl */ `
${readState}
${cutWalls}
${cutVertex}
in vec4 tone;
uniform float uSaturation, uSpacingM, uHalfPx, uLeastPx;
uniform vec3 uClayColor, uSelectColor, uSunColor, uSkyColor, uBounceColor, uHorizonColor;
uniform vec4 uFade;
out vec4 vColor;
void main() {
  uvec4 state = stateOf();
  #ifdef GHOST
  bool gone = (state.a & 3u) != 2u;
  #else
  bool gone = (state.a & 3u) != 0u;
  #endif
  vec4 world = modelMatrix * vec4(position, 1.0);
  if (gone || overCut(world.xyz) > 0.0) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); gl_PointSize = 1.0; return; }
  world.z += liftM();
  #ifdef CUT
  vCutPlace = world.xyz;
  #endif
  gl_Position = projectionMatrix * viewMatrix * world;
  float reachPx = uSpacingM * 1.25 * uHalfPx * projectionMatrix[1][1] / max(gl_Position.w, 0.05);
  gl_PointSize = clamp(reachPx, uLeastPx, uLeastPx * 7.0);
  float luma = dot(tone.rgb, vec3(0.3, 0.59, 0.11));
  vec3 albedo = mix(uClayColor * luma, tone.rgb, max(uSaturation, 0.7));
  float strength = float(state.a >> 6u) / 3.0;
  // Light and shade of a scan are in its colours: a tint keeps them.
  albedo = mix(albedo, vec3(state.rgb) / 255.0 * (0.55 + 0.6 * luma), strength);
  float selected = float((state.a >> 2u) & 1u);
  albedo = mix(albedo, uSelectColor, selected * 0.8);
  vec3 light = 0.7 * uSkyColor + 0.3 * uBounceColor + 0.5 * uSunColor;
  vec3 color = sqrt(albedo * albedo * light) + uSelectColor * (selected * 0.12);
  color = mix(color, uHorizonColor, smoothstep(uFade.z, uFade.w, length(world.xy - uFade.xy)));
  #ifdef SEEN_THROUGH
  vColor = vec4(color, mix(0.06, 0.85, max(strength, selected)));
  #else
  vColor = vec4(color, 1.0);
  #endif
}`;

const fragmentShader = /* glsl */ `
${cutFragment}
in vec4 vColor;
out vec4 outColor;
void main() {
  #ifdef CUT
  if (cutAway(outColor)) return;
  #endif
  vec2 off = gl_PointCoord - 0.5;
  float away = dot(off, off) * 4.0;
  if (away > 1.0) discard;
  // A darker rim keeps single points apart.
  outColor = vec4(vColor.rgb * (1.0 - 0.12 * away * away), vColor.a);
}`;

export type PointKind = 'solid' | 'xray' | 'ghost';

export interface PointMaterials {
  /** `spacingM`: between the points that are drawn there. */
  get(kind: PointKind, spacingM: number): ShaderMaterial;
  /** Device pixels: half the height of the picture, and the least width of a point. */
  setPixels(halfPx: number, leastPx: number): void;
  setCutting(on: boolean): void;
  dispose(): void;
}

export function createPointMaterials(
  shared: SceneUniforms,
  state: IUniform<Texture>,
  step: Texture,
): PointMaterials {
  const uHalfPx: IUniform<number> = { value: 400 };
  const uLeastPx: IUniform<number> = { value: 2 };
  const made = new Map<string, ShaderMaterial>();
  let cutting = shared.uCutCount.value > 0;
  const cut = (material: ShaderMaterial) => {
    if ('CUT' in material.defines === cutting) return;
    if (cutting) material.defines['CUT'] = 1;
    else delete material.defines['CUT'];
    material.needsUpdate = true;
  };
  return {
    get(kind, spacingM) {
      // Spacings halve from level to level: a few materials are enough.
      const level = Math.round(Math.log2(Math.max(spacingM, 1e-4)));
      const key = `${kind} ${level}`;
      const held = made.get(key);
      if (held) return held;
      const material = new ShaderMaterial({
        glslVersion: GLSL3,
        uniforms: {
          ...shared,
          uState: state,
          uStep: { value: step },
          uHalfPx,
          uLeastPx,
          uSpacingM: { value: 2 ** level },
        },
        vertexShader,
        fragmentShader,
        defines: { ...(kind === 'ghost' && { GHOST: 1 }), ...(kind !== 'solid' && { SEEN_THROUGH: 1 }) },
        transparent: kind !== 'solid',
        depthWrite: kind === 'solid',
      });
      cut(material);
      made.set(key, material);
      return material;
    },
    setPixels(halfPx, leastPx) {
      uHalfPx.value = halfPx;
      uLeastPx.value = leastPx;
    },
    setCutting(on) {
      cutting = on;
      made.forEach(cut);
    },
    dispose() {
      for (const material of made.values()) material.dispose();
    },
  };
}
