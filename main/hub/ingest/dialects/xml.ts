/**
 * XML payloads, for the dialects that have them: bounded in size and depth, no document type and so no entities of its own,
 * names without their prefixes. What is not well formed is read as far as it goes, as cameras write it.
 */
import { XMLParser } from 'fast-xml-parser';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { isRecord, type JsonRecord } from './records.ts';

const maxBytes = 1024 * 1024;
const deepest = 40;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest,
  // Nothing here asks where in the document an element stands.
  jPath: false,
});

export function parseXml(payload: Uint8Array): Result<JsonRecord> {
  if (payload.byteLength > maxBytes)
    return failure('too-large', { bytes: payload.byteLength, most: maxBytes });
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  if (text.includes('<!DOCTYPE')) return failure('xml', { reason: 'DOCTYPE' });
  try {
    const value: unknown = parser.parse(text);
    return isRecord(value) && Object.keys(value).length > 0 ? success(value) : failure('xml', { reason: '' });
  } catch (error) {
    return failure('xml', { reason: error instanceof Error ? error.message.slice(0, 200) : String(error) });
  }
}

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
  return typeof text === 'string' ? plainText(text) : undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plainText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Made fit for an element or an attribute. */
export function escapedXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
