/** What of a model is compared, as its files hold it, and opened. */
import { gunzipSync } from 'node:zlib';
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import type { PropertyReader } from '#shared/models/propertyColumns.ts';
import { openProperties } from '../propertyStore.ts';
import { piecesOf, type ComparedPiece } from './pieces.ts';

export interface ModelBytes {
  readonly id: string;
  readonly storeys: ModelManifest['storeys'];
  readonly placedBy: ModelManifest['placedBy'];
  readonly columns: Uint8Array;
  readonly properties: Uint8Array;
  readonly chunks: readonly Uint8Array[];
}

export interface ComparedModel {
  readonly id: string;
  readonly storeys: ModelManifest['storeys'];
  readonly placedBy: ModelManifest['placedBy'];
  readonly columns: ElementColumns;
  readonly properties: PropertyReader;
  readonly pieces: ReadonlyMap<number, readonly ComparedPiece[]>;
}

export async function openCompared({ id, storeys, placedBy, ...bytes }: ModelBytes): Promise<ComparedModel> {
  return {
    id,
    storeys,
    placedBy,
    columns: JSON.parse(gunzipSync(bytes.columns).toString()) as ElementColumns,
    properties: openProperties(Buffer.from(bytes.properties)),
    pieces: await piecesOf(bytes.chunks),
  };
}
