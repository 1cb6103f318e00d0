/**
 * Shaders are compiled while data is still on its way: the card begins as soon as the scene is made, and the first
 * picture finds them done. What a layer will draw with is told by samples, since its own meshes come with the data.
 */
import {
  BufferAttribute,
  BufferGeometry,
  Group,
  InstancedMesh,
  Mesh,
  type Material,
  type PerspectiveCamera,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';

export interface ShaderSample {
  readonly material: Material;
  readonly instanced?: boolean;
}

/** Resolves once they are made. `target`: what they will draw into, since a shader is made for the colours of its target. */
export function warmUp(
  renderer: WebGLRenderer,
  camera: PerspectiveCamera,
  target: WebGLRenderTarget | null,
  samples: readonly ShaderSample[],
): Promise<unknown> {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(9), 3));
  geometry.setAttribute('normal', new BufferAttribute(new Float32Array(9), 3));
  const group = new Group();
  for (const { material, instanced } of samples)
    group.add(instanced ? new InstancedMesh(geometry, material, 1) : new Mesh(geometry, material));
  renderer.setRenderTarget(target);
  // Where the card cannot be asked whether it is ready, the first picture waits for what is not.
  const asks = renderer.extensions.has('KHR_parallel_shader_compile');
  const made = asks ? renderer.compileAsync(group, camera) : Promise.resolve(renderer.compile(group, camera));
  renderer.setRenderTarget(null);
  return made;
}

/** What the card said about shaders that it could not make. To be asked when they are made: before, it would wait for them. */
export function refusedShaders(renderer: WebGLRenderer): readonly string[] {
  const gl = renderer.getContext();
  if (gl.isContextLost()) return [];
  return (renderer.info.programs ?? []).flatMap((made) => {
    // three's own type of the same name hides the browser's.
    const program = made.program as unknown as globalThis.WebGLProgram;
    if (gl.getProgramParameter(program, gl.LINK_STATUS)) return [];
    const log = gl.getProgramInfoLog(program)?.trim();
    return [`${made.name}: ${log || 'no reason given'}`];
  });
}
