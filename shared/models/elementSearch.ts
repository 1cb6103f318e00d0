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

/** Begins so, or is it; holds it; or only its class does. */
const RANKS = [0, 1, 2] as const;
type Rank = (typeof RANKS)[number];

/** How well a line fits: its name and GlobalId before its class. */
function rankOf(line: string, needle: string): Rank {
  const [name = '', , globalId = ''] = line.split('\t');
  if (name.startsWith(needle) || globalId === needle) return 0;
  return name.includes(needle) || globalId.includes(needle) ? 1 : 2;
}

/** Elements that stand somewhere, by how well their line fits; of each rank in the order of the file and `limit` at most. */
function rankedIn(
  index: Index,
  model: Pick<ModelManifest, 'id' | 'name' | 'storeys'>,
  needle: string,
  limit: number,
): readonly [FoundElement[], FoundElement[], FoundElement[]] {
  const { text, starts } = index;
  const ranked: [FoundElement[], FoundElement[], FoundElement[]] = [[], [], []];
  if (needle === '' || needle.includes('\n')) return ranked;
  for (let at = text.indexOf(needle); at >= 0;) {
    const element = lineAt(starts, at);
    const next = starts[element + 1];
    const own =
      ranked[rankOf(text.slice(starts[element], next === undefined ? undefined : next - 1), needle)];
    const one = own.length < limit ? foundAt(index, model, element) : null;
    if (one) own.push(one);
    if (ranked[0].length >= limit) break;
    at = next === undefined ? -1 : text.indexOf(needle, next);
  }
  return ranked;
}

/** Elements of one model, what is called so first, `limit` at most. */
export function searchIndex(
  index: Index,
  model: Pick<ModelManifest, 'id' | 'name' | 'storeys'>,
  wanted: string,
  limit: number,
): FoundElement[] {
  return rankedIn(index, model, wanted.trim().toLowerCase(), limit).flat().slice(0, limit);
}

/** Of all models first what is called so, then what is of such a class, at last those of which only a property fits. */
export function createElementSearch(opened: (modelId: string) => Promise<SearchedModel | null>) {
  const indices = new WeakMap<SearchedModel, Index>();
  const indexFor = (model: SearchedModel): Index => {
    const index = indices.get(model) ?? indexOf(model.columns);
    indices.set(model, index);
    return index;
  };
  return async (models: readonly ModelManifest[], wanted: string, limit: number): Promise<FoundElement[]> => {
    const needle = wanted.trim().toLowerCase();
    if (needle === '') return [];
    const ranked: [FoundElement[], FoundElement[], FoundElement[]] = [[], [], []];
    for (const manifest of models) {
      const model = await opened(manifest.id);
      if (!model) continue;
      const own = rankedIn(indexFor(model), manifest, needle, limit);
      for (const rank of RANKS) ranked[rank].push(...own[rank]);
      if (ranked[0].length >= limit) break;
    }
    const found = ranked.flat().slice(0, limit);
    const known = new Set(found.map(({ modelId, index }) => `${modelId} ${index}`));
    for (const manifest of models) {
      if (found.length >= limit) break;
      const model = await opened(manifest.id);
      if (!model) continue;
      // All: some of them stand nowhere, and are no answer.
      for (const row of model.properties.rowsContaining(needle, Infinity)) {
        if (found.length >= limit) break;
        const one = known.has(`${manifest.id} ${row}`) ? null : foundAt(model, manifest, row);
        if (one) found.push(one);
      }
    }
    return found;
  };
}
