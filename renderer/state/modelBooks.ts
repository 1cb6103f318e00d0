/**
 * Elements and properties of models as the screen holds them, once something of a model was asked for: what is asked next is
 * answered here, at once. The browser keeps the files; a model that is made again is fetched again.
 */
import { elementDetail } from '#shared/models/elementDetail.ts';
import { createElementSearch, type SearchedModel } from '#shared/models/elementSearch.ts';
import { openJoined } from '#shared/models/propertyColumns.ts';
import type { ElementColumns, ElementDetail, FoundElement, ModelManifest } from '#shared/protocol/model.ts';

/** Models of a large compound; what was not asked for longest goes first. */
const mostOpen = 48;
/** More than these stay with the hub. */
const mostElements = 100_000;

type BookModel = Pick<ModelManifest, 'id' | 'contentKey' | 'storeys'>;
type CountedModel = Pick<ModelManifest, 'id' | 'name' | 'contentKey' | 'storeys' | 'counts'>;

export interface ModelBooks {
  /** Null where the model is not held, or has no such element. */
  detail(model: BookModel, index: number): ElementDetail | null;
  /** Fetches what is not held; false where that fails, or a model is too large to be held. */
  open(models: readonly CountedModel[]): Promise<boolean>;
  /** As the hub finds them; null unless all are held. */
  search(
    models: readonly ModelManifest[],
    wanted: string,
    limit: number,
  ): Promise<readonly FoundElement[]> | null;
}

export function createModelBooks(base = '/api/models'): ModelBooks {
  const held = new Map<string, { readonly contentKey: string; readonly model: SearchedModel }>();
  const coming = new Map<string, Promise<boolean>>();
  const find = createElementSearch((id) => Promise.resolve(held.get(id)?.model ?? null));

  const heldOf = ({ id, contentKey }: BookModel): SearchedModel | null => {
    const found = held.get(id);
    return found?.contentKey === contentKey ? found.model : null;
  };
  const hold = (id: string, contentKey: string, model: SearchedModel) => {
    held.delete(id);
    held.set(id, { contentKey, model });
    const [oldest] = held.keys();
    if (held.size > mostOpen && oldest !== undefined) held.delete(oldest);
  };

  async function fetchModel({ id, contentKey }: BookModel): Promise<boolean> {
    const root = `${base}/${encodeURIComponent(id)}`;
    const version = `?v=${encodeURIComponent(contentKey)}`;
    try {
      const [elements, properties] = await Promise.all([
        fetch(`${root}/elements${version}`),
        fetch(`${root}/property-columns${version}`),
      ]);
      if (!elements.ok || !properties.ok) return false;
      hold(id, contentKey, {
        columns: (await elements.json()) as ElementColumns,
        properties: openJoined(await properties.arrayBuffer()),
      });
      return true;
    } catch {
      // The hub is away, and that is said elsewhere; it is asked for the element itself.
      return false;
    }
  }

  function openOne(model: BookModel): Promise<boolean> {
    if (heldOf(model)) return Promise.resolve(true);
    const key = `${model.id} ${model.contentKey}`;
    const begun = coming.get(key) ?? fetchModel(model).finally(() => coming.delete(key));
    coming.set(key, begun);
    return begun;
  }

  return {
    detail(model, index) {
      const found = heldOf(model);
      if (!found) return null;
      hold(model.id, model.contentKey, found);
      return elementDetail(model, found, index);
    },
    async open(models) {
      const elements = models.reduce((sum, { counts }) => sum + counts.elements, 0);
      if (models.length > mostOpen || elements > mostElements) return false;
      return (await Promise.all(models.map(openOne))).every(Boolean);
    },
    search: (models, wanted, limit) => (models.every(heldOf) ? find(models, wanted, limit) : null),
  };
}
