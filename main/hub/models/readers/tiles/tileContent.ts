/** One content of a tile: b3dm, i3dm, cmpt or plain glTF as glTF assets with what places and describes them; pnts as points. */
import { pathFrom } from '../companionAt.ts';
import { multiply, IDENTITY } from '../gltf/nodeTransform.ts';
import { isObject, readJson } from '../jsonText.ts';
import { instancesOf } from './instances.ts';

type Json = Readonly<Record<string, unknown>>;

export interface ContentPart {
  readonly path: string;
  readonly gltf: Uint8Array;
  readonly batchTable: BatchTable | null;
  /** Between the glTF (turned z up) and the tile; one for each instance. */
  readonly places: readonly { readonly matrix: readonly number[]; readonly feature?: number }[];
}

export interface BatchTable {
  readonly json: Json;
  readonly binary: Uint8Array;
}

/** A tile of points, not yet read. */
export interface PointTile {
  readonly features: Json;
  readonly binary: Uint8Array;
  readonly batchTable: BatchTable | null;
}

export interface ReadContent {
  readonly parts: readonly ContentPart[];
  readonly clouds: readonly PointTile[];
  readonly damaged: number;
}

const DEEPEST_COMPOSITE = 16;
const NOTHING: ReadContent = { parts: [], clouds: [], damaged: 0 };
const DAMAGED: ReadContent = { ...NOTHING, damaged: 1 };

export function readContent(
  bytes: Uint8Array,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  depth = 0,
): ReadContent {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === 'cmpt') return depth > DEEPEST_COMPOSITE ? DAMAGED : composite(bytes, path, files, depth);
  if (magic === 'b3dm' || magic === 'i3dm' || magic === 'pnts') return tables(bytes, path, files, magic);
  return { ...NOTHING, parts: [{ path, gltf: bytes, batchTable: null, places: [{ matrix: IDENTITY }] }] };
}

function composite(
  bytes: Uint8Array,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  depth: number,
): ReadContent {
  if (bytes.byteLength < 16) return DAMAGED;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inner: ReadContent[] = [];
  for (let at = 16; at + 12 <= bytes.byteLength;) {
    const length = view.getUint32(at + 8, true);
    if (length < 12 || at + length > bytes.byteLength) {
      inner.push(DAMAGED);
      break;
    }
    inner.push(readContent(bytes.subarray(at, at + length), path, files, depth + 1));
    at += length;
  }
  return {
    parts: inner.flatMap(({ parts }) => parts),
    clouds: inner.flatMap(({ clouds }) => clouds),
    damaged: inner.reduce((sum, { damaged }) => sum + damaged, 0),
  };
}

function tables(
  bytes: Uint8Array,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  magic: 'b3dm' | 'i3dm' | 'pnts',
): ReadContent {
  const head = magic === 'i3dm' ? 32 : 28;
  if (bytes.byteLength < head) return DAMAGED;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = [12, 16, 20, 24].map((at) => view.getUint32(at, true));
  const ends = sizes.reduce<number[]>((sums, size) => [...sums, (sums.at(-1) ?? head) + size], []);
  const [featureJson = 0, featureBinary = 0, batchJson = 0, batchBinary = 0] = ends;
  if (batchBinary > bytes.byteLength) return DAMAGED;
  const features = objectIn(bytes.subarray(head, featureJson));
  const batch = objectIn(bytes.subarray(featureBinary, batchJson));
  const batchTable = batch ? { json: batch, binary: bytes.subarray(batchJson, batchBinary) } : null;
  if (magic === 'pnts')
    return features
      ? { ...NOTHING, clouds: [{ features, binary: bytes.subarray(featureJson, featureBinary), batchTable }] }
      : DAMAGED;
  const length = Math.min(view.getUint32(8, true), bytes.byteLength);
  const rest = bytes.subarray(batchBinary, length);
  const external = magic === 'i3dm' && view.getUint32(28, true) === 0;
  const uri = new TextDecoder()
    .decode(Uint8Array.from(external ? rest.subarray(0, 1000) : []))
    .replaceAll('\0', '')
    .trim();
  const gltf = external ? files.get(pathFrom(path, uri)) : rest;
  if (!features || !gltf || gltf.byteLength < 12) return DAMAGED;
  const center = centerOf(features, bytes.subarray(featureJson, featureBinary));
  const places =
    magic === 'b3dm'
      ? [{ matrix: center }]
      : instancesOf(features, bytes.subarray(featureJson, featureBinary)).map(({ matrix, feature }) => ({
          matrix: multiply(center, matrix),
          feature,
        }));
  return {
    ...NOTHING,
    parts: [
      {
        path: external ? pathFrom(path, uri) : path,
        gltf,
        batchTable,
        places,
      },
    ],
  };
}

function objectIn(bytes: Uint8Array): Json | null {
  if (bytes.byteLength === 0) return {};
  const parsed = readJson(bytes, '');
  return parsed.ok && isObject(parsed.value.value) ? parsed.value.value : null;
}

function centerOf(features: Json, binary: Uint8Array): readonly number[] {
  const held = features['RTC_CENTER'];
  let center: readonly unknown[] = Array.isArray(held) ? held : [0, 0, 0];
  if (isObject(held)) {
    const from = Number(held['byteOffset'] ?? 0);
    if (!(from >= 0 && from + 12 <= binary.byteLength)) return IDENTITY;
    const view = new DataView(binary.buffer, binary.byteOffset, binary.byteLength);
    center = [0, 4, 8].map((at) => view.getFloat32(from + at, true));
  }
  return [...IDENTITY.slice(0, 12), ...[0, 1, 2].map((i) => Number(center[i] ?? 0) || 0), 1];
}
