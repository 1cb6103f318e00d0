/** Commands and simulated faults in few words. A fault bears the name and id of the rule that it breaks. */
import type { CommandDeclaration, CommandParam } from '#shared/commands/declaration.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { AlarmRule, PointPatch, SimulatedFault } from './declaration.ts';
import { both, type Pair } from './points.ts';

type Effect = CommandDeclaration['effect'];

/** With something to confirm it is dangerous. */
export function command(
  id: string,
  name: Pair,
  effect: PointPatch | Effect,
  more: {
    readonly confirm?: Pair;
    readonly timeoutS?: number;
    readonly params?: readonly CommandParam[];
    readonly ofHub?: true;
  } = {},
): CommandDeclaration {
  const { confirm, timeoutS = 5, params = [], ofHub } = more;
  return {
    id,
    name: both(name),
    params,
    danger: confirm ? 'danger' : 'none',
    ...(confirm ? { confirm: both(confirm) } : {}),
    ...(ofHub ? { ofHub } : {}),
    timeoutMs: timeoutS * 1000,
    effect: typeof effect === 'function' ? effect : () => effect,
  };
}

export function wholeNumber(
  id: string,
  name: Pair,
  [min, max]: readonly [number, number],
  more: { readonly unit?: string; readonly required?: boolean } = {},
): CommandParam {
  return { id, name: both(name), kind: 'number', min, max, whole: true, ...more };
}

export function textOf(id: string, name: Pair, maxLength: number): CommandParam {
  return { id, name: both(name), kind: 'text', maxLength, required: true };
}

interface Course {
  /** The command that makes it right. */
  readonly command?: string;
  readonly params?: Readonly<Record<string, PointValue>>;
  readonly perYear?: number;
  readonly lastsS?: number;
}
export type FaultSpec = Course &
  (
    | { readonly says: PointPatch; readonly over: PointPatch }
    | { readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> } }
  );

/** One fault for each of these rules, by their ids. */
export function faultsOf(
  rules: readonly AlarmRule[],
  specs: Readonly<Record<string, FaultSpec>>,
): readonly SimulatedFault[] {
  return Object.entries(specs).map(([id, spec]) => {
    const rule = rules.find((one) => one.id === id);
    if (!rule) throw new Error(`There is no rule ${id} that this fault could break.`);
    const { command: commandId, params = {}, perYear, lastsS = 600 } = spec;
    return {
      id,
      name: rule.name,
      rule: id,
      says: 'event' in spec ? { event: spec.event } : { state: spec.says },
      ...('event' in spec ? {} : { over: spec.over }),
      ...(commandId === undefined ? {} : { command: { id: commandId, params } }),
      ...(perYear === undefined ? {} : { perYear }),
      lastsS,
    };
  });
}
