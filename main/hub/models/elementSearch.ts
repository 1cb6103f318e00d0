/**
 * Elements by a part of their name, class or GlobalId. Each model's texts are put in a row once, in lower case, and
 * searched as one string: 8,000 elements cost well under a millisecond.
 */
import type { ElementColumns, FoundElement, ModelManifest } from '#shared/protocol/model.ts';

const KEPT_MODELS = 64;

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
    const centreEnu = columns.centreEnu[element];
    if (centreEnu)
      found.push({
        modelId: model.id,
        model: model.name,
        index: element,
        globalId: columns.globalId[element] ?? '',
        type: columns.type[element] ?? '',
        name: columns.name[element] ?? '',
        storey: model.storeys[columns.storey[element] ?? -1]?.name ?? null,
        centreEnu,
        sizeM: columns.sizeM[element] ?? 1,
      });
    const next = starts[element + 1];
    at = next === undefined ? -1 : text.indexOf(needle, next);
  }
  return found;
}

export function createElementSearch(columnsOf: (modelId: string) => Promise<ElementColumns | null>) {
  /** By content key; the one that was used longest ago is let go first. */
  const kept = new Map<string, Index>();
  const indexFor = async ({ id, contentKey }: ModelManifest): Promise<Index | null> => {
    const known = kept.get(contentKey);
    kept.delete(contentKey);
    const columns = known ? null : await columnsOf(id);
    const index = known ?? (columns && indexOf(columns));
    if (!index) return null;
    kept.set(contentKey, index);
    for (const key of kept.keys()) {
      if (kept.size <= KEPT_MODELS) break;
      kept.delete(key);
    }
    return index;
  };
  return async (models: readonly ModelManifest[], wanted: string, limit: number): Promise<FoundElement[]> => {
    const found: FoundElement[] = [];
    for (const model of models) {
      if (found.length >= limit) break;
      const index = await indexFor(model);
      if (index) found.push(...searchIndex(index, model, wanted, limit - found.length));
    }
    return found;
  };
}
