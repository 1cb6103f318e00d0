/** All files that are not IFC: which reader takes which, and what they read as geometry of one model. */
import { READABLE_FORMATS, isCompanionFile } from '#shared/models/modelFiles.ts';
import type { ImportWarning } from '#shared/protocol/model.ts';
import { failure, success, type Fault, type Result } from '#shared/protocol/result.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import type { SourceGeometry } from './assembleModel.ts';
import type { Tell } from './importModel.ts';
import { formatReaders } from './readers/index.ts';
import { createNotes } from './readers/notes.ts';
import { createAnchors } from './readers/places/anchors.ts';
import type { FormatReader, ReaderSource, ReadInto, ReadSource } from './readers/reader.ts';
import { tilesReader } from './readers/tiles/index.ts';
import { startOf } from './readers/startOf.ts';
import type { ImportSource } from './sources.ts';

export interface SortedSources {
  readonly ifc: readonly ImportSource[];
  readonly others: readonly { readonly source: ImportSource; readonly reader: FormatReader }[];
  readonly companions: ReadonlyMap<string, Uint8Array>;
}

/** By content first: an ending may be wrong. */
export function sortSources(sources: readonly ImportSource[]): Result<SortedSources> {
  const ifc: ImportSource[] = [];
  const others: SortedSources['others'][number][] = [];
  const companions = new Map<string, Uint8Array>();
  let unknown: ImportSource | null = null;
  const tileset = rootTileset(sources);
  for (const source of sources) {
    const { name, bytes } = source;
    const isStep = startOf(bytes, 1024).includes('ISO-10303-21');
    const byContent = isStep ? undefined : formatReaders.find((one) => one.recognises(bytes));
    const reader = byContent ?? (isStep ? undefined : formatReaders.find(({ ending }) => ending.test(name)));
    const ofTileset = tileset && source !== tileset && ['gltf', '3dtiles', 'pnts'].includes(reader?.id ?? '');
    if (isStep || (!byContent && /\.ifc$/i.test(name))) ifc.push(source);
    else if (ofTileset) companions.set(source.path.toLowerCase(), bytes);
    else if (reader) others.push({ source, reader });
    else if (isCompanionFile(name)) companions.set(source.path.toLowerCase(), bytes);
    else if (source.packed) companions.set(source.path.toLowerCase(), bytes);
    else unknown ??= source;
  }
  if (unknown) return failure('format-unknown', { file: unknown.name, readable: READABLE_FORMATS });
  if (ifc.length + others.length === 0)
    return failure('format-unknown', { file: sources[0]?.name ?? '–', readable: READABLE_FORMATS });
  return success({ ifc, others, companions });
}

/** The tileset that nothing else leads to: the one least deep in its folders, of these the one called so. */
function rootTileset(sources: readonly ImportSource[]): ImportSource | null {
  const depth = ({ path }: ImportSource): number =>
    path.split('/').length - (/(^|\/)tileset\.json$/i.test(path) ? 0.5 : 0);
  const found = sources.filter(({ bytes }) => tilesReader.recognises(bytes));
  return found.toSorted((a, b) => depth(a) - depth(b))[0] ?? null;
}

type Into = Pick<ReadInto, 'tree' | 'table' | 'points'> & { readonly warnings: ImportWarning[] };

/** What cannot be read is told beside what can; it is a failure where nothing else is left. */
export async function readOthers(
  { ifc, others, companions }: SortedSources,
  into: Into,
  target: CompoundOrigin | null,
  tell: Tell,
): Promise<Result<{ readonly geometries: SourceGeometry[]; readonly schemas: Map<string, string> }>> {
  const geometries: SourceGeometry[] = [];
  const schemas = new Map<string, string>();
  const failures: (Fault & { readonly file: string })[] = [];
  const anchors = createAnchors();
  for (const [i, { source, reader }] of others.entries()) {
    const { name } = source;
    tell('properties', 0.1 + (0.6 * i) / others.length, name);
    const notes = createNotes();
    const read = await readOne(reader, { ...source, companions }, { ...into, notes, anchors });
    if (!read.ok) {
      failures.push({ ...read.error, file: name });
      continue;
    }
    const { geometry, georeference, schema, onGround, streamed, points } = read.value;
    for (const note of notes.all()) into.warnings.push({ ...note, file: name });
    for (const note of georeference?.notes ?? []) into.warnings.push({ ...note, file: name, count: 1 });
    schemas.set(source.sha256, schema);
    geometries.push({
      name,
      georeference: onGround && target ? raised(georeference, target.heightM) : georeference,
      geometries: [geometry],
      copies: [],
      streamed,
      points,
      rowOf: (element) => element,
    });
  }
  const [first] = failures;
  if (first && ifc.length + geometries.length === 0) {
    const { code, params } = first;
    return { ok: false, error: params ? { code, params } : { code } };
  }
  for (const one of failures) into.warnings.push({ ...one, count: 1 });
  return success({ geometries, schemas });
}

/** A reader that fails, or that a file of a new kind of damage makes throw, leaves no rows behind. */
async function readOne(
  reader: FormatReader,
  source: ReaderSource,
  into: ReadInto,
): Promise<Result<ReadSource>> {
  const { tree, table } = into;
  const [rows, elements] = [tree.rows.length, tree.elements];
  let read: Result<ReadSource>;
  try {
    read = await reader.read({ ...source, path: source.path.toLowerCase() }, into);
  } catch {
    read = failure('format-damaged', { file: source.name });
  }
  if (!read.ok) {
    for (let row = rows; row < tree.rows.length; row++) table.ofRow.delete(row);
    tree.rows.length = rows;
    tree.elements = elements;
  }
  return read;
}

/** Heights that count from the ground stand on that of the compound. */
function raised(held: SourceGeometry['georeference'], heightM: number): SourceGeometry['georeference'] {
  if (held?.georeference.kind !== 'map') return held;
  return { ...held, georeference: { ...held.georeference, heightM } };
}
