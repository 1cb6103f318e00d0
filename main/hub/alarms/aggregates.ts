/** Rules over many devices: once a second, the values of a system's devices, or of those at a place, come down to one. */
import { buildingOf } from '#shared/incidents/place.ts';
import { groupRulesOf, type OwnRule } from '#shared/alarms/compoundRules.ts';
import { withinHours } from '#shared/alarms/condition.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import type { CompoundTwin, Twin } from '../twin/index.ts';
import { groupKey } from './health.ts';

type Aggregate = Extract<AlarmRule['condition'], { kind: 'aggregate' }>;

export interface AggregateVerdicts {
  active(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number, value: number): void;
  clear(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): void;
}

export interface AggregateWatch {
  /** Called once a second. */
  check(nowMs: number, localHour: (twin: CompoundTwin) => number): void;
}

export function createAggregates(twin: Twin, verdicts: AggregateVerdicts): AggregateWatch {
  /** By compound, system and rule: whether its alarm stands, and since when it holds or has ended. */
  const states = new Map<string, { active: boolean; sinceMs: number | null }>();

  function checkRule(compound: CompoundTwin, rule: OwnRule, nowMs: number, hour: number): void {
    const { condition } = rule;
    if (condition.kind !== 'aggregate') return;
    const key = `${compound.id}\n${rule.system}\n${rule.id}`;
    let state = states.get(key);
    if (!state) states.set(key, (state = { active: false, sinceMs: null }));
    const value = aggregate(compound, rule, condition);
    const band = state.active ? condition.deadband : 0;
    const beyond =
      value !== null &&
      (condition.is === 'above' ? value > condition.limit - band : value < condition.limit + band);
    const holds = beyond && withinHours(rule, hour);
    if (holds === state.active) {
      state.sinceMs = null;
      return;
    }
    state.sinceMs ??= nowMs;
    if (nowMs - state.sinceMs < (holds ? rule.onDelayMs : rule.offDelayMs)) return;
    Object.assign(state, { active: holds, sinceMs: null });
    if (holds) verdicts.active(compound, groupKey(rule.system), rule, nowMs, value ?? NaN);
    else verdicts.clear(compound, groupKey(rule.system), rule, nowMs);
  }

  return {
    check(nowMs, localHour) {
      const alive = new Set<string>();
      for (const compound of twin.compounds.values())
        for (const rule of compound.manifest.recording ? [] : groupRulesOf(compound.rules)) {
          alive.add(`${compound.id}\n${rule.system}\n${rule.id}`);
          checkRule(compound, rule, nowMs, localHour(compound));
        }
      for (const key of states.keys()) {
        if (alive.has(key)) continue;
        // The rule was taken away: its alarm ends.
        const [id = '', system = '', ruleId = ''] = key.split('\n');
        const compound = twin.compounds.get(id);
        if (compound && states.get(key)?.active)
          verdicts.clear(compound, groupKey(system), { id: ruleId } as AlarmRule, nowMs);
        states.delete(key);
      }
    },
  };
}

/** Null where no device has a value. */
function aggregate(compound: CompoundTwin, rule: OwnRule, condition: Aggregate): number | null {
  const values: number[] = [];
  for (const device of compound.devices.values()) {
    const { system, id, placeId } = device.record;
    if (system !== rule.system || (rule.devices && !rule.devices.includes(id))) continue;
    if (condition.placeId !== undefined && !isAt(placeId, condition.placeId, compound)) continue;
    const slot = device.slots.get(rule.point ?? '');
    const value = slot ? (compound.columns.values[slot.index] ?? NaN) : NaN;
    if (!Number.isNaN(value) && !device.stale) values.push(value);
  }
  if (condition.of === 'count' || condition.of === 'share') {
    const { from = -Infinity, to = Infinity } = condition;
    const within = values.filter((value) => value >= from && value <= to).length;
    if (condition.of === 'count') return within;
    return values.length === 0 ? null : within / values.length;
  }
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  switch (condition.of) {
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), Infinity);
    case 'max':
      return values.reduce((most, value) => Math.max(most, value), -Infinity);
    case 'mean':
      return sum / values.length;
    default:
      return sum;
  }
}

function isAt(placeId: string | null, wanted: string, { plan }: CompoundTwin): boolean {
  if (placeId === null) return false;
  const within = placeId.startsWith(wanted) && /^[-/]/.test(placeId.slice(wanted.length));
  return placeId === wanted || within || buildingOf(placeId, plan) === wanted;
}
