/**
 * A million readings with faults, through the evaluator and through a plain reference that looks at one rule at a time
 * and shares no code with it: the same verdicts in the same order.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin, type CompoundTwin, type TwinDevice } from '../twin/index.ts';
import { createEvaluator } from './evaluator.ts';

const updates = 1_000_000;
const runs = 4;
const deviceCount = 40;
const points = ['a', 'b'] as const;

const text = { zh: 'x', en: 'x' };
const rule = (
  id: string,
  point: string,
  condition: AlarmRule['condition'],
  on: number,
  off: number,
): AlarmRule => ({
  id,
  point,
  condition,
  onDelayMs: on,
  offDelayMs: off,
  priority: 2,
  name: text,
  consequence: text,
  action: text,
  procedure: [],
  responseS: 60,
  latching: false,
  shelvable: true,
});
const rules = [
  rule('high', 'a', { kind: 'above', limit: 70, deadband: 10 }, 0, 0),
  rule('slow', 'a', { kind: 'above', limit: 50, deadband: 0 }, 700, 300),
  rule('low', 'b', { kind: 'below', limit: 20, deadband: 5 }, 0, 900),
  rule('is', 'b', { kind: 'equals', value: 7 }, 250, 0),
];

interface Update {
  readonly device: number;
  readonly point: number;
  readonly value: number;
  readonly timeMs: number;
  readonly nowMs: number;
  readonly late: boolean;
}

/** Readings at most 200 ms apart, with repeats, blanks, values on the very limits, and some that come late. */
function* traffic(seed: number): Generator<Update> {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const newest = new Map<string, number>();
  let nowMs = 1_790_000_000_000;
  const favourites = [7, 10, 20, 25, 50, 60, 70, NaN];
  for (let nth = 0; nth < updates / runs; nth++) {
    nowMs += Math.floor(random() * 20);
    const device = Math.floor(random() * deviceCount);
    const point = Math.floor(random() * points.length);
    const drawn = random();
    const value = drawn < 0.2 ? (favourites[Math.floor(random() * 8)] ?? 0) : Math.round(random() * 100);
    const timeMs = drawn > 0.97 ? nowMs - Math.floor(random() * 600_000) : nowMs;
    const key = `${device} ${point}`;
    const late = timeMs < (newest.get(key) ?? 0);
    if (!late) newest.set(key, timeMs);
    yield { device, point, value, timeMs, nowMs, late };
  }
}

const longPastMs = 300_000;

function reference(): { take(update: Update): void; tick(nowMs: number): void; readonly said: string[] } {
  interface State {
    readonly rule: AlarmRule;
    readonly device: number;
    active: boolean;
    wait: { dueMs: number; atMs: number } | null;
  }
  const said: string[] = [];
  const states = new Map<string, State>();
  /** In the order in which they began to wait. */
  let queue: State[] = [];
  const stateOf = (device: number, one: AlarmRule): State => {
    const key = `${device} ${one.id}`;
    let state = states.get(key);
    if (!state) states.set(key, (state = { rule: one, device, active: false, wait: null }));
    return state;
  };
  const standsFor = ({ condition }: AlarmRule, active: boolean, value: number): boolean => {
    if (condition.kind === 'above')
      return active ? value > condition.limit - condition.deadband : value > condition.limit;
    if (condition.kind === 'below')
      return active ? value < condition.limit + condition.deadband : value < condition.limit;
    return condition.kind === 'equals' && value === condition.value;
  };
  const flip = (state: State, atMs: number) => {
    state.active = !state.active;
    state.wait = null;
    queue = queue.filter((one) => one !== state);
    said.push(`${state.active ? 'active' : 'clear'} d${state.device} ${state.rule.id} ${atMs}`);
  };
  return {
    said,
    take({ device, point, value, timeMs, nowMs, late }) {
      const atMs = nowMs - timeMs > longPastMs ? nowMs : timeMs;
      for (const one of rules.filter((each) => each.point === points[point])) {
        const state = stateOf(device, one);
        if (late) {
          if (!state.active && one.onDelayMs === 0 && standsFor(one, false, value))
            said.push(`missed d${device} ${one.id} ${atMs}`);
          continue;
        }
        const now = standsFor(one, state.active, value);
        if (now === state.active) {
          state.wait = null;
          queue = queue.filter((each) => each !== state);
        } else if (state.wait === null) {
          const delayMs = now ? one.onDelayMs : one.offDelayMs;
          if (delayMs === 0) flip(state, atMs);
          else {
            state.wait = { dueMs: nowMs + delayMs, atMs };
            queue.push(state);
          }
        }
      }
    },
    tick(nowMs) {
      for (const state of queue) if (state.wait && nowMs >= state.wait.dueMs) flip(state, state.wait.atMs);
    },
  };
}

it(
  'raises and ends the same alarms in the same order as a plain reference, over a million readings',
  { timeout: 60_000 },
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'linli-reference-'));
    const records = openTestRecords(dir);
    try {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
          const twin = createTwin(records, () => 0);
          const compound: CompoundTwin = twin.ensureCompound({ ...testManifest, id: `c${seed}` }, emptyPlan);
          const meta = { name: 'd', points: points.map((id) => ({ id, kind: 'number' as const })) };
          const devices: TwinDevice[] = Array.from(
            { length: deviceCount },
            (_, n) => twin.describe(compound, 'reference', `d${n}`, meta, 'native').device,
          );
          const said: string[] = [];
          const name = (key: string) => key.slice(key.indexOf('/') + 1);
          const evaluator = createEvaluator(
            {
              active: (_, key, { id }, atMs) => said.push(`active ${name(key)} ${id} ${atMs}`),
              clear: (_, key, { id }, atMs) => said.push(`clear ${name(key)} ${id} ${atMs}`),
              missed: (_, key, { id }, atMs) => said.push(`missed ${name(key)} ${id} ${atMs}`),
            },
            () => rules,
          );
          const plain = reference();
          let tickedMs = 0;
          for (const update of traffic(seed)) {
            if (update.nowMs - tickedMs >= 250) {
              tickedMs = update.nowMs;
              evaluator.tick(tickedMs, () => 0);
              plain.tick(tickedMs);
            }
            const device = devices[update.device];
            const slot = device?.slots.get(points[update.point] ?? 'a');
            if (!device || !slot) throw new Error('the device has no such point');
            const read = update.late ? evaluator.readLate : evaluator.read;
            read(compound, device, slot.index, update.value, update.timeMs, update.nowMs);
            plain.take(update);
          }
          expect(said.length).toBeGreaterThan(1000);
          expect(said).toEqual(plain.said);
        }),
        { numRuns: runs },
      );
    } finally {
      await records.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
);
