/** What the stores of people have in common: a change counts after its commit, what takes rights away counts at once. */
import { both, failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records, Statement } from '../records/index.ts';

/** Answers at the disk's first word; `apply` runs after the commit, however late that comes. */
export function commit(
  records: Pick<Records, 'write'>,
  unit: readonly Statement[],
  apply: () => void = () => undefined,
): Promise<Result<null>> {
  return new Promise((resolve) => {
    records.write(unit, (stored) => {
      if (stored) apply();
      resolve(stored ? success(null) : notStored());
    });
  });
}

function notStored(): Result<never> {
  return failure(
    'not-stored',
    both('磁盘暂时无法写入，尚未保存', 'The disk refuses; this is not stored yet'),
    both('腾出磁盘空间后自动保存', 'It is kept and stored as soon as the disk has room'),
  );
}
