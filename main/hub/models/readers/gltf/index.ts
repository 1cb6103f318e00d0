/** glTF 2.0: nodes are rows, meshes are shapes that nodes place; features of a mesh are rows below its node. */
import { fault, success, type Result } from '#shared/protocol/result.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { heldCloud } from '../heldCloud.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { holds, startsJson } from '../startOf.ts';
import { isGlb, openGltf } from './container.ts';
import { openDrawing } from './drawAsset.ts';
import { zUpTransform } from './nodeTransform.ts';

export const gltfReader: FormatReader = {
  id: 'gltf',
  recognises: (bytes) =>
    isGlb(bytes) || (startsJson(bytes) && holds(bytes, '"asset"') && holds(bytes, '"meshes"')),
  ending: /\.(gltf|glb)$/i,
  read,
};

async function read(source: ReaderSource, into: ReadInto): Promise<Result<ReadSource>> {
  const opened = openGltf(source, into.notes);
  if (!opened.ok) return opened;
  const builder = createShapeBuilder();
  const held = heldCloud(into);
  const draw = await openDrawing(opened.value, builder, into, held.create);
  draw({ toFile: zUpTransform });
  const points = held.finish();
  if (builder.pieces === 0 && !points) into.notes.add(fault('nothing-drawn'));
  return success({ schema: 'glTF 2.0', geometry: builder.finish(), georeference: null, points });
}
