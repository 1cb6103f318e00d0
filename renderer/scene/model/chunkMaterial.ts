/**
 * Materials of model chunks. One vertex program reads the element's texel and decides: gone, tinted, selected, lit.
 * Solid and glass share it; x-ray is a second pair that lets everything through but edges, tints and the selection.
 */
import { DoubleSide, FrontSide, GLSL3, ShaderMaterial, type IUniform, type Texture } from 'three';
import { heightFragment, lightingFragment, lightingVertex } from '../shading/lighting.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { STATE_WIDTH } from './stateTexture.ts';

const readState = /* glsl */ `
in uint element;
uniform highp usampler2D uState;
uvec4 stateOf() {
  int at = int(element);
  return texelFetch(uState, ivec2(at % ${STATE_WIDTH}, at / ${STATE_WIDTH}), 0);
}`;

const vertexShader = /* glsl */ `
${lightingVertex}
${readState}
in vec4 tone;
uniform float uSaturation, uNight;
uniform vec3 uClayColor, uSelectColor, uWindowColor;
out vec4 vGlow;
out float vAlpha;
out vec3 vNormal;
void main() {
  uvec4 state = stateOf();
  if ((state.a & 1u) != 0u) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec4 world = modelMatrix * vec4(position, 1.0);
  float luma = dot(tone.rgb, vec3(0.3, 0.59, 0.11));
  // Clay: lightness is kept but pulled together, so that no façade shouts.
  vec3 clay = uClayColor * mix(luma, 0.25 + 0.62 * luma, 0.55);
  vec3 albedo = mix(clay, tone.rgb, uSaturation);
  float strength = float(state.a >> 6u) / 3.0;
  albedo = mix(albedo, vec3(state.rgb) / 255.0, strength);
  float selected = float((state.a >> 2u) & 1u);
  albedo = mix(albedo, uSelectColor, selected * 0.85);
  float lit = float((state.a >> 3u) & 7u) / 7.0 * uNight;
  vGlow = vec4(uSelectColor * uSelectColor * selected * 0.35, max(strength, selected));
  vAlpha = tone.a;
  #ifdef GLASS
  vGlow.rgb += uWindowColor * uWindowColor * lit * 1.1;
  vAlpha = max(max(vAlpha, step(0.01, lit) * 0.96), vGlow.a * 0.8);
  #endif
  vNormal = normal;
  lightVertex(world.xyz, normal, albedo);
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

const solidFragment = /* glsl */ `
${lightingFragment}
in vec4 vGlow;
in float vAlpha;
out vec4 outColor;
void main() { outColor = vec4(shade(vGlow.rgb), vAlpha); }`;

const xrayFragment = /* glsl */ `
${lightingFragment}
in vec4 vGlow;
in vec3 vNormal;
out vec4 outColor;
void main() {
  float facing = abs(dot(normalize(cameraPosition - vWorld), normalize(vNormal)));
  float rim = pow(1.0 - facing, 2.0);
  float alpha = mix(0.045 + 0.2 * rim, 0.82, vGlow.a);
  vec3 color = mix(vec3(0.62, 0.7, 0.78), shade(vGlow.rgb), 0.35 + 0.65 * vGlow.a);
  outColor = vec4(color, alpha);
}`;

const castVertex = /* glsl */ `
${readState}
out float vHeight;
void main() {
  if ((stateOf().a & 1u) != 0u) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec4 world = modelMatrix * vec4(position, 1.0);
  vHeight = world.z;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

export interface ChunkMaterials {
  readonly solid: ShaderMaterial;
  readonly glass: ShaderMaterial;
  readonly xray: ShaderMaterial;
  readonly cast: ShaderMaterial;
  dispose(): void;
}

export function createChunkMaterials(shared: SceneUniforms, state: Texture): ChunkMaterials {
  const uniforms: Record<string, IUniform> = { ...shared, uState: { value: state } };
  const solid = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    vertexShader,
    fragmentShader: solidFragment,
    side: DoubleSide,
  });
  const glass = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    vertexShader,
    fragmentShader: solidFragment,
    defines: { GLASS: 1 },
    side: FrontSide,
    transparent: true,
    depthWrite: false,
  });
  const xray = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    vertexShader,
    fragmentShader: xrayFragment,
    side: DoubleSide,
    transparent: true,
    depthWrite: false,
  });
  const cast = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: { uState: uniforms['uState'] ?? { value: state } },
    vertexShader: castVertex,
    fragmentShader: heightFragment,
    side: DoubleSide,
  });
  const all = [solid, glass, xray, cast];
  return { solid, glass, xray, cast, dispose: () => all.forEach((material) => material.dispose()) };
}
