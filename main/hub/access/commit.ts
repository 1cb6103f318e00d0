/** What the stores of people have in common: a change counts after its commit, what takes rights away counts at once. */
import type { Result } from '#shared/protocol/result.ts';
import type { Records, Unit } from '../records/index.ts';

/** Answers at the disk's first word, marked where it refuses for now; `apply` runs after the commit, however late that comes. */
export function commit<T>(
  records: Pick<Records, 'write'>,
  unit: Unit,
  value: T,
  apply: () => void = () => undefined,
): Promise<Result<T>> {
  return new Promise((resolve) => {
    records.write(unit, (stored) => {
      if (stored) apply();
      resolve({ ok: true, value, ...(stored ? {} : { notStored: true }) });
    });
  });
}
