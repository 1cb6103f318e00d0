/**
 * The contract between the model pipeline (hub) and the scene (screen).
 *
 * One imported model = a manifest (JSON), element columns (JSON), geometry chunks (binary) and properties that
 * are fetched one element at a time. Geometry never changes after import: what an element looks like now is one
 * texel of a state texture in the screen, addressed by the element's index.
 */
import type { ChunkLayers } from '../models/chunkContainer.ts';
import type { HandPlacement } from '../models/handPlacement.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { Fault } from './result.ts';

export const MODEL_FORMAT_VERSION = 1;

/** Axis-aligned box in the compound's ENU frame, metres. */
export interface Bounds {
  readonly minEnu: Enu;
  readonly maxEnu: Enu;
}

export interface ModelCounts {
  /** IfcProduct instances with placed geometry, those that openings cut away to nothing among them. */
  readonly products: number;
  /** Elements, their openings and the spatial structure (all of IfcProduct), file by file, with geometry or without. */
  readonly elements: number;
  readonly storeys: number;
  readonly spaces: number;
  /** Placed geometries: one product may have several. */
  readonly pieces: number;
  readonly triangles: number;
  /** Of clouds; absent where there are none. */
  readonly points?: number;
}

export interface ModelStorey {
  readonly name: string;
  /** Height of the storey's floor in ENU, metres; null where the file does not say. */
  readonly elevationM: number | null;
}

export interface ChunkInfo {
  /** Fetched from `/api/models/{id}/chunks/{index}`. */
  readonly index: number;
  readonly bytes: number;
  readonly bounds: Bounds;
  readonly triangles: number;
  readonly transparent: boolean;
}

export type Georeference =
  | { readonly kind: 'none' }
  | { readonly kind: 'site'; readonly latDeg: number; readonly lonDeg: number; readonly heightM: number }
  | {
      readonly kind: 'map';
      readonly crs: string;
      readonly eastingM: number;
      readonly northingM: number;
      readonly heightM: number;
      /** Rotation from model x to grid east, counter-clockwise. */
      readonly rotationRad: number;
      readonly scale: number;
      /** Known only where the CRS could be converted. */
      readonly latDeg: number | null;
      readonly lonDeg: number | null;
    };

export interface ImportWarning extends Fault {
  readonly file: string | null;
  /** How often it occurred. */
  readonly count: number;
}

/** What an import found out about the model's own order: for the planner who gets the next version of it. */
export interface ModelHealth {
  readonly files: readonly {
    readonly name: string;
    readonly schema: string;
    /** Metres in one unit of length; null where the format has no units of its own. */
    readonly lengthM: number | null;
    /** `#id` that stand for two records; the last counts. */
    readonly doubledRecords: number;
  }[];
  /** Elements that nothing is drawn of, by class. */
  readonly withoutGeometry: readonly { readonly type: string; readonly count: number }[];
  /** Elements that no storey contains. */
  readonly withoutStorey: number;
  readonly withoutName: number;
  readonly spaces: number;
  readonly spacesWithoutBoundaries: number;
  /** GlobalIds that stand for several elements, the most frequent first. */
  readonly doubledIds: readonly { readonly globalId: string; readonly count: number }[];
  readonly doubledIdCount: number;
}

/** One element that does not meet a requirement of an IDS specification; `requirement` in the file's own order. */
export interface IdsFailure {
  readonly element: number;
  readonly globalId: string;
  readonly type: string;
  readonly name: string;
  /** What is wrong with it, in codes. */
  readonly reason: Fault;
}

export interface IdsSpecification {
  readonly name: string;
  /** `other-version`: not made for the schema of this model. */
  readonly outcome: 'passed' | 'failed' | 'not-applicable' | 'other-version';
  readonly applicable: number;
  readonly failed: number;
  /** The first of them. */
  readonly failures: readonly IdsFailure[];
  /** What is wrong with the model as a whole; null where nothing is. */
  readonly reason: Fault | null;
}

export interface IdsReport {
  readonly title: string;
  readonly specifications: readonly IdsSpecification[];
}

