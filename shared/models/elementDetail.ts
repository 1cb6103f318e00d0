/** What a person reads of one element. */
import type { ElementDetail, ModelManifest } from '#shared/protocol/model.ts';
import type { SearchedModel } from './elementSearch.ts';

/** Null where the model has no such element. */
export function elementDetail(
  { storeys }: Pick<ModelManifest, 'storeys'>,
  { columns, properties }: SearchedModel,
  index: number,
): ElementDetail | null {
  const globalId = columns.globalId[index];
  if (globalId === undefined) return null;
  return {
    index,
    globalId,
    type: columns.type[index] ?? '',
    name: columns.name[index] ?? '',
    storey: storeys[columns.storey[index] ?? -1]?.name ?? null,
    properties: properties.read(index),
  };
}
