import { Mesh, ShaderMaterial } from 'three';
import { expect, it } from 'vitest';
import { createChunkMaterials } from '../model/chunkMaterial.ts';
import { createChunkMesh, type ChunkMesh } from '../model/chunkMesh.ts';
import { createStateTexture } from '../model/stateTexture.ts';
import { createStepTexture } from '../model/stepTexture.ts';
import { createSceneUniforms } from '../shading/uniforms.ts';
import { elementMesh } from './elementMesh.ts';

/** One triangle of a metre for each element named, each a metre east of the last. */
function chunkOf(elements: readonly number[]): ChunkMesh {
  const state = createStateTexture(8);
  return createChunkMesh(
    {
      originEnu: [100, 0, 0],
      positions: Float32Array.from(elements.flatMap((_, i) => [i, 0, 0, i + 1, 0, 0, i, 0, 1])),
      normals: new Int8Array(elements.length * 12),
      colors: new Uint8Array(elements.length * 12),
      elements: Uint32Array.from(elements.flatMap((element) => [element, element, element])),
      index: Uint32Array.from(elements.flatMap((_, i) => [i * 3, i * 3 + 1, i * 3 + 2])),
      tiers: [],
      transparent: false,
    },
    createChunkMaterials(createSceneUniforms(), { value: state.texture }, createStepTexture(8).texture),
    [],
  );
}

const material = new ShaderMaterial();
/** What of its geometry a mesh draws, and what the geometry says afterwards. */
function drawnBy(mesh: Mesh) {
  const before = { ...mesh.geometry.drawRange };
  const call = (when: 'onBeforeRender' | 'onAfterRender') => Reflect.apply(mesh[when], mesh, []);
  call('onBeforeRender');
  const { start, count } = mesh.geometry.drawRange;
  call('onAfterRender');
  expect(mesh.geometry.drawRange).toEqual(before);
  return { start, count };
}

it('draws the part of the chunk where the element lies, and leaves the chunk as it was', () => {
  const chunk = chunkOf([4, 5, 5, 6]);
  chunk.mesh.geometry.setDrawRange(0, 3);
  const found = elementMesh(chunk, 5, material);
  expect(found?.mesh.geometry).toBe(chunk.mesh.geometry);
  expect(found && drawnBy(found.mesh)).toEqual({ start: 3, count: 6 });
  expect(found?.box.min.toArray()).toEqual([101, 0, 0]);
  expect(found?.box.max.toArray()).toEqual([103, 0, 1]);
});

it('copies an element whose triangles lie apart, with its own number', () => {
  const chunk = chunkOf([5, 4, 5]);
  const found = elementMesh(chunk, 5, material);
  expect(found?.mesh.geometry).not.toBe(chunk.mesh.geometry);
  expect(found?.mesh.geometry.getAttribute('position').count).toBe(6);
  expect([...(found?.mesh.geometry.getAttribute('element').array ?? [])]).toEqual([5, 5, 5, 5, 5, 5]);
  expect(found?.box.max.toArray()).toEqual([103, 0, 1]);
  let disposed = 0;
  chunk.mesh.geometry.addEventListener('dispose', () => disposed++);
  found?.mesh.geometry.addEventListener('dispose', () => disposed++);
  found?.dispose();
  expect(disposed).toBe(1);
});

it('finds nothing of an element that lies elsewhere', () => {
  expect(elementMesh(chunkOf([1, 2]), 5, material)).toBeNull();
});
