/** Which sound the standing alarms ask for. One voice at a time: the gravest that nobody has acknowledged. */
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { isAsking } from './machine.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';

/** A mute is never longer (ALARMS: at most 5 min). */
export const longestMuteMs = 5 * 60_000;

type Voiced = Pick<AlarmRecord, 'priority' | 'state'>;

export function voiceOf(alarms: readonly Voiced[]): AlarmPriority | null {
  let gravest: AlarmPriority | null = null;
  for (const alarm of alarms) {
    const { priority } = alarm;
    if (!isAsking(alarm)) continue;
    if (gravest === null || priority < gravest) gravest = priority;
  }
  return gravest;
}

/** Milliseconds between two soundings; P4 sounds once. */
export const repeatMs: Readonly<Record<AlarmPriority, number | null>> = {
  1: 2000,
  2: 6000,
  3: 30_000,
  4: null,
};
