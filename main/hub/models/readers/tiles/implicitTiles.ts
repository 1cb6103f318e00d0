/** Implicit tiling as the explicit tiles it stands for. */
import { pathFrom } from '../companionAt.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import { readSubtree, type Subtree } from './subtree.ts';

type Json = Readonly<Record<string, unknown>>;

interface Place {
  readonly level: number;
  readonly at: readonly number[];
}

export interface ImplicitTiles {
  /** A tile as a tileset would have it, with its children made when they are asked for. */
  readonly root: Json | null;
  childrenOf(tile: Json): Json[];
  /** A content that it names is not there. */
  lacks(): void;
  /** Subtrees that are named and not there, or damaged. */
  missing(): number;
  /** So much of it is not there that it was not followed to its end. */
  isGivenUp(): boolean;
}

export const isImplicit = (tile: Json): boolean =>
  isObject(tile['implicitTiling']) || implicitOf(tile) !== null;

function implicitOf(tile: Json): Json | null {
  const extensions = isObject(tile['extensions']) ? tile['extensions'] : {};
  const held = tile['implicitTiling'] ?? extensions['3DTILES_implicit_tiling'];
  return isObject(held) ? held : null;
}

const DEEPEST = 30;
/** A few bytes can claim any number of tiles: so many that are not there, and as many for each file, and no more are looked for. */
const MOST_MISSING = 10_000;
const MOST_MISSING_OF_A_FILE = 20;

export function openImplicit(
  tile: Json,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
): ImplicitTiles {
  const tiling = implicitOf(tile) ?? {};
  const octree = tiling['subdivisionScheme'] === 'OCTREE';
  const axes = octree ? 3 : 2;
  const subtreeLevels = Math.min(Math.max(Number(tiling['subtreeLevels']) || 1, 1), 12);
  const available = Math.min(Number(tiling['availableLevels'] ?? tiling['maximumLevel']) || 1, DEEPEST);
  const template = isObject(tiling['subtrees']) ? String(tiling['subtrees']['uri'] ?? '') : '';
  const contents = isObject(tile['content']) ? [tile['content']] : arrayOf(tile['contents']).filter(isObject);
  const subtrees = new Map<string, Subtree | null>();
  const places = new WeakMap<Json, Place>();
  const mostMissing = MOST_MISSING + MOST_MISSING_OF_A_FILE * files.size;
  let missing = 0;
  let lacking = 0;
  let givenUp = false;

  const uriAt = (uri: string, { level, at }: Place): string =>
    uri
      .replace('{level}', String(level))
      .replace('{x}', String(at[0]))
      .replace('{y}', String(at[1]))
      .replace('{z}', String(at[2] ?? 0));

  function subtreeAt(root: Place): Subtree | null {
    const uri = uriAt(template, root);
    const known = subtrees.get(uri);
    if (known !== undefined) return known;
    const bytes = files.get(pathFrom(path, uri));
    const read = bytes
      ? readSubtree(bytes, (buffer) => files.get(pathFrom(pathFrom(path, uri), buffer)) ?? null)
      : null;
    if (!read) missing++;
    subtrees.set(uri, read);
    return read;
  }

  /** Root of the subtree that a tile is in, and its number there. */
  function within(place: Place) {
    const below = place.level % subtreeLevels;
    const root: Place = { level: place.level - below, at: place.at.map((value) => value >> below) };
    const local = place.at.map((value) => value & ((1 << below) - 1));
    const before = ((1 << (axes * below)) - 1) / ((1 << axes) - 1);
    return { root, number: before + morton(local, below) };
  }

  function isThere(place: Place): boolean {
    if (place.level >= available) return false;
    const { root, number } = within(place);
    if (place.level > 0 && place.level % subtreeLevels === 0) {
      const above: Place = { level: place.level - 1, at: place.at.map((value) => value >> 1) };
      const parent = within(above).root;
      const local = place.at.map((value, axis) => value - ((parent.at[axis] ?? 0) << subtreeLevels));
      if (!subtreeAt(parent)?.child(morton(local, subtreeLevels))) return false;
    }
    return subtreeAt(root)?.tile(number) ?? false;
  }

  function tileAt(place: Place): Json {
    const { root, number } = within(place);
    const subtree = subtreeAt(root);
    const made: Json = {
      geometricError: Number(tile['geometricError'] ?? 0) / 2 ** place.level,
      refine: tile['refine'],
      ...(place.level === 0 && { transform: tile['transform'] }),
      contents: contents.flatMap((content, i) =>
        subtree?.content(i, number) ? [{ uri: uriAt(String(content['uri'] ?? ''), place) }] : [],
      ),
    };
    places.set(made, place);
    return made;
  }

  function morton(at: readonly number[], levels: number): number {
    let code = 0;
    for (let bit = 0; bit < levels; bit++)
      for (let axis = 0; axis < axes; axis++) code |= (((at[axis] ?? 0) >> bit) & 1) << (bit * axes + axis);
    return code;
  }

  const first: Place = { level: 0, at: Array.from({ length: axes }, () => 0) };
  return {
    root: isThere(first) ? tileAt(first) : null,
    childrenOf(parent) {
      const place = places.get(parent);
      if (!place) return [];
      if (missing + lacking > mostMissing) {
        givenUp = true;
        return [];
      }
      return Array.from({ length: 2 ** axes }, (_, k): Place => ({
        level: place.level + 1,
        at: place.at.map((value, axis) => value * 2 + ((k >> axis) & 1)),
      }))
        .filter(isThere)
        .map(tileAt);
    },
    lacks: () => void lacking++,
    missing: () => missing,
    isGivenUp: () => givenUp,
  };
}
