/** Compares models of the cache in a thread of its own; models that both sets have are the same. */
import { success, type Result } from '#shared/protocol/result.ts';
import type { ModelDifference } from '#shared/protocol/difference.ts';
import { threadAnswer } from '#hub/threadAnswer.ts';
import type { ModelBytes } from './comparedModel.ts';

export async function compareSets(
  before: readonly string[],
  after: readonly string[],
  bytesOf: (modelId: string) => Promise<Result<ModelBytes>>,
  elementsOf: (modelId: string) => Promise<Result<number>>,
): Promise<Result<ModelDifference>> {
  const read = async (ids: readonly string[], others: readonly string[]) => {
    const models: ModelBytes[] = [];
    for (const id of new Set(ids)) {
      if (others.includes(id)) continue;
      const bytes = await bytesOf(id);
      if (!bytes.ok) return bytes;
      models.push(bytes.value);
    }
    return success(models);
  };
  const [old, fresh] = [await read(before, after), await read(after, before)];
  if (!old.ok) return old;
  if (!fresh.ok) return fresh;
  let same = 0;
  for (const id of new Set(before.filter((one) => after.includes(one)))) {
    const count = await elementsOf(id);
    if (!count.ok) return count;
    same += count.value;
  }
  const { counts, ...rest } = await threadAnswer<ModelDifference>(
    new URL('./compareThread.ts', import.meta.url),
    { before: old.value, after: fresh.value },
  );
  return success({ ...rest, counts: { ...counts, unchanged: counts.unchanged + same } });
}
