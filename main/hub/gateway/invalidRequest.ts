/** What is wrong with a request that does not fit its schema: a number out of its range has a sentence of its own. */
import { fault, type Fault } from '#shared/protocol/result.ts';

interface SchemaError {
  readonly keyword: string;
  readonly instancePath?: string | undefined;
  readonly params: object;
}

const coordinates = new Map([
  ['latDeg', 'latitude-range'],
  ['lonDeg', 'longitude-range'],
] as const);
const ranges = new Map([
  ['minimum', 'number-at-least'],
  ['maximum', 'number-at-most'],
] as const);
const found = <K extends string, V>(among: ReadonlyMap<K, V>, wanted: string | undefined): V | undefined =>
  [...among].find(([key]) => key === wanted)?.[1];

/** `message` where more, or something else, is wrong than one number. */
export function invalidRequest(errors: readonly SchemaError[], message: string): Fault {
  const [first] = errors;
  const range = found(ranges, first?.keyword);
  if (!first || !range || errors.length > 1) return fault('invalid-request', { what: message });
  const path = (first.instancePath ?? '').split('/').filter(Boolean);
  const coordinate = found(coordinates, path.at(-1));
  if (coordinate) return fault(coordinate);
  const limit = 'limit' in first.params ? String(first.params.limit) : '';
  return fault(range, { field: path.join('.'), limit });
}
