/** A glTF 2.0 asset as its JSON and its buffers: GLB, plain JSON with data URIs, or files that came with it. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { companionAt } from '../companionAt.ts';
import { arrayOf, isObject, readJson } from '../jsonText.ts';
import type { Notes } from '../notes.ts';
import type { ReaderSource } from '../reader.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface GltfAsset {
  readonly json: Json;
  /** Null where it is missing. */
  readonly buffers: readonly (Uint8Array | null)[];
  /** What an address in it leads to: data of its own, or a file that came with it. Null where that is missing. */
  readonly fileAt: (uri: string) => Uint8Array | null;
}

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

export const isGlb = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x67 && bytes[1] === 0x6c && bytes[2] === 0x54 && bytes[3] === 0x46;

export function openGltf(source: ReaderSource, notes: Notes): Result<GltfAsset> {
  const { name, bytes } = source;
  const parts = isGlb(bytes) ? glbParts(bytes, name, notes) : success({ text: bytes, binary: null });
  if (!parts.ok) return parts;
  const parsed = readJson(parts.value.text, name);
  if (!parsed.ok) return parsed;
  if (parsed.value.cutOff) notes.add(fault('cut-off'));
  const json = parsed.value.value;
  if (!isObject(json)) return failure('format-damaged', { file: name });
  const version = isObject(json['asset']) ? String(json['asset']['version'] ?? '–') : '–';
  if (!version.startsWith('2.'))
    return failure('format-version', { file: name, version: version.slice(0, 20), readable: 'glTF 2.0' });
  const fileAt: GltfAsset['fileAt'] = (uri) => fileOf(uri, source, notes);
  const buffers = arrayOf(json['buffers']).map((buffer, i) => {
    const uri = isObject(buffer) ? buffer['uri'] : undefined;
    if (typeof uri === 'string') return fileAt(uri);
    return i === 0 ? parts.value.binary : null;
  });
  return success({ json, buffers, fileAt });
}

function glbParts(
  bytes: Uint8Array,
  file: string,
  notes: Notes,
): Result<{ readonly text: Uint8Array; readonly binary: Uint8Array | null }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 20 || view.getUint32(0, true) !== MAGIC) return failure('format-damaged', { file });
  const version = view.getUint32(4, true);
  if (version !== 2)
    return failure('format-version', { file, version: String(version), readable: 'glTF 2.0' });
  if (view.getUint32(8, true) > bytes.byteLength) notes.add(fault('cut-off'));
  let text: Uint8Array | null = null;
  let binary: Uint8Array | null = null;
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const length = view.getUint32(at, true);
    const type = view.getUint32(at + 4, true);
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (type === JSON_CHUNK) text ??= chunk;
    else if (type === BINARY_CHUNK) binary ??= chunk;
    at += 8 + length;
  }
  return text ? success({ text, binary }) : failure('format-damaged', { file });
}

function fileOf(uri: string, source: ReaderSource, notes: Notes): Uint8Array | null {
  const inline = /^data:[^,]{0,200};base64,/.exec(uri.slice(0, 256));
  if (inline) return new Uint8Array(Buffer.from(uri.slice(inline[0].length), 'base64'));
  const found = companionAt(source, uri);
  if (!found) notes.add(fault('companion-missing', { name: uri.slice(0, 120) }));
  return found;
}
