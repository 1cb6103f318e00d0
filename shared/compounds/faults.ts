/** What is wrong with a compound's files: one sentence for each fault, which names the file, the place in it and why. */
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { LocalText } from '../twin/text.ts';

export type CompoundFile = 'manifest.json' | 'plan.json' | 'devices.json' | 'mapping.json' | 'rules.json';

export interface CompoundFault {
  readonly file: CompoundFile;
  /** `places[3].box.sizeM[2]`; empty: the whole file. */
  readonly at: string;
  readonly message: LocalText;
}

/** So many are told of one file: a file that is wrong throughout needs no thousand sentences. */
const mostFaults = 20;

export function faultOf(file: CompoundFile, at: string, zh: string, en: string): CompoundFault {
  return {
    file,
    at,
    message: { zh: `${file}${at && ` 的 ${at}`}：${zh}`, en: `${file}${at && `, ${at}`}: ${en}` },
  };
}

export function shapeFaults(file: CompoundFile, schema: TSchema, value: unknown): CompoundFault[] {
  if (Value.Check(schema, value)) return [];
  const told = new Map<string, CompoundFault>();
  const errors = [...Value.Errors(schema, value)];
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  for (const error of errors) {
    const { instancePath, keyword } = error;
    // Of a choice that fits no alternative one sentence is enough, unless what it holds is wrong in one place.
    if (keyword !== 'anyOf' && choices.includes(instancePath)) continue;
    const inside = errors.some(
      (other) => other.instancePath.startsWith(`${instancePath}/`) && !choices.includes(other.instancePath),
    );
    if (keyword === 'anyOf' && inside) continue;
    const [zh, en] = sentenceOf(error, valueAt(value, instancePath));
    const at = placeOf(instancePath);
    if (!told.has(at) && told.size < mostFaults) told.set(at, faultOf(file, at, zh, en));
  }
  return [...told.values()];
}

/** `/places/3/box` → `places[3].box` */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, part.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return found;
}

interface Wrong {
  readonly keyword: string;
  readonly params: object;
  readonly message: string;
}

const typeNames: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  object: ['对象', 'an object'],
  array: ['列表', 'a list'],
  string: ['文字', 'a text'],
  number: ['数字', 'a number'],
  integer: ['整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  null: ['空', 'null'],
};

function sentenceOf({ keyword, params, message }: Wrong, value: unknown): readonly [string, string] {
  const shown = JSON.stringify(value)?.slice(0, 60) ?? '';
  const param = (name: string) => String(Reflect.get(params, name) ?? '');
  switch (keyword) {
    case 'required': {
      const names: unknown = Reflect.get(params, 'requiredProperties');
      const missing = Array.isArray(names) ? names.join(', ') : '';
      return [`缺少 ${missing}`, `${missing} is missing`];
    }
    case 'type': {
      const [zh, en] = typeNames[param('type')] ?? [param('type'), param('type')];
      return [`${shown} 应为${zh}`, `${shown} must be ${en}`];
    }
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum': {
      const limit = param('limit');
      const above = keyword.endsWith('aximum');
      const equal = keyword.startsWith('exclusive');
      const zh = above ? (equal ? '须小于' : '不得大于') : equal ? '须大于' : '不得小于';
      const en = above ? (equal ? 'below' : 'at most') : equal ? 'above' : 'at least';
      return [`${shown} ${zh} ${limit}`, `${shown} must be ${en} ${limit}`];
    }
    case 'const':
      return [`${shown} 应为 ${param('allowedValue')}`, `${shown} must be ${param('allowedValue')}`];
    case 'pattern':
      return [`${shown} 的写法不对`, `${shown} is not written as it must be`];
    case 'minLength':
      return ['不得为空', 'must not be empty'];
    case 'maxLength':
    case 'maxItems':
      return [`超过 ${param('limit')}`, `is longer than ${param('limit')}`];
    case 'additionalProperties': {
      const names: unknown = Reflect.get(params, 'additionalProperties');
      const more = Array.isArray(names) ? names.join(', ') : '';
      return [`没有 ${more} 这一项`, `${more} is not known here`];
    }
    case 'anyOf':
      return [`${shown} 不是可用的值`, `${shown} is none of what it may be`];
    default:
      return [`${shown} 不对（${message}）`, `${shown} is wrong (${message})`];
  }
}
