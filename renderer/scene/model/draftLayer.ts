/** What a running import has made so far: chunks without elements, that stand until the model itself is there. */
import type { Group } from 'three';
import type { ElementColumns } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMesh, type ChunkMesh } from './chunkMesh.ts';
import type { ChunkMaterials } from './chunkMaterial.ts';
import type { DecodePool } from './decodePool.ts';
import { createLoadedModel, shifted } from './loadedModel.ts';

export interface DraftLayer {
  /** Shows the first `chunks` of an import; those that are there stay. */
  show(jobId: string, chunks: number, shiftEnu: Enu): void;
  remove(jobId: string): void;
  setCutting(on: boolean): void;
  dispose(): void;
}

/** All of a draft is one element that nobody can ask for. */
const columns: ElementColumns = {
  globalId: [''],
  type: [''],
  name: [''],
  storey: [-1],
  parent: [-1],
  centreEnu: [null],
  sizeM: [1],
};

interface Draft {
  readonly model: { readonly chunks: ChunkMesh[]; setCutting(on: boolean): void; dispose(): void };
  readonly materials: ChunkMaterials;
  asked: number;
}

export function createDraftLayer(
  group: Group,
  base: string,
  shared: SceneUniforms,
  decode: DecodePool['decode'],
  changed: () => void,
): DraftLayer {
  const drafts = new Map<string, Draft>();

  /** One that cannot be had is left out: the model comes all the same. */
  async function fetchChunk(draft: Draft, jobId: string, index: number, shiftEnu: Enu): Promise<void> {
    const response = await fetch(`${base}/jobs/${encodeURIComponent(jobId)}/drafts/${index}`);
    if (!response.ok) return;
    const decoded = await decode(await response.arrayBuffer());
    if (drafts.get(jobId) !== draft) return;
    const originEnu = shifted(decoded.originEnu, shiftEnu);
    const chunk = createChunkMesh({ ...decoded, originEnu }, draft.materials, []);
    draft.model.chunks.push(chunk);
    group.add(chunk.mesh);
    changed();
  }

  const remove = (jobId: string): void => {
    const draft = drafts.get(jobId);
    if (!draft) return;
    drafts.delete(jobId);
    for (const { mesh } of draft.model.chunks) group.remove(mesh);
    draft.model.dispose();
    changed();
  };

  return {
    show(jobId, chunks, shiftEnu) {
      let draft = drafts.get(jobId);
      if (!draft) {
        const described = { id: jobId, name: '', contentKey: jobId, bounds: null, storeys: [], chunks: [] };
        draft = { ...createLoadedModel(described, columns, shiftEnu, shared), asked: 0 };
        drafts.set(jobId, draft);
      }
      for (; draft.asked < chunks; draft.asked++)
        fetchChunk(draft, jobId, draft.asked, shiftEnu).catch(() => undefined);
    },
    remove,
    setCutting(on) {
      for (const { model } of drafts.values()) model.setCutting(on);
    },
    dispose() {
      for (const jobId of drafts.keys()) remove(jobId);
    },
  };
}
