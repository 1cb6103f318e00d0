/** What a system's devices can be asked to do. Hub, screen, API and simulation read it; none knows a command by name. */
import type { PointValue } from '#shared/protocol/device.ts';
import { both, failure, success, type Result } from '#shared/protocol/result.ts';
import type { PointPatch } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';

interface ParamBase {
  readonly id: string;
  readonly name: LocalText;
  readonly required?: boolean;
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
  if (unknown !== undefined)
    return failure('command-param', both(`没有参数 ${unknown}`, `There is no parameter ${unknown}`));
  for (const param of params) {
    const value = given[param.id];
    if (value === undefined || value === null) {
      if (!param.required) continue;
      return failure(
        'command-param',
        both(`缺少参数“${param.name.zh}”`, `The parameter “${param.name.en}” is missing`),
      );
    }
    const reason = wrong(param, value);
    if (reason !== null)
      return failure(
        'command-param',
        both(
          `参数“${param.name.zh}”不对：${reason.zh}`,
          `The parameter “${param.name.en}” is wrong: ${reason.en}`,
        ),
      );
  }
  return success(given);
}

function wrong(param: CommandParam, value: PointValue): LocalText | null {
  switch (param.kind) {
    case 'number': {
      const { min, max, unit = '', whole = false } = param;
      if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value)))
        return null;
      const range = `${min}…${max}${unit && ` ${unit}`}`;
      return {
        zh: `须为 ${range} 之间的${whole ? '整数' : '数'}`,
        en: `a ${whole ? 'whole ' : ''}number from ${range}`,
      };
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : { zh: '须为是或否', en: 'yes or no' };
    case 'text':
      return typeof value === 'string' && value.length <= param.maxLength
        ? null
        : {
            zh: `须为不超过 ${param.maxLength} 字的文字`,
            en: `text of at most ${param.maxLength} characters`,
          };
    case 'choice': {
      const ids = param.choices.map(({ id }) => id);
      return typeof value === 'string' && ids.includes(value)
        ? null
        : { zh: `须为 ${ids.join('、')} 之一`, en: `one of ${ids.join(', ')}` };
    }
  }
}
