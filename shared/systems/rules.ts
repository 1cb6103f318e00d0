/**
 * Alarm rules and the steps of their procedures in few words. What a rule does not say is what its priority usually
 * asks for: life latches and is never put aside; the graver, the sooner somebody must have answered.
 */
import type { ProcedureStep, StepAct } from '#shared/incidents/procedure.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { AlarmCondition, AlarmPriority, AlarmRule } from './declaration.ts';
import { battery, both, type Pair } from './points.ts';

export const usualResponseS: Readonly<Record<AlarmPriority, number>> = {
  1: 60,
  2: 600,
  3: 14_400,
  4: 86_400,
};

export interface AlarmWords {
  readonly name: Pair;
  readonly consequence: Pair;
  readonly action: Pair;
}

type Particular = Pick<
  AlarmRule,
  'suppressedWhen' | 'toldBy' | 'warns' | 'hours' | 'speaksForCompound' | 'incident' | 'point'
>;

export interface AlarmSpec extends AlarmWords, Particular {
  readonly id: string;
  readonly condition: AlarmCondition;
  readonly priority: AlarmPriority;
  /** Seconds that it must hold, and be gone. */
  readonly delayS?: readonly [on: number, off: number];
  readonly procedure?: readonly ProcedureStep[];
  readonly responseS?: number;
  readonly latching?: boolean;
  readonly shelvable?: boolean;
}

export function alarm({
  delayS: [onS, offS] = [0, 5],
  name,
  consequence,
  action,
  ...rest
}: AlarmSpec): AlarmRule {
  return {
    procedure: [],
    responseS: usualResponseS[rest.priority],
    latching: rest.priority === 1,
    shelvable: rest.priority !== 1,
    ...rest,
    onDelayMs: onS * 1000,
    offDelayMs: offS * 1000,
    name: both(name),
    consequence: both(consequence),
    action: both(action),
  };
}

export const above = (limit: number, deadband: number): AlarmCondition => ({
  kind: 'above',
  limit,
  deadband,
});
export const below = (limit: number, deadband: number): AlarmCondition => ({
  kind: 'below',
  limit,
  deadband,
});
/** Boolean points: 1 or 0. */
export const equals = (value: string | number): AlarmCondition => ({ kind: 'equals', value });
export const said = (type: string, when: Readonly<Record<string, PointValue>>): AlarmCondition => ({
  kind: 'event',
  type,
  when,
});

/** Battery devices are many and their batteries fail slowly: a week's notice. */
export const lowBattery = (of: Pair): AlarmRule =>
  alarm({
    id: 'low-battery',
    point: battery.id,
    condition: below(15, 5),
    priority: 4,
    delayS: [0, 0],
    name: [`${of[0]}电量低`, `${of[1]} battery low`],
    consequence: ['数周内可能失效', 'May fail within weeks'],
    action: ['安排更换电池', 'Plan a battery change'],
    responseS: 604_800,
  });

const usualCalls: Readonly<Record<Extract<StepAct, { kind: 'call' }>['whom'], Pair>> = {
  household: ['致电住户', 'Call the household'],
  above: ['致电楼上住户疏散', 'Call the households above to leave'],
  '119': ['拨打 119', 'Call 119'],
  property: ['致电物业', 'Call the property office'],
};

export function step(words: Pair, act: StepAct, withinS?: number): ProcedureStep {
  return { text: both(words), act, ...(withinS === undefined ? {} : { withinS }) };
}

export function look(withinS?: number, words: Pair = ['查看最近摄像机', 'Look through the nearest camera']) {
  return step(words, { kind: 'cameras' }, withinS);
}

export function call(whom: keyof typeof usualCalls, withinS?: number, words: Pair = usualCalls[whom]) {
  return step(words, { kind: 'call', whom }, withinS);
}

/** To the devices with this role that are the incident's. */
export function order(role: string, command: string, words: Pair, withinS?: number) {
  return step(words, { kind: 'command', role, command }, withinS);
}

export function within(seconds: number, words: Pair) {
  return step(words, { kind: 'countdown', seconds }, seconds);
}

export const releaseDoors = (withinS?: number) =>
  order('unit-door', 'release', ['释放单元门禁', 'Release the unit doors'], withinS);
export const recallLifts = (withinS?: number) =>
  order('lift', 'recall', ['电梯迫降', 'Recall the lifts'], withinS);
export const lightUp = () => order('lighting', 'full', ['周边照明全亮', 'Light the surroundings fully']);
