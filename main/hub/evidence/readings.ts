/** What devices measured around an incident, as it was kept; what is about a person stays where it is (decision 21). */
import type { Missing } from '#shared/evidence/manifest.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint } from '#shared/systems/index.ts';
import { qualityName } from '#shared/twin/columns.ts';
import type { History } from '../history/index.ts';
import { isTextPoint, type CompoundTwin } from '../twin/index.ts';
import type { WordBook } from '../wordBook.ts';

interface PointReadings {
  readonly device: string;
  readonly point: string;
  readonly unit: string | null;
  readonly readings: readonly (readonly [atMs: number, value: PointValue, quality: string])[];
}

const UNKNOWN_QUALITY = 4;

export async function readingsOf(
  { history, words }: { readonly history: History; readonly words: WordBook },
  compound: CompoundTwin,
  devices: readonly DeviceRecord[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  missing: Missing[],
): Promise<readonly PointReadings[]> {
  const all: PointReadings[] = [];
  for (const record of devices) {
    const { key } = record;
    for (const [point, index] of Object.entries(record.points)) {
      const declared = findPoint(record.system, point);
      if (declared?.personal) {
        missing.push({ what: 'readings', of: `${key}/${point}`, why: 'personal' });
        continue;
      }
      const found = await history.pointHistory(compound.id, index, fromMs, toMs);
      if (!found.ok) {
        missing.push({ what: 'readings', of: `${key}/${point}`, why: found.error.code });
        continue;
      }
      const { count, value, timeMs, quality } = found.value;
      if (count === 0) continue;
      const texts = isTextPoint(record, point)
        ? await words.find(compound, [...new Set(value)])
        : new Map<number, string>();
      all.push({
        device: key,
        point,
        unit: declared?.unit ?? null,
        readings: Array.from(timeMs, (atMs, i) => [
          atMs,
          compound.toValue(record, point, value[i] ?? NaN, texts),
          qualityName(quality[i] ?? UNKNOWN_QUALITY),
        ]),
      });
    }
  }
  return all;
}
