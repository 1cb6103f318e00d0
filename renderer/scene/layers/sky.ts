/** Background: horizon to zenith by view direction, drawn where nothing else is. Shares the horizon with the fade. */
import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  Matrix4,
  Mesh,
  ShaderMaterial,
  type PerspectiveCamera,
} from 'three';
import type { SceneUniforms } from '../shading/uniforms.ts';

export function createSky(shared: SceneUniforms): Mesh {
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3),
  );
  const inverse = { value: new Matrix4() };
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: { ...shared, uInverse: inverse },
    vertexShader: /* glsl */ `
uniform mat4 uInverse;
out vec3 vDirection;
void main() {
  vec4 far = uInverse * vec4(position.xy, 1.0, 1.0);
  vDirection = far.xyz / far.w - cameraPosition;
  gl_Position = vec4(position.xy, 0.99999, 1.0);
}`,
    fragmentShader: /* glsl */ `
uniform vec3 uHorizonColor, uZenithColor;
in vec3 vDirection;
out vec4 outColor;
void main() {
  float up = normalize(vDirection).z;
  outColor = vec4(mix(uHorizonColor, uZenithColor, smoothstep(0.0, 0.45, up)), 1.0);
}`,
    depthWrite: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 900;
  mesh.onBeforeRender = (_renderer, _scene, camera) => {
    const view = camera as PerspectiveCamera;
    inverse.value.multiplyMatrices(view.matrixWorld, view.projectionMatrixInverse);
  };
  return mesh;
}
