/**
 * Sun shadows, drawn once and kept: again only when the sun has moved a step or something that casts has changed.
 * Casters are on layer 1 and name their depth material in `userData.castMaterial`.
 */
import {
  DepthTexture,
  LessEqualCompare,
  LinearFilter,
  Material,
  Matrix4,
  Mesh,
  OrthographicCamera,
  UnsignedIntType,
  Vector3,
  WebGLRenderTarget,
  type Object3D,
  type Scene,
  type WebGLRenderer,
} from 'three';
import type { SceneUniforms } from './uniforms.ts';

export const CAST_LAYER = 1;

/** Draws the casters of a scene with their cast materials. */
export function renderCasters(renderer: WebGLRenderer, scene: Scene, camera: OrthographicCamera): void {
  const swapped: { readonly mesh: Mesh; readonly material: Material | Material[] }[] = [];
  scene.traverse((object: Object3D) => {
    if (!(object instanceof Mesh)) return;
    const cast: unknown = object.userData['castMaterial'];
    if (!(cast instanceof Material)) return;
    swapped.push({ mesh: object, material: object.material });
    object.material = cast;
  });
  camera.layers.set(CAST_LAYER);
  renderer.render(scene, camera);
  for (const { mesh, material } of swapped) mesh.material = material;
}

export interface ShadowMap {
  /** `reachM`: radius of the sphere round `centre` that receives shadow. */
  draw(scene: Scene, centre: Vector3, reachM: number): void;
  /** What is drawn from now on lies in these shadows. */
  use(): void;
  dispose(): void;
}

export function createShadowMap(renderer: WebGLRenderer, shared: SceneUniforms, sizePx: number): ShadowMap {
  const depth = new DepthTexture(sizePx, sizePx, UnsignedIntType);
  depth.compareFunction = LessEqualCompare;
  depth.magFilter = LinearFilter;
  depth.minFilter = LinearFilter;
  const target = new WebGLRenderTarget(sizePx, sizePx, { depthTexture: depth });
  const camera = new OrthographicCamera();
  const bias = new Matrix4().set(0.5, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0, 1);
  renderer.initRenderTarget(target);
  return {
    use: () => void (shared.uShadowMap.value = depth),
    draw(scene, centre, reachM) {
      const sun = shared.uSunDirection.value;
      camera.up.set(0, 0, 1);
      camera.position.copy(centre).addScaledVector(sun, reachM * 2);
      camera.lookAt(centre);
      camera.left = camera.bottom = -reachM;
      camera.right = camera.top = reachM;
      camera.near = reachM * 0.5;
      camera.far = reachM * 3.5;
      camera.updateProjectionMatrix();
      camera.updateMatrixWorld();
      renderer.setRenderTarget(target);
      renderer.clear();
      renderCasters(renderer, scene, camera);
      renderer.setRenderTarget(null);
      // Bias along the light keeps flat faces clean: a few centimetres; the look-up itself stands off the face.
      const nudge = new Matrix4().makeTranslation(0, 0, -0.1 / (camera.far - camera.near));
      shared.uShadowMatrix.value
        .multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse)
        .premultiply(bias)
        .premultiply(nudge);
    },
    dispose() {
      target.dispose();
      depth.dispose();
    },
  };
}