export interface ModelManifest {
  readonly version: typeof MODEL_FORMAT_VERSION;
  readonly id: string;
  readonly name: string;
  /** Compound it was imported into; null = shown in every one. */
  readonly compound: string | null;
  /** SHA-256 over the files' contents and the importer version: the key of the cache. */
  readonly contentKey: string;
  readonly importerVersion: string;
  readonly files: readonly {
    readonly name: string;
    readonly schema: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly counts: ModelCounts;
  readonly bounds: Bounds | null;
  readonly georeference: Georeference;
  /** `recentring`: it could not be placed by coordinates; its bounds are centred on the ENU origin. `hand`: see `hand`. */
  readonly placedBy: 'coordinates' | 'recentring' | 'hand';
  /** Where a person put it; absent where nobody did. */
  readonly hand?: HandPlacement;
  /** Its files are kept: it can be put elsewhere. */
  readonly isMovable?: boolean;
  readonly storeys: readonly ModelStorey[];
  readonly chunks: readonly ChunkInfo[];
  /** How many pictures cover its surfaces, fetched from `/api/models/{id}/pictures/{index}`; absent for none. */
  readonly pictures?: number;
  /** Drawn from the tiles of its file as one comes near; then it has no chunks. */
  readonly tiled?: Tiled;
  /** Clouds of points beside its chunks; their nodes are listed at `/api/models/{id}/points`. */
  readonly points?: CloudsInfo;
  readonly warnings: readonly ImportWarning[];
  /** Wall time of the import that filled the cache, seconds. */
  readonly importedInS: number;
  readonly importedAtMs: number;
}

/** Columns over elements 0…n−1; every array has length n. The index is what chunks and the state texture use. */
export interface ElementColumns {
  readonly globalId: readonly string[];
  readonly type: readonly string[];
  readonly name: readonly string[];
  /** Index in `manifest.storeys`, −1 where none. */
  readonly storey: readonly number[];
  /** Element index of the spatial or aggregating parent, −1 at the root. */
  readonly parent: readonly number[];
  /** Centre of the element's box, ENU metres, [x, y, z]; null without geometry. */
  readonly centreEnu: readonly (Enu | null)[];
  /** Longest edge of the element's box, metres; 0 without geometry. */
  readonly sizeM: readonly number[];
}

export interface CloudsInfo {
  readonly clouds: number;
  readonly nodes: number;
  readonly bytes: number;
  /** `height`: the files have no colours. */
  readonly colors: 'own' | 'height';
}

export interface Tiled {
  /** Path of the tileset that leads to all others, below `/api/models/{id}/tiles/`. */
  readonly root: string;
  /** From the tileset's frame to ENU, 4 × 4, column-major, metres. */
  readonly toEnu: readonly number[];
}

/** Which elements a tiled model's contents are, by their path in lower case: answered by `/api/models/{id}/tiles`. */
export type TilesIndex = Readonly<Record<string, TileElements>>;

/** The element of the tile, and those of its features by their number. */
export interface TileElements {
  readonly element: number;
  readonly features: readonly (readonly [feature: number, element: number])[];
}

/** One element that a search found, with what is needed to fly there. */
export interface FoundElement {
  readonly modelId: string;
  /** Name of the model. */
  readonly model: string;
  readonly index: number;
  readonly globalId: string;
  readonly type: string;
  readonly name: string;
  readonly storey: string | null;
  /** As imported, before the model is moved to where it stands. */
  readonly centreEnu: Enu;
  readonly sizeM: number;
}

export interface ElementProperty {
  readonly set: string;
  readonly name: string;
  readonly value: string | number | boolean | null;
  readonly unit: string | null;
}

/** A property that elements of a model have, and how many different values. */
export interface PropertyName {
  readonly set: string;
  readonly name: string;
  readonly values: number;
}

/** Elements of one model for which a property says the same. */
export interface ElementGroup {
  readonly value: ElementProperty['value'];
  readonly unit: string | null;
  readonly elements: readonly number[];
}

export interface ElementDetail {
  readonly index: number;
  readonly globalId: string;
  readonly type: string;
  readonly name: string;
  readonly storey: string | null;
  readonly properties: readonly ElementProperty[];
}

/**
 * A chunk as the scene uses it, after decoding. Vertices of one element are not shared with another.
 * Triangles are ordered by their element's size, largest first, so that a prefix of `index` is a coarser scene.
 */
export interface DecodedChunk {
  /** Pictures on its surfaces; absent where they have none. */
  readonly layers?: ChunkLayers;
  /** Float32Array [n, 3]: right and down on its picture, 1 for the whole, and the picture's layer. */
  readonly onLayers?: Float32Array;
  /** Double-precision origin of `positions` in ENU, metres. */
  readonly originEnu: Enu;
  /** Float32Array [n, 3], metres, relative to `originEnu`, z up. */
  readonly positions: Float32Array;
  /** Int8Array [n, 4], normalised ×127: x, y, z, 0. */
  readonly normals: Int8Array;
  /** Uint8Array [n, 4], sRGB + alpha. */
  readonly colors: Uint8Array;
  /** Uint32Array [n], element index. */
  readonly elements: Uint32Array;
  /** Uint32Array [t, 3]. */
  readonly index: Uint32Array;
  /** Ascending detail: draw `indexCount` indices to show all elements of at least `minSizeM`. */
  readonly tiers: readonly { readonly minSizeM: number; readonly indexCount: number }[];
  readonly transparent: boolean;
}

export type ImportPhase =
  'queued' | 'reading' | 'geometry' | 'properties' | 'writing' | 'done' | 'failed' | 'cancelled';

/** Nothing more is heard of a job in one of these. */
export const isImportOver = (phase: ImportPhase): boolean =>
  phase === 'done' || phase === 'failed' || phase === 'cancelled';

export interface ImportProgress {
  readonly jobId: string;
  readonly name: string;
  /** Null: for every compound. */
  readonly compound: string | null;
  readonly phase: ImportPhase;
  /** 0…1 over the whole job. */
  readonly fraction: number;
  readonly file: string | null;
  readonly modelId: string | null;
  readonly error: Fault | null;
  /** What of it is made so far, to look at; null before there is anything, and once it is over. */
  readonly draft: ImportDraft | null;
}

export interface ImportDraft {
  /** Chunks, fetched from `/api/models/jobs/{jobId}/drafts/{index}`. */
  readonly chunks: number;
  readonly placedBy: ModelManifest['placedBy'];
  /** Of the first geometry. */
  readonly bounds: Bounds;
}
