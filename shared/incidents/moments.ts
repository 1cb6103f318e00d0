/** The moments by which an incident is judged afterwards: when it was detected, seen, taken up, verified, reached and ended. */
import type { IncidentEntry, IncidentMark, IncidentRecord } from '#shared/protocol/records.ts';
import { fireFactsOf } from './fireFacts.ts';

export const momentCodes = [
  'detected',
  'shown',
  'acknowledged',
  'taken-up',
  'verified',
  'arrived',
  'under-control',
  'resolved',
  'closed',
] as const;
export type MomentCode = (typeof momentCodes)[number];

export interface Moment {
  readonly code: MomentCode;
  /** Null: it did not happen, or nobody told. */
  readonly atMs: number | null;
  /** Null: a device, or the hub itself. */
  readonly by: string | null;
  /** Since it was detected. */
  readonly afterMs: number | null;
}

type Told = Pick<IncidentRecord, 'entries' | 'deviceKeys' | 'startedAtMs' | 'procedure'>;
type Found = Pick<IncidentEntry, 'atMs' | 'by'> | undefined;

/** `told` with its whole timeline. A state that was taken back counts by the last time it was reached. */
export function momentsOf(told: Told): readonly Moment[] {
  const { entries, deviceKeys, startedAtMs, procedure } = told;
  const own = new Set(deviceKeys);
  const alarm = (verb: string) =>
    entries.find(({ kind, of }) => kind === 'alarm' && of?.verb === verb && own.has(of.deviceKey));
  const state = (...wanted: readonly string[]) =>
    entries.findLast(({ change }) => change?.kind === 'state' && wanted.includes(change.state));
  const marks = fireFactsOf(told).marks;
  const mark = (code: IncidentMark): Found => marks.get(code);
  const first = alarm('raised') ?? alarm('repeated');
  const detectedMs = first?.atMs ?? startedAtMs;
  // The step that says what it was: its choices are what verifying is.
  const decided = entries.find(
    ({ change }) => change?.kind === 'step' && change.done && procedure[change.step]?.choices !== undefined,
  );
  const shownMs = first?.of?.heardAtMs;
  const found: Readonly<Record<MomentCode, Found>> = {
    detected: { atMs: detectedMs, by: null },
    shown: shownMs === undefined ? undefined : { atMs: shownMs, by: null },
    acknowledged: alarm('acknowledged'),
    'taken-up': entries.find(({ change }) => change?.kind === 'state' && change.state === 'in-progress'),
    verified: earliest(mark('confirm'), decided, state('false')),
    arrived: mark('brigade-arrive'),
    'under-control': mark('under-control'),
    resolved: state('resolved', 'false'),
    closed: state('closed', 'false'),
  };
  return momentCodes.map((code) => {
    const at = found[code];
    return {
      code,
      atMs: at?.atMs ?? null,
      by: at?.by ?? null,
      afterMs: at ? Math.max(0, at.atMs - detectedMs) : null,
    };
  });
}

const earliest = (...found: readonly Found[]): Found =>
  found.filter((one) => one !== undefined).toSorted((a, b) => a.atMs - b.atMs)[0];
