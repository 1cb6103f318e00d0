/**
 * What a reader of one format is: it recognises its files by content, fills the rows and property sets that every format
 * shares, and hands over geometry as shapes that pieces place. A reader never throws over a file: what cannot be read
 * is a fault, what had to be left out is a note.
 */
import type { Fault, Result } from '#shared/protocol/result.ts';
import type { FileGeoreference } from '../georeference.ts';
import type { PlacedShapes } from '../placedShapes.ts';
import type { PointCloud, PointCloudBuilder } from '../points/pointCloud.ts';
import type { PropertyTable } from '../properties.ts';
import type { SpatialTree } from '../spatialTree.ts';
import type { Anchors } from './places/anchors.ts';
import type { StreamedTiles } from './tiles/streamedTiles.ts';
import type { Notes } from './notes.ts';

export interface ReaderSource {
  /** Safe to show. */
  readonly name: string;
  /** In its archive, in lower case with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What came together with it, by path in lower case with forward slashes. */
  readonly companions: ReadonlyMap<string, Uint8Array>;
}

export interface ReadInto {
  readonly tree: SpatialTree;
  readonly table: PropertyTable;
  readonly notes: Notes;
  /** One for all files of a model, so that neighbours keep their places to each other. */
  readonly anchors: Anchors;
  /** For what a file has of points; a cloud that is not handed over is disposed of by who made it. */
  readonly points: { create(): PointCloudBuilder };
}

export interface ReadSource {
  /** Name and version of the format, as the manifest shows it. */
  readonly schema: string;
  readonly geometry: PlacedShapes;
  /** Beside the geometry, in the same frame. */
  readonly points?: PointCloud | undefined;
  /** Null where the file names no place on earth. */
  readonly georeference: FileGeoreference | null;
  /** It is worth more as the tiles it came in. */
  readonly streamed?: StreamedTiles;
  /** Heights count from the ground, wherever it lies; otherwise they are absolute. */
  readonly onGround?: true;
}

export interface FormatReader {
  readonly id: string;
  /** By content, whatever the file is called. */
  recognises(bytes: Uint8Array): boolean;
  /** Of names, for files whose content tells nothing. */
  readonly ending: RegExp;
  read(source: ReaderSource, into: ReadInto): Result<ReadSource> | Promise<Result<ReadSource>>;
}

/** A note with how often it occurred. */
export interface CountedNote extends Fault {
  readonly count: number;
}
