/** What is wrong with a compound's files: a fault for each place, with the file, the place in it and why. */
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { FaultCode, ParamsOf } from '../i18n/faults/words.ts';
import { fault, type Fault, type PlacedFault } from '../protocol/result.ts';

export type CompoundFile =
  | 'manifest.json'
  | 'plan.json'
  | 'devices.json'
  | 'mapping.json'
  | 'households.json'
  | 'rules.json'
  | 'procedures.json'
  | 'drills.json'
  | 'scenarios.json'
  | 'drawing.json';

/** In one of these files. */
type PlacedFaultIn<File extends string> = PlacedFault & { readonly file: File };

export type CompoundFault = PlacedFaultIn<CompoundFile>;

/** So many are told of one file: a file that is wrong throughout needs no thousand sentences. */
const mostFaults = 20;

/** `at`: `places[3].box.sizeM[2]`; empty: the whole file. */
export function faultOf<File extends string, Code extends FaultCode>(
  file: File,
  at: string,
  code: Code,
  ...params: ParamsOf<Code>
): PlacedFaultIn<File> {
  return { file, at, ...fault(code, ...params) };
}

export function shapeFaults<File extends string>(
  file: File,
  schema: TSchema,
  value: unknown,
): PlacedFaultIn<File>[] {
  if (Value.Check(schema, value)) return [];
  const told = new Map<string, PlacedFaultIn<File>>();
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
    const at = placeOf(instancePath);
    if (!told.has(at) && told.size < mostFaults)
      told.set(at, { file, at, ...whyOf(error, valueAt(value, instancePath)) });
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

const typeCodes = {
  object: 'shape-object',
  array: 'shape-array',
  string: 'shape-string',
  number: 'shape-number',
  integer: 'shape-integer',
  boolean: 'shape-boolean',
  null: 'shape-null',
} as const;

const limitCodes = {
  minimum: 'shape-at-least',
  exclusiveMinimum: 'shape-above',
  maximum: 'shape-at-most',
  exclusiveMaximum: 'shape-below',
} as const;

function whyOf({ keyword, params, message }: Wrong, given: unknown): Fault {
  const value = JSON.stringify(given)?.slice(0, 60) ?? '';
  const param = (name: string) => String(Reflect.get(params, name) ?? '');
  const names = (name: string) => {
    const list: unknown = Reflect.get(params, name);
    return Array.isArray(list) ? list.join(', ') : '';
  };
  switch (keyword) {
    case 'required':
      return fault('shape-required', { names: names('requiredProperties') });
    case 'type': {
      const type = param('type');
      return isKeyOf(typeCodes, type)
        ? fault(typeCodes[type], { value })
        : fault('shape-other', { value, reason: message });
    }
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return fault(limitCodes[keyword], { value, limit: param('limit') });
    case 'const':
      return fault('shape-const', { value, allowed: param('allowedValue') });
    case 'pattern':
      return fault('shape-pattern', { value });
    case 'minLength':
      return fault('shape-empty');
    case 'maxLength':
    case 'maxItems':
      return fault('shape-long', { limit: param('limit') });
    case 'additionalProperties':
      return fault('shape-unknown', { names: names('additionalProperties') });
    case 'anyOf':
      return fault('shape-choice', { value });
    default:
      return fault('shape-other', { value, reason: message });
  }
}

function isKeyOf<T extends object>(object: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(object, key);
}
