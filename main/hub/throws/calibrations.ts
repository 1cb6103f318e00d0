/** Calibrations of cameras, kept as records of `linli.db`; the newest before an instant is the one that stood then. */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import type { Calibration } from '#shared/physics/ballistics/calibrate.ts';
import { CameraCalibration, MOST_NOISE_SHARE, type CalibrationDraft } from '#shared/protocol/calibration.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { createUnstored, type Records } from '../records/index.ts';
import { threadAnswer } from '../threadAnswer.ts';

export interface Calibrations {
  /** Newest first. */
  list(compound: string, deviceKey: string): readonly CameraCalibration[];
  /** The one that stood then. */
  at(compound: string, deviceKey: string, atMs: number): CameraCalibration | null;
  /** The pose is computed here: whoever sends places does not say how sure they are. */
  solve(draft: CalibrationDraft): Promise<Result<Calibration>>;
  keep(
    compound: string,
    deviceKey: string,
    by: string,
    draft: CalibrationDraft,
    pose: Calibration,
  ): Result<CameraCalibration>;
}

const isCalibration = Compile(CameraCalibration);
/** Less sure than that is less than the plan knows of a camera. */
const MOST_OPEN_M = 3;
const MOST_OPEN_RAD = (5 * Math.PI) / 180;

export function createCalibrations({ records, now }: { records: Records; now: () => number }): Calibrations {
  const unstored = createUnstored<CameraCalibration>();
  const all = records.db
    .prepare<[string, string], string>(
      'SELECT record FROM calibrations WHERE compound = ? AND device = ? ORDER BY at_ms DESC, id',
    )
    .pluck();

  function list(compound: string, deviceKey: string): readonly CameraCalibration[] {
    const found = new Map(
      all.all(compound, deviceKey).map((text) => {
        const record = parsed(text);
        return [record.id, record] as const;
      }),
    );
    for (const fresh of unstored.values())
      if (fresh.compound === compound && fresh.deviceKey === deviceKey) found.set(fresh.id, fresh);
    return [...found.values()].sort((a, b) => b.atMs - a.atMs);
  }
  return {
    list,
    at(compound, deviceKey, atMs) {
      const known = list(compound, deviceKey);
      // Before there was one: cameras hang still, and who set marks again knew better.
      return known.find((one) => one.atMs <= atMs) ?? known[0] ?? null;
    },
    async solve(draft) {
      const pose = await threadAnswer<Calibration | null>(
        new URL('./calibrationThread.ts', import.meta.url),
        draft,
      );
      return pose ? believed(draft, pose) : failure('calibration-open');
    },
    keep(compound, deviceKey, by, draft, pose) {
      const { positionEnu, rotation, covariance, noisePx, residuals } = pose;
      const record: CameraCalibration = {
        version: 1,
        id: randomUUID(),
        compound,
        deviceKey,
        by,
        atMs: now(),
        ...draft,
        positionEnu,
        rotation,
        covariance: [...covariance],
        noisePx,
        residuals: residuals.map(([x, y]) => [x, y] as const),
      };
      const release = unstored.hold(record.id, record);
      const put = 'INSERT INTO calibrations (id, compound, device, at_ms, record) VALUES (?, ?, ?, ?, ?)';
      const params = [record.id, compound, deviceKey, record.atMs, JSON.stringify(record)];
      records.write([{ sql: put, params }], (stored) => {
        if (stored) release();
      });
      return success(record);
    },
  };
}

function believed({ lens }: CalibrationDraft, pose: Calibration): Result<Calibration> {
  const mostPx = MOST_NOISE_SHARE * Math.hypot(lens.widthPx, lens.heightPx);
  if (!(pose.noisePx <= mostPx))
    return failure('calibration-off', { noisePx: pose.noisePx.toFixed(0), mostPx: mostPx.toFixed(0) });
  const deviation = (i: number): number => Math.sqrt(pose.covariance[i * 7] ?? Infinity);
  const isOpen = [0, 1, 2, 3, 4, 5].some((i) => !(deviation(i) <= (i < 3 ? MOST_OPEN_M : MOST_OPEN_RAD)));
  if (isOpen) return failure('calibration-open');
  return success(pose);
}

function parsed(text: string): CameraCalibration {
  const value: unknown = JSON.parse(text);
  if (!isCalibration.Check(value)) throw new Error('a calibration in linli.db is damaged');
  return value;
}
