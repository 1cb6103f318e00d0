/** Files that an import takes: models by their endings, and what belongs to a model and is handed over with it. */

/** Named as the formats call themselves, for words that list them. */
export const READABLE_FORMATS = 'IFC, CityJSON, CityGML, GeoJSON, glTF, OBJ, 3D Tiles, LAS, LAZ, PLY';

const MODELS = [
  'ifc',
  'ifczip',
  'zip',
  'json',
  'jsonl',
  'cityjson',
  'geojson',
  'geojsonl',
  'geojsons',
  'gml',
  'citygml',
  'xml',
  'gltf',
  'glb',
  'obj',
  'las',
  'laz',
  'ply',
  'pnts',
];
const COMPANIONS = ['b3dm', 'i3dm', 'cmpt', 'subtree', 'bin', 'mtl', 'png', 'jpg', 'jpeg', 'webp'];

export const IMPORT_ENDINGS: readonly string[] = [...MODELS, ...COMPANIONS].map((ending) => `.${ending}`);

const endsWith = (name: string, endings: readonly string[]): boolean =>
  endings.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

export const isImportFile = (name: string): boolean => endsWith(name, [...MODELS, ...COMPANIONS]);

export const isCompanionFile = (name: string): boolean => endsWith(name, COMPANIONS);
