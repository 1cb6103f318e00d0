/** Days that a system’s simulation lives by itself, and what in them would be refused or would raise an alarm. For tests. */
import { equalsCode, holds, withinHours } from '#shared/alarms/condition.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { AlarmRule, SystemDeclaration } from './declaration.ts';
import { columnValue, wrongValue } from './ruleBreaking.ts';

/** A random source with a seed (xorshift). */
function seeded(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

interface Held {
  active: boolean;
  sinceMs: number | null;
}

/** From midnight of a working day. */
export function wrongInDays(
  system: SystemDeclaration,
  deviceId: string,
  days: number,
  seed: number,
): string[] {
  const { simulate, points, rules } = system;
  if (!simulate) return [];
  const random = seeded(seed);
  const startMs = Date.UTC(2026, 10, 23);
  const everyMs = simulate.everyS * 1000;
  const faults = new Set<string>();
  const held = new Map<AlarmRule, Held>(rules.map((rule) => [rule, { active: false, sinceMs: null }]));
  let last: Record<string, PointValue> = {};
  for (let nowMs = startMs; nowMs < startMs + days * 86_400_000; nowMs += everyMs) {
    const hour = ((nowMs - startMs) / 3_600_000) % 24;
    const elapsedS = nowMs === startMs ? 0 : simulate.everyS;
    const patch = simulate.step({ nowMs, hour, weekend: false, elapsedS, random, deviceId, last });
    for (const [id, value] of Object.entries(patch ?? {})) {
      const point = points.find((one) => one.id === id);
      const wrong = point ? wrongValue(point, value) : 'is no point of its own';
      if (wrong) faults.add(`${id} ${wrong}`);
    }
    last = { ...last, ...patch };
    for (const [rule, was] of held) {
      const point = points.find(({ id }) => id === rule.point);
      const other = points.find(({ id }) => id === rule.suppressedWhen?.point);
      const isWanted =
        rule.suppressedWhen !== undefined &&
        other !== undefined &&
        columnValue(other, last[other.id]) === columnValue(other, rule.suppressedWhen.value);
      if (!point || isWanted) continue;
      was.active = holds(rule, columnValue(point, last[point.id]), was.active, equalsCode(rule, point));
      was.sinceMs = was.active ? (was.sinceMs ?? nowMs) : null;
      // Until the next step it stays as it is.
      const heldMs = was.sinceMs === null ? -1 : nowMs + everyMs - was.sinceMs;
      if (heldMs >= rule.onDelayMs && withinHours(rule, hour)) faults.add(`raises ${rule.id}`);
    }
  }
  return [...faults].map((fault) => `${system.id}/${deviceId}: ${fault}`);
}
