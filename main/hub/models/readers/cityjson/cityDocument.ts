/** A CityJSON file, or a sequence of features one a line, as parts that share a transform and templates. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { arrayOf, decodeText, isObject, readJson } from '../jsonText.ts';
import type { Notes } from '../notes.ts';

export interface CityPart {
  readonly objects: Readonly<Record<string, unknown>>;
  /** Not yet transformed. */
  readonly vertices: readonly unknown[];
  /** Materials and textures of a feature of a sequence; those of the whole file otherwise. */
  readonly appearance: Readonly<Record<string, unknown>>;
}

export interface CityDocument {
  readonly version: string;
  readonly referenceSystem: string;
  readonly scale: readonly number[];
  readonly translate: readonly number[];
  readonly templates: readonly unknown[];
  readonly templateVertices: readonly unknown[];
  readonly parts: readonly CityPart[];
}

const READABLE = /^(1\.[01]|2\.0)(\.\d+)?$/;
const NOTHING: Readonly<Record<string, unknown>> = {};

export function readCityDocument(bytes: Uint8Array, file: string, notes: Notes): Result<CityDocument> {
  const whole = readJson(bytes, file);
  // A sequence is no JSON text as a whole; closed after its first feature it would look like a cut one.
  const sequence = !whole.ok || whole.value.cutOff ? readSequence(bytes, notes) : null;
  if (sequence) return documentOf(sequence.head, sequence.features, file);
  if (!whole.ok) return whole;
  if (whole.value.cutOff) notes.add(fault('cut-off'));
  const head = whole.value.value;
  if (!isObject(head)) return failure('format-damaged', { file });
  return documentOf(head, [], file);
}

function documentOf(
  head: Readonly<Record<string, unknown>>,
  features: readonly Readonly<Record<string, unknown>>[],
  file: string,
): Result<CityDocument> {
  const version = typeof head['version'] === 'string' ? head['version'] : String(head['version'] ?? '–');
  if (!READABLE.test(version))
    return failure('format-version', {
      file,
      version: version.slice(0, 20),
      readable: 'CityJSON 1.0, 1.1, 2.0',
    });
  const transform = objectOf(head['transform']);
  const templates = objectOf(head['geometry-templates']);
  const metadata = objectOf(head['metadata']);
  const referenceSystem = metadata['referenceSystem'] ?? objectOf(metadata['crs'])['epsg'] ?? '';
  return success({
    version,
    referenceSystem: typeof referenceSystem === 'object' ? '' : String(referenceSystem),
    scale: numbersOf(transform['scale'], 1),
    translate: numbersOf(transform['translate'], 0),
    templates: arrayOf(templates['templates']),
    templateVertices: arrayOf(templates['vertices-templates']),
    parts: [head, ...features].map((part) => ({
      objects: objectOf(part['CityObjects']),
      vertices: arrayOf(part['vertices']),
      appearance: objectOf(part['appearance'] ?? head['appearance']),
    })),
  });
}

/** Null where the first line is not the head of a sequence. */
function readSequence(bytes: Uint8Array, notes: Notes) {
  if (bytes.byteLength > 2 ** 29 - 25) return null;
  const lines = decodeText(bytes).split('\n');
  const head = lineOf(lines[0] ?? '');
  if (head?.['type'] !== 'CityJSON') return null;
  const features: Readonly<Record<string, unknown>>[] = [];
  let damaged = 0;
  for (const line of lines.slice(1)) {
    if (!line.trim()) continue;
    const feature = lineOf(line);
    if (feature?.['type'] === 'CityJSONFeature') features.push(feature);
    else damaged++;
  }
  notes.add(fault('lines-damaged'), damaged);
  return { head, features };
}

function lineOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  isObject(value) ? value : NOTHING;

const numbersOf = (value: unknown, otherwise: number): readonly number[] =>
  [0, 1, 2].map((i) => {
    const one = arrayOf(value)[i];
    return typeof one === 'number' && Number.isFinite(one) ? one : otherwise;
  });
