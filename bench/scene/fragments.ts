/** @thatopen/fragments as its documentation sets it up: its worker, its default detail, culling by the camera. */
import { FragmentsModels, type FragmentsModel } from '@thatopen/fragments';
import { Color, Vector2 } from 'three';
import type { Side, View } from './side.ts';

export function createFragments(url: string): Side {
  let fragments: FragmentsModels | null = null;
  let model: FragmentsModel | null = null;
  let seen: View | null = null;
  const loaded = () => {
    if (!model || !fragments || !seen) throw new Error('Not loaded.');
    return { model, fragments, view: seen };
  };
  return {
    async load(view, first) {
      seen = view;
      fragments = new FragmentsModels('/fragmentsWorker.mjs');
      const bytes = await (await fetch(url)).arrayBuffer();
      model = await fragments.load(bytes, { modelId: url, camera: view.camera });
      view.lookAt(model.box, 'y');
      view.show(model.object);
      model.tiles.onItemSet.add(first);
      await fragments.update(true);
    },
    update() {
      void loaded().fragments.update();
    },
    async pick(xPx, yPx) {
      const { view } = loaded();
      const { camera, renderer } = view;
      const hit = await loaded().model.raycast({
        camera,
        mouse: new Vector2(xPx, yPx),
        dom: renderer.domElement,
      });
      return hit ? String(hit.localId) : null;
    },
    async ofClass({ type }) {
      const found = await loaded().model.getItemsOfCategories([new RegExp(`^${type}$`)]);
      return Object.values(found).reduce((sum, ids) => sum + ids.length, 0);
    },
    async named({ name }) {
      const found = await loaded().model.getItemsByQuery({
        attributes: { queries: [{ name: /^Name$/, value: new RegExp(name, 'i') }] },
      });
      return found.length;
    },
    async propertiesOf({ globalId }) {
      const [item] = await loaded().model.getItemsData([globalId], {
        attributesDefault: true,
        relationsDefault: { attributes: false, relations: false },
        relations: {
          IsDefinedBy: { attributes: true, relations: true },
          DefinesOcurrence: { attributes: false, relations: false },
        },
      });
      return item ? countProperties(item) : 0;
    },
    async change(count, round) {
      const { model: own, fragments: all } = loaded();
      const ids = (await own.getLocalIds()).slice(0, count);
      const startedMs = performance.now();
      await own.setColor(ids, new Color(0.8, 0.2, round % 2));
      await all.update(true);
      return performance.now() - startedMs;
    },
  };
}

/** What is told of an item may name the item again. */
function countProperties(value: unknown, seen = new Set<unknown>()): number {
  if (value === null || typeof value !== 'object' || seen.has(value)) return 0;
  seen.add(value);
  if ('NominalValue' in value) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + countProperties(one, seen), 0);
}
