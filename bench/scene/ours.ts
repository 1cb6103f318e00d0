/** Our side: the model's chunks as the screen loads them, through the hub, in a bare three.js scene. */
import { Box3, Raycaster, Vector2, Vector3 } from 'three';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { ElementState } from '#scene/contract.ts';
import { createChunkSource } from '#scene/model/chunkSource.ts';
import { createDecodePool } from '#scene/model/decodePool.ts';
import type { ModelSource } from '#scene/model/modelSource.ts';
import { createResidency } from '#scene/model/residency.ts';
import { createTexelBudget } from '#scene/model/texelBudget.ts';
import { createTreeThread } from '#scene/model/treeThread.ts';
import { createModelBooks } from '#state/modelBooks.ts';
import { createSceneUniforms } from '#scene/shading/uniforms.ts';
import type { Side, View } from './side.ts';

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json() as Promise<T>;
}

export function createOurs(modelId: string): Side {
  const root = `/api/models/${modelId}`;
  const pool = createDecodePool();
  const trees = createTreeThread();
  let source: ModelSource | null = null;
  let seen: View | null = null;
  let manifestThere: ModelManifest | null = null;
  const books = createModelBooks();
  const loadedManifest = () => {
    if (!manifestThere) throw new Error('Not loaded.');
    return manifestThere;
  };
  const loaded = () => {
    if (!source?.model) throw new Error('Not loaded.');
    return { source, model: source.model };
  };
  const caster = new Raycaster();
  return {
    async load(view, first) {
      seen = view;
      pool.start();
      const manifest = await get<ModelManifest>(`${root}/manifest`);
      manifestThere = manifest;
      const { bounds } = manifest;
      if (bounds) view.lookAt(new Box3(new Vector3(...bounds.minEnu), new Vector3(...bounds.maxEnu)), 'z');
      source = createChunkSource(
        '/api/models',
        manifest,
        [0, 0, 0],
        createSceneUniforms(),
        {
          ready: () => undefined,
          chunk(chunk) {
            view.show(chunk.mesh);
            trees.add(chunk);
            first();
          },
          covered: () => undefined,
          missing: (name) => console.error(`A part of ${name} is missing.`),
        },
        { ...pool, residency: createResidency(Infinity), texels: createTexelBudget(Infinity) },
      );
      await source.load();
    },
    // What the layer of models does before each frame: small things are left out by distance.
    update() {
      if (!seen) return;
      const pxPerRad = innerHeight / ((seen.camera.fov * Math.PI) / 180);
      for (const chunk of loaded().model.chunks) {
        const awayM = chunk.sphere.center.distanceTo(seen.camera.position) - chunk.sphere.radius * 0.7;
        chunk.cut((0.8 * Math.max(1, awayM)) / pxPerRad);
      }
    },
    async pick(xPx, yPx) {
      if (!seen) return null;
      caster.setFromCamera(new Vector2((xPx / innerWidth) * 2 - 1, 1 - (yPx / innerHeight) * 2), seen.camera);
      const { origin, direction } = caster.ray;
      return loaded().source.pick(origin.toArray(), direction.toArray())?.elementId ?? null;
    },
    // The tree of elements counts what the page holds.
    async ofClass({ type }) {
      let count = 0;
      for (const one of loaded().model.columns.type) if (one.toUpperCase() === type) count++;
      return count;
    },
    // Both as the screen does it: the hub is asked first, then the model is held.
    async named({ name }) {
      const model = loadedManifest();
      const held = await books.search([model], name, 100);
      if (held) return held.length;
      const query = new URLSearchParams({ q: name, limit: '100', compound: modelId });
      const { elements } = await get<{ elements: readonly unknown[] }>(`/api/models/elements?${query}`);
      await books.open([model]);
      return elements.length;
    },
    async propertiesOf({ globalId }) {
      const index = loaded().model.columns.globalId.indexOf(globalId);
      const model = loadedManifest();
      const held = books.detail(model, index);
      if (held) return held.properties.length;
      const answer = await get<{ element: { properties: readonly unknown[] } }>(`${root}/elements/${index}`);
      await books.open([model]);
      return answer.element.properties.length;
    },
    async change(count, round) {
      const { source: own, model } = loaded();
      const ids = model.columns.globalId.map((_, element) => own.idOf(element));
      const look: ElementState = { tint: { rgb: [200, 40, round], strength: 2 } };
      // Where a model has fewer elements, its first ones change twice.
      const rest = new Map(
        ids.slice(0, Math.max(0, count - ids.length)).map((id) => [id, { selected: round % 2 === 0 }]),
      );
      const states = new Map(ids.slice(0, count).map((id) => [id, look]));
      const startedMs = performance.now();
      own.setStates(states);
      own.setStates(rest);
      model.state.flush();
      return performance.now() - startedMs;
    },
  };
}
