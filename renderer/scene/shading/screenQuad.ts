/** One triangle over the whole target, for passes that look at a picture and not at the scene. */
import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  Mesh,
  NoBlending,
  NormalBlending,
  OrthographicCamera,
  Scene,
  ShaderMaterial,
  Vector2,
  type IUniform,
  type Texture,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';

const vertexShader = /* glsl */ `
out vec2 vUv;
void main() { vUv = position.xy * 0.5 + 0.5; gl_Position = vec4(position.xy, 0.0, 1.0); }`;

/** `uSource` is the picture looked at, `uPart` the share of it that is in use. */
export function screenPass(
  fragment: string,
  uniforms: Record<string, IUniform>,
  blends = false,
): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader: `in vec2 vUv; out vec4 outColor; uniform sampler2D uSource; uniform vec2 uPart;\n${fragment}`,
    uniforms: { uSource: { value: null }, uPart: { value: new Vector2(1, 1) }, ...uniforms },
    depthTest: false,
    depthWrite: false,
    transparent: blends,
    blending: blends ? NormalBlending : NoBlending,
  });
}

export interface ScreenQuad {
  run(
    renderer: WebGLRenderer,
    material: ShaderMaterial,
    from: Texture,
    part: Vector2,
    into: WebGLRenderTarget | null,
  ): void;
  dispose(): void;
}

export function createScreenQuad(): ScreenQuad {
  const triangle = new BufferGeometry();
  triangle.setAttribute(
    'position',
    new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3),
  );
  const camera = new OrthographicCamera();
  const scene = new Scene();
  const quad = new Mesh(triangle);
  quad.frustumCulled = false;
  scene.add(quad);
  return {
    run(renderer, material, from, part, into) {
      const { uSource, uPart } = material.uniforms;
      if (uSource) uSource.value = from;
      if (uPart) uPart.value = part;
      quad.material = material;
      renderer.setRenderTarget(into);
      renderer.render(scene, camera);
    },
    dispose: () => triangle.dispose(),
  };
}
