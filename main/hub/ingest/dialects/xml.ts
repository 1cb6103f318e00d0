/**
 * XML payloads, for the dialects that have them: bounded in size and depth, no document type and so no entities of its own,
 * names without their prefixes. What is not well formed is read as far as it goes, as cameras write it.
 */
import { SaxesParser } from 'saxes';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { isRecord, type JsonRecord } from './records.ts';

const maxBytes = 1024 * 1024;
const deepest = 40;

/** An element on the way: what stands in it so far. */
interface Open {
  readonly name: string;
  /** Null while it is words alone. */
  inner: Record<string, unknown> | null;
  text: string;
}

class Refused extends Error {}

export function parseXml(payload: Uint8Array): Result<JsonRecord> {
  if (payload.byteLength > maxBytes)
    return failure('too-large', { bytes: payload.byteLength, most: maxBytes });
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  try {
    const read = readElements(text);
    return read === null ? failure('xml', { reason: '' }) : success(read);
  } catch (error) {
    return failure('xml', { reason: error instanceof Error ? error.message.slice(0, 200) : String(error) });
  }
}

/** Null where there is none. */
function readElements(text: string): JsonRecord | null {
  const root: Open = { name: '', inner: null, text: '' };
  const open: Open[] = [root];
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {});
  parser.on('doctype', () => {
    throw new Refused('DOCTYPE');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > deepest) throw new Refused('depth');
    let inner: Record<string, unknown> | null = null;
    for (const attribute in attributes) (inner ??= {})[`@${plainName(attribute)}`] = attributes[attribute];
    open.push({ name: plainName(name), inner, text: '' });
  });
  const words = (said: string) => {
    const top = open.at(-1);
    if (top) top.text += said;
  };
  parser.on('text', words);
  parser.on('cdata', words);
  parser.on('closetag', () => close(open));
  parser.write(text).close();
  while (open.length > 1) close(open);
  return root.inner;
}

function close(open: Open[]): void {
  const [done, outer] = [open.pop(), open.at(-1)];
  if (!done || !outer) return;
  const text = done.text.trim();
  if (done.inner && text !== '') done.inner['#text'] = text;
  const value = done.inner ?? text;
  // It would be no value but what all values come from.
  if (done.name === '__proto__') return;
  const inner = (outer.inner ??= {});
  const before = Object.hasOwn(inner, done.name) ? inner[done.name] : undefined;
  if (before === undefined) inner[done.name] = value;
  else if (Array.isArray(before)) before.push(value);
  else inner[done.name] = [before, value];
}

const plainName = (name: string) => name.slice(name.indexOf(':') + 1);

/** The element at this path; undefined where one of them is none. */
export function elementAt(record: JsonRecord, ...path: readonly string[]): JsonRecord | undefined {
  let found: unknown = record;
  for (const name of path) {
    if (!isRecord(found)) return undefined;
    const inner: unknown = Object.hasOwn(found, name) ? found[name] : undefined;
    found = Array.isArray(inner) ? inner[0] : inner;
  }
  return isRecord(found) ? found : undefined;
}

/** One element or several of a name, in their order. */
export function elementsIn(record: JsonRecord | undefined, name: string): readonly JsonRecord[] {
  const value = record && Object.hasOwn(record, name) ? record[name] : undefined;
  if (isRecord(value)) return [value];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The words of an element or `@attribute`; undefined where it is not there. */
export function wordsIn(record: JsonRecord | undefined, name: string): string | undefined {
  const value = record && Object.hasOwn(record, name) ? record[name] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text = isRecord(first) ? (first['#text'] ?? '') : first;
  return typeof text === 'string' ? text : undefined;
}

/** Made fit for an element or an attribute. */
export function escapedXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
