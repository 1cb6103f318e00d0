/**
 * The storage room: what the hub's data takes on its disk, counted when somebody asks. Whoever asks while it is being
 * counted hears of that count, so that a page that is reloaded again and again counts once.
 */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundSizes, StorageReport } from '#shared/protocol/storage.ts';
import type { History, HistorySizes } from '../history/index.ts';
import { folderSize } from './folderSize.ts';
import { measureRecords, type MeasuredRecords } from './recordSizes.ts';

export interface Storage {
  report(): Promise<Result<StorageReport>>;
}

const withinMs = 30_000;

export function createStorage(options: {
  readonly dataDir: string;
  readonly recordsPath: string;
  readonly uploadDir: string;
  readonly history: Pick<History, 'sizes'>;
  readonly now: () => number;
}): Storage {
  const { dataDir, now } = options;
  let counting: Promise<Result<StorageReport>> | null = null;

  async function count(): Promise<Result<StorageReport>> {
    const measuredAtMs = now();
    const [records, history, models, uploads, disk] = await Promise.all([
      measureRecords(options.recordsPath, withinMs),
      options.history.sizes(),
      folderSize(join(dataDir, 'models')),
      folderSize(options.uploadDir),
      statfs(dataDir).catch(() => null),
    ]);
    if (!records.ok) return records;
    if (!history.ok) return history;
    if (!disk) return failure('storage-unreadable');
    const { compounds, ...ofHistory } = history.value;
    return success({
      measuredAtMs,
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      records: records.value.sizes,
      history: ofHistory,
      models,
      uploads,
      compounds: byCompound(records.value, compounds),
    });
  }

  return {
    report: () =>
      (counting ??= count().finally(() => {
        counting = null;
      })),
  };
}

function byCompound({ rowsOf }: MeasuredRecords, histories: HistorySizes['compounds']): CompoundSizes[] {
  const ids = new Set([...rowsOf, ...histories].map(({ compound }) => compound));
  return [...ids].sort().map((compound) => {
    const found = histories.find((one) => one.compound === compound);
    return {
      compound,
      rows: Object.fromEntries(
        rowsOf.filter((one) => one.compound === compound).map(({ table, rows }) => [table, rows]),
      ),
      readings: found?.readings ?? 0,
      readingBytes: found?.readingBytes ?? 0,
      thinnedReadings: found?.thinnedReadings ?? 0,
      thinnedBytes: found?.thinnedBytes ?? 0,
      keyframes: found?.keyframes ?? 0,
      keyframeBytes: found?.keyframeBytes ?? 0,
      fromMs: found?.range?.fromMs ?? null,
      toMs: found?.range?.toMs ?? null,
    };
  });
}
