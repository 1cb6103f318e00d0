/**
 * Elements by a part of their name, class, GlobalId or of any property. Each model's texts are put in a row once, in lower case, and
 * searched as one string: 8,000 elements cost well under a millisecond.
 */
import type { ElementColumns, FoundElement, ModelManifest } from '#shared/protocol/model.ts';
import type { PropertyReader } from './propertyColumns.ts';

/** What of a model is searched. */
export interface SearchedModel {
  readonly columns: ElementColumns;
  readonly properties: PropertyReader;
}

interface Index {
  /** One line for each element: name, class, GlobalId. */
  readonly text: string;
  /** Where each line begins. */
  readonly starts: readonly number[];
  readonly columns: ElementColumns;
}

export function indexOf(columns: ElementColumns): Index {
  const starts: number[] = [];
  const lines: string[] = [];
  let at = 0;
  columns.globalId.forEach((globalId, element) => {
    const line = `${columns.name[element] ?? ''}\t${columns.type[element] ?? ''}\t${globalId}`
      .toLowerCase()
      .replaceAll('\n', ' ');
    starts.push(at);
    lines.push(line);
    at += line.length + 1;
  });
  return { text: lines.join('\n'), starts, columns };
}

function lineAt(starts: readonly number[], position: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Null for one that stands nowhere. */
function foundAt(
  { columns }: Pick<Index, 'columns'>,
  model: Pick<ModelManifest, 'id' | 'name' | 'storeys'>,
  element: number,
): FoundElement | null {
  const centreEnu = columns.centreEnu[element];
  if (!centreEnu) return null;
  return {
    modelId: model.id,
    model: model.name,
    index: element,
    globalId: columns.globalId[element] ?? '',
    type: columns.type[element] ?? '',
    name: columns.name[element] ?? '',
    storey: model.storeys[columns.storey[element] ?? -1]?.name ?? null,
    centreEnu,
    sizeM: columns.sizeM[element] ?? 1,
  };
}

/** Elements that stand somewhere, in the order of the file, `limit` at most. */
export function searchIndex(
  { text, starts, columns }: Index,
  model: Pick<ModelManifest, 'id' | 'name' | 'storeys'>,
  wanted: string,
  limit: number,
): FoundElement[] {
  const needle = wanted.trim().toLowerCase();
  const found: FoundElement[] = [];
  if (needle === '' || needle.includes('\n')) return found;
  for (let at = text.indexOf(needle); at >= 0 && found.length < limit;) {
    const element = lineAt(starts, at);
    const one = foundAt({ columns }, model, element);
    if (one) found.push(one);
    const next = starts[element + 1];
    at = next === undefined ? -1 : text.indexOf(needle, next);
  }
  return found;
}

/** Then those of which only a property fits. */
export function createElementSearch(opened: (modelId: string) => Promise<SearchedModel | null>) {
  const indices = new WeakMap<SearchedModel, Index>();
  return async (models: readonly ModelManifest[], wanted: string, limit: number): Promise<FoundElement[]> => {
    const found: FoundElement[] = [];
    const needle = wanted.trim().toLowerCase();
    for (const manifest of models) {
      const left = limit - found.length;
      if (left <= 0 || needle === '') break;
      const model = await opened(manifest.id);
      if (!model) continue;
      const index = indices.get(model) ?? indexOf(model.columns);
      indices.set(model, index);
      const named = searchIndex(index, manifest, wanted, left);
      const known = new Set(named.map((one) => one.index));
      found.push(...named);
      // All: some of them stand nowhere, and are no answer.
      for (const row of model.properties.rowsContaining(needle, Infinity)) {
        if (found.length >= limit) break;
        const one = known.has(row) ? null : foundAt(index, manifest, row);
        if (one) found.push(one);
      }
    }
    return found;
  };
}
