/** A rule while it is written: what every kind of condition needs, and back and forth between that and the rule itself. */
import type { OwnRule } from '#shared/alarms/compoundRules.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';

export const draftKinds = ['above', 'below', 'equals', 'changed', 'rate', 'absent', 'stale'] as const;
export type DraftKind = (typeof draftKinds)[number];

export interface RuleDraft {
  readonly id: string;
  readonly system: string;
  readonly point: string;
  /** Empty: all of the system. */
  readonly devices: readonly string[];
  readonly kind: DraftKind;
  readonly limit: number;
  readonly deadband: number;
  /** For `equals`: a state's id, or 1 and 0. */
  readonly value: string;
  readonly perMinute: number;
  readonly overS: number;
  readonly forS: number;
  readonly direction: 'rising' | 'falling' | 'either';
  readonly onDelayS: number;
  readonly offDelayS: number;
  readonly priority: 1 | 2 | 3 | 4;
  readonly name: LocalText;
  readonly consequence: LocalText;
  readonly action: LocalText;
  readonly responseS: number;
  readonly latching: boolean;
  readonly shelvable: boolean;
  readonly opensIncident: boolean;
}

export interface DraftPoint {
  readonly id: string;
  readonly name: LocalText;
  readonly unit: string;
  readonly declared: PointDeclaration | undefined;
}

/** Points of a system's devices, declared or learnt from what they said. */
export function pointsOf(system: string, devices: Iterable<DeviceRecord>): DraftPoint[] {
  const found = new Map<string, DraftPoint>();
  for (const declared of systemOrUnknown(system).points)
    found.set(declared.id, { id: declared.id, name: declared.name, unit: declared.unit ?? '', declared });
  for (const device of devices) {
    if (device.system !== system) continue;
    for (const id of Object.keys(device.points)) {
      if (found.has(id)) continue;
      const meta = device.pointMeta.find((one) => one.id === id);
      const name = meta?.name ?? id;
      found.set(id, {
        id,
        name: typeof name === 'string' ? { zh: name, en: name } : name,
        unit: meta?.unit ?? '',
        declared: undefined,
      });
    }
  }
  return [...found.values()];
}

const usualAction: LocalText = { zh: '派人查看', en: 'Send somebody to look' };
const usualConsequence: LocalText = { zh: '超出设定范围', en: 'Outside of what was set' };

/** A template for a point: numbers have a limit, states and yes/no a value that is asked for. */
export function newDraft(system: string, point: DraftPoint, taken: ReadonlySet<string>): RuleDraft {
  const { declared, id, name } = point;
  const isNumber = declared === undefined || declared.kind === 'number';
  const { min = 0, max = 100 } = declared ?? {};
  const ruleId = freeId(`own-${id}`.replaceAll(/[^A-Za-z0-9._-]/g, '-').slice(0, 50), taken);
  return {
    id: ruleId,
    system,
    point: id,
    devices: [],
    kind: isNumber ? 'above' : declared?.kind === 'text' ? 'changed' : 'equals',
    limit: Math.round((min + (max - min) * 0.8) * 100) / 100,
    deadband: Math.round((max - min) * 0.02 * 100) / 100,
    value: declared?.kind === 'state' ? (declared.states?.[0]?.id ?? '') : '1',
    perMinute: 10,
    overS: 60,
    forS: systemOrUnknown(system).intervalS * 3,
    direction: 'rising',
    onDelayS: 5,
    offDelayS: 5,
    priority: 3,
    name: { zh: `${name.zh}异常`, en: `${name.en} out of range` },
    consequence: usualConsequence,
    action: usualAction,
    responseS: 3600,
    latching: false,
    shelvable: true,
    opensIncident: false,
  };
}

function freeId(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let n = 2;
  while (taken.has(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}

export function ruleOfDraft(draft: RuleDraft): OwnRule {
  return {
    id: draft.id,
    system: draft.system,
    ...(draft.devices.length > 0 ? { devices: [...draft.devices] } : {}),
    point: draft.point,
    condition: conditionOf(draft),
    onDelayMs: draft.onDelayS * 1000,
    offDelayMs: draft.offDelayS * 1000,
    priority: draft.priority,
    name: { ...draft.name },
    consequence: { ...draft.consequence },
    action: { ...draft.action },
    procedure: [],
    responseS: draft.responseS,
    latching: draft.latching,
    shelvable: draft.shelvable,
    ...(draft.opensIncident ? { opensIncident: true } : {}),
  };
}

function conditionOf(draft: RuleDraft): OwnRule['condition'] {
  const { kind, limit, deadband, perMinute, overS, forS, direction } = draft;
  switch (kind) {
    case 'above':
    case 'below':
      return { kind, limit, deadband };
    case 'equals': {
      const isState = findPoint(draft.system, draft.point)?.kind === 'state';
      return { kind, value: isState ? draft.value : Number(draft.value) };
    }
    case 'rate':
      return { kind, perMinute, direction, overS };
    case 'absent':
      return { kind, forS };
    default:
      return { kind };
  }
}

/** Null where it is of a sort that this form does not write: over many devices, or on events. */
export function draftOfRule(rule: OwnRule): RuleDraft | null {
  const kind = draftKinds.find((one) => one === rule.condition.kind);
  if (kind === undefined || rule.point === undefined) return null;
  const point = { id: rule.point, name: rule.name, unit: '', declared: findPoint(rule.system, rule.point) };
  const { condition } = rule;
  return {
    ...newDraft(rule.system, point, new Set()),
    id: rule.id,
    devices: rule.devices ?? [],
    kind,
    ...(condition.kind === 'above' || condition.kind === 'below'
      ? { limit: condition.limit, deadband: condition.deadband }
      : {}),
    ...(condition.kind === 'equals' ? { value: String(condition.value) } : {}),
    ...(condition.kind === 'rate'
      ? { perMinute: condition.perMinute, overS: condition.overS, direction: condition.direction }
      : {}),
    ...(condition.kind === 'absent' ? { forS: condition.forS } : {}),
    onDelayS: rule.onDelayMs / 1000,
    offDelayS: rule.offDelayMs / 1000,
    priority: rule.priority,
    name: rule.name,
    consequence: rule.consequence,
    action: rule.action,
    responseS: rule.responseS,
    latching: rule.latching,
    opensIncident: rule.opensIncident === true,
    shelvable: rule.shelvable,
  };
}
