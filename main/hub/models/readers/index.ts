/** Every format beside IFC that an import reads, in the order in which their content is looked at. */
import { cityGmlReader } from './citygml/index.ts';
import { cityJsonReader } from './cityjson/index.ts';
import { geoJsonReader } from './geojson/index.ts';
import { gltfReader } from './gltf/index.ts';
import { lasReader } from './las/index.ts';
import { objReader } from './obj/index.ts';
import { plyReader } from './ply/index.ts';
import { pntsReader } from './tiles/pntsReader.ts';
import { tilesReader } from './tiles/index.ts';
import type { FormatReader } from './reader.ts';

export const formatReaders: readonly FormatReader[] = [
  cityJsonReader,
  geoJsonReader,
  cityGmlReader,
  tilesReader,
  gltfReader,
  lasReader,
  plyReader,
  pntsReader,
  objReader,
];
