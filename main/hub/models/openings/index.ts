/** Windows and doors of a model, measured in a thread of their own and kept for the next question about the same content. */
import type { ModelOpening } from '#shared/models/openings.ts';
import { success, type Result } from '#shared/protocol/result.ts';
import { threadAnswer } from '#hub/threadAnswer.ts';

/** What the thread opens: columns and chunks as their files hold them. */
export interface OpeningBytes {
  readonly columns: Uint8Array;
  readonly chunks: readonly Uint8Array[];
}

const MOST_KEPT = 60;

export interface OpeningFinder {
  find(
    contentKey: string,
    bytes: () => Promise<Result<OpeningBytes>>,
  ): Promise<Result<readonly ModelOpening[]>>;
}

export function createOpeningFinder(): OpeningFinder {
  const kept = new Map<string, readonly ModelOpening[]>();
  return {
    async find(contentKey, bytes) {
      const known = kept.get(contentKey);
      if (known) return success(known);
      const read = await bytes();
      if (!read.ok) return read;
      const openings = await threadAnswer<readonly ModelOpening[]>(
        new URL('./openingsThread.ts', import.meta.url),
        read.value,
      );
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(contentKey, openings);
      return success(openings);
    },
  };
}
