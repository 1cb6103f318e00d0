/** What a system's devices can be asked to do. Hub, screen, API and simulation read it; none knows a command by name. */
import type { PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { PointPatch } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';

interface ParamBase {
  readonly id: string;
  readonly name: LocalText;
  readonly required?: boolean;
  /** About a person: the device is told it, and nothing keeps or shows it. */
  readonly personal?: true;
}

export type CommandParam =
  | (ParamBase & {
      readonly kind: 'number';
      readonly unit?: string;
      readonly min: number;
      readonly max: number;
      readonly whole?: boolean;
    })
  | (ParamBase & { readonly kind: 'boolean' })
  | (ParamBase & { readonly kind: 'text'; readonly maxLength: number })
  | (ParamBase & {
      readonly kind: 'choice';
      readonly choices: readonly { readonly id: string; readonly name: LocalText }[];
    });

export interface CommandDeclaration {
  readonly id: string;
  readonly name: LocalText;
  readonly params: readonly CommandParam[];
  /** `danger`: may hurt somebody or lay the compound open; a person must confirm it. */
  readonly danger: 'none' | 'danger';
  /** What a person is asked before a dangerous command. */
  readonly confirm?: LocalText;
  /** The hub sends it of itself, with what it keeps; nobody is offered it. */
  readonly ofHub?: true;
  /** Without a reply by then it is timed out. */
  readonly timeoutMs: number;
  /** What the device's points say once it is done; a simulated device does just that. */
  readonly effect: (params: Readonly<Record<string, PointValue>>) => PointPatch;
}

/** The given parameters, checked against the declared ones. */
export function checkParams(
  { params }: CommandDeclaration,
  given: Readonly<Record<string, PointValue>>,
): Result<Readonly<Record<string, PointValue>>> {
  const unknown = Object.keys(given).find((id) => !params.some((param) => param.id === id));
  if (unknown !== undefined) return failure('param-unknown', { param: unknown });
  for (const param of params) {
    const value = given[param.id];
    if (value === undefined || value === null) {
      if (!param.required) continue;
      return failure('param-missing', { param: param.id });
    }
    const fault = wrong(param, value);
    if (fault) return fault;
  }
  return success(given);
}

function wrong(param: CommandParam, value: PointValue): Result<never> | null {
  const { id } = param;
  switch (param.kind) {
    case 'number': {
      const { min, max, whole = false } = param;
      if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value)))
        return null;
      return failure(whole ? 'param-whole' : 'param-number', { param: id, min, max });
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : failure('param-boolean', { param: id });
    case 'text':
      return typeof value === 'string' && value.length <= param.maxLength
        ? null
        : failure('param-text', { param: id, most: param.maxLength });
    case 'choice': {
      const ids = param.choices.map((choice) => choice.id);
      return typeof value === 'string' && ids.includes(value)
        ? null
        : failure('param-choice', { param: id, choices: ids.join(', ') });
    }
  }
}
