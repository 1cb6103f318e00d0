/**
 * Material for everything that is not a model: ground, trees, bays, cars. Vertex colour `tone` (rgb, display
 * colours) times the instance colour, lit by the shared model. A layer's cast material is made here as well.
 */
import { GLSL3, ShaderMaterial, type IUniform } from 'three';
import { heightFragment, lightingFragment, lightingVertex } from './lighting.ts';
import type { SceneUniforms } from './uniforms.ts';

/** `world` is for light; `seen` for the place on the screen: the camera is taken off on the CPU, in doubles. */
const worldOf = /* glsl */ `
vec4 own = vec4(position, 1.0);
mat4 placement = modelMatrix;
#ifdef USE_INSTANCING
own = instanceMatrix * own;
placement = modelMatrix * instanceMatrix;
#endif
vec4 world = modelMatrix * own;
vec4 seen = modelViewMatrix * own;`;

export function createLitMaterial(
  shared: SceneUniforms,
  options: {
    readonly own?: Record<string, IUniform>;
    /** GLSL over `albedo` and `world`, run in the vertex shader. */
    readonly vertexTone?: string;
    readonly declarations?: string;
    /** GLSL over `glow`, run in the fragment shader. */
    readonly fragmentTone?: string;
    readonly polygonOffset?: number;
  } = {},
): ShaderMaterial {
  const offset = options.polygonOffset ?? 0;
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: { ...shared, ...options.own },
    vertexShader: /* glsl */ `
${lightingVertex}
in vec3 tone;
#ifdef USE_INSTANCING
in vec3 instanceTone;
#endif
${options.declarations ?? ''}
void main() {
  ${worldOf}
  vec3 albedo = tone;
  #ifdef USE_INSTANCING
  albedo *= instanceTone;
  #endif
  ${options.vertexTone ?? ''}
  lightVertex(world.xyz, normalize(mat3(placement) * normal), albedo, 0.0);
  gl_Position = projectionMatrix * seen;
}`,
    fragmentShader: /* glsl */ `
${lightingFragment}
${options.declarations ?? ''}
out vec4 outColor;
void main() {
  vec3 glow = vec3(0.0);
  ${options.fragmentTone ?? ''}
  outColor = vec4(shade(glow), 1.0);
}`,
    polygonOffset: offset !== 0,
    polygonOffsetFactor: offset,
    polygonOffsetUnits: offset * 4,
  });
}

export function createCastMaterial(): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: /* glsl */ `
out float vHeight;
void main() {
  ${worldOf}
  vHeight = world.z;
  gl_Position = projectionMatrix * seen;
}`,
    fragmentShader: heightFragment,
  });
}
