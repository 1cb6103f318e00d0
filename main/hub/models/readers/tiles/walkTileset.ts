/**
 * All tiles of a tileset, of its external tilesets and its implicit tiling, in one list: bounded in depth and number, and
 * a tileset that names itself on the way down is left out, and so is what is named again and again on many ways.
 */
import { fault } from '#shared/protocol/result.ts';
import { pathFrom } from '../companionAt.ts';
import { IDENTITY, multiply } from '../gltf/nodeTransform.ts';
import { arrayOf, isObject, readJson } from '../jsonText.ts';
import type { Notes } from '../notes.ts';
import { isImplicit, openImplicit, type ImplicitTiles } from './implicitTiles.ts';

type Json = Readonly<Record<string, unknown>>;

export interface WalkedTile {
  /** Paths of its contents that are there. */
  readonly contents: readonly string[];
  /** From the tile's frame to the tileset's, column-major, 16 numbers. */
  readonly matrix: readonly number[];
  readonly errorM: number;
  readonly adds: boolean;
  readonly level: number;
  readonly zUpContent: boolean;
  readonly metadata: Json;
  /** Numbers in the list. */
  readonly children: number[];
  /** A content of it is named and not there. */
  missing: boolean;
}

interface Open {
  readonly tile: Json;
  readonly parent: number;
  readonly matrix: readonly number[];
  readonly level: number;
  readonly path: string;
  readonly adds: boolean;
  readonly zUpContent: boolean;
  readonly chain: readonly string[];
  readonly implicit: ImplicitTiles | null;
}

const MOST_TILES = 200_000;
const DEEPEST = 1000;
/** Few tiles can multiply into as many as one likes. */
const MOST_REPEATS = 1000;

export function walkTileset(
  root: Json,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  notes: Notes,
): WalkedTile[] {
  const tiles: WalkedTile[] = [];
  const implicits: ImplicitTiles[] = [];
  const repeats = new Map<string, number>();
  const tilesets = new Map<Uint8Array, Json | null>();
  const externalOf = (bytes: Uint8Array): Json | null => {
    const known = tilesets.get(bytes);
    if (known !== undefined) return known;
    const read = tilesetIn(bytes);
    tilesets.set(bytes, read);
    return read;
  };
  const zUp = (tileset: Json): boolean =>
    isObject(tileset['asset']) && String(tileset['asset']['gltfUpAxis']).toUpperCase() === 'Z';
  const open: Open[] = [];
  const push = (tile: unknown, from: Omit<Open, 'tile'>): void => {
    if (isObject(tile)) open.push({ ...from, tile });
    else notes.add(fault('objects-damaged'));
  };
  push(root['root'], {
    parent: -1,
    matrix: IDENTITY,
    level: 0,
    path,
    adds: false,
    zUpContent: zUp(root),
    chain: [path],
    implicit: null,
  });
  for (let next = open.pop(); next; next = open.pop()) {
    if (tiles.length >= MOST_TILES) {
      notes.add(fault('tiles-too-many', { most: MOST_TILES }));
      break;
    }
    if (next.level > DEEPEST) {
      notes.add(fault('nested-too-deep'));
      continue;
    }
    if (!next.implicit && isImplicit(next.tile)) {
      const implicit = openImplicit(next.tile, next.path, files);
      implicits.push(implicit);
      if (implicit.root) open.push({ ...next, tile: implicit.root, implicit });
      continue;
    }
    readTile(next);
  }
  for (const implicit of implicits) {
    notes.add(fault('tile-missing'), implicit.missing());
    if (implicit.isGivenUp()) notes.add(fault('tiles-given-up'));
  }
  return tiles;

  function readTile(held: Open): void {
    const { tile, implicit, path: own, level, chain } = held;
    const matrix = multiply(held.matrix, transformOf(tile));
    const adds = tile['refine'] === undefined ? held.adds : String(tile['refine']).toUpperCase() === 'ADD';
    const contents: string[] = [];
    const number = tiles.length;
    const walked: WalkedTile = {
      contents,
      matrix,
      errorM: Number(tile['geometricError'] ?? 0) || 0,
      adds,
      level,
      zUpContent: held.zUpContent,
      metadata:
        isObject(tile['metadata']) && isObject(tile['metadata']['properties'])
          ? tile['metadata']['properties']
          : {},
      children: [],
      missing: false,
    };
    tiles.push(walked);
    tiles[held.parent]?.children.push(number);
    const below = { ...held, parent: number, matrix, level: level + 1, adds };
    for (const uri of contentUris(tile)) {
      const place = pathFrom(own, uri);
      const bytes = files.get(place);
      const repeated = (repeats.get(place) ?? 0) + 1;
      repeats.set(place, repeated);
      const external = bytes ? externalOf(bytes) : null;
      if (!bytes) {
        walked.missing = true;
        implicit?.lacks();
        notes.add(fault('tile-missing'));
      } else if (repeated > MOST_REPEATS) notes.add(fault('content-repeated', { most: MOST_REPEATS }));
      else if (!external) contents.push(place);
      else if (chain.includes(place)) notes.add(fault('reference-endless'));
      else
        push(external['root'], {
          ...below,
          path: place,
          chain: [...chain, place],
          zUpContent: zUp(external),
          implicit: null,
        });
    }
    const children = implicit ? implicit.childrenOf(tile) : arrayOf(tile['children']);
    for (const child of children) push(child, below);
  }
}

/** A tileset by its text; null where the bytes are something else. */
export function tilesetIn(bytes: Uint8Array): Json | null {
  // Content begins with a word of four letters, a tileset with a brace.
  const start = bytes.subarray(0, 64).find((byte) => byte > 0x20 && byte < 0x80);
  if (start !== 0x7b) return null;
  const parsed = readJson(bytes, '');
  const value = parsed.ok ? parsed.value.value : null;
  return isObject(value) && isObject(value['root']) ? value : null;
}

function contentUris(tile: Json): string[] {
  const held = tile['contents'] ?? (isObject(tile['content']) ? [tile['content']] : []);
  return arrayOf(held).flatMap((content) => {
    const uri = isObject(content) ? (content['uri'] ?? content['url']) : null;
    return typeof uri === 'string' && uri ? [uri] : [];
  });
}

function transformOf(tile: Json): readonly number[] {
  const matrix = arrayOf(tile['transform']).map(Number);
  return matrix.length === 16 && matrix.every(Number.isFinite) ? matrix : IDENTITY;
}
