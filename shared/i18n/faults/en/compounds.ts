/** Words of compounds: their files, their archives, making and changing one, in English. */
import type { Translated } from '../words.ts';
import type { compoundsZh } from '../zh/compounds.ts';

export const compoundsEn: Translated<typeof compoundsZh> = {
  'compound-files': ['{{faults}}'],
  'compound-ways': ['One of buildings, modelId and footprints is needed, and only one'],
  'compound-building-twice': ['Two buildings have the same id'],
  'compound-no-origin': ['The origin’s latitude and longitude are needed'],
  'compound-building-place': ['Building “{{building}}” needs a footprint, or position and sizeM'],
  'compound-model-empty': ['The model has no geometry'],
  'compound-model-nowhere': [
    'The model says nothing of its place on earth; give the origin’s latitude and longitude',
  ],
  'compound-crs': ['The coordinate system “{{crs}}” is not known'],
  'compound-time-zone': ['There is no time zone “{{timeZone}}”'],
  'compound-origin-outside': ['The origin lies outside of “{{crs}}”'],
  'compound-id-fixed': ['The id of a compound cannot change'],
  'footprints-useless': ['No footprint can be used: without area, or too far away'],
  footprints: ['This is no GeoJSON FeatureCollection'],
  'footprints-outside': ['Coordinates lie outside of longitude and latitude: WGS 84 is needed'],
  'footprints-none': ['There are no polygons in it'],
  'footprints-many': ['There are {{polygons}} polygons, at most {{most}} can be taken'],
  'not-stored-compound': ['The compound {{compound}} has no folder of its own', 'Claim it first'],
  'compound-exists': ['There is a compound {{compound}} already'],
  'compound-claimed': ['The compound {{compound}} is claimed already'],
  'compound-planned': ['The compound {{compound}} did not come by itself'],
  'compound-home': [
    'This is the home compound; it cannot be removed',
    'Start the hub with another one as home',
  ],
  'compound-frame': ['There are readings already; the origin cannot change any more'],
  'compound-demo': [
    'There are readings already; a real compound cannot become a demo, nor a demo a real one',
  ],
  'mapped-elsewhere': ['The device {{device}} is mapped into {{compound}}', 'Take it out there first'],
  'compound-disk': ['The compound’s folder cannot be written ({{reason}})', 'Check the disk'],
  'archive-models-large': ['Its model files are more than 1 GiB'],
  'archive-packing': ['It cannot be packed: {{reason}}'],
  'archive-id': ['“{{id}}” is not an id of small letters, digits and dashes'],
  'archive-unreadable': ['This is no readable .linli file'],
  'archive-large': ['It holds more than 1 GiB'],
  'archive-foreign': ['This file holds no compound (linli.json)'],
  'archive-newer': ['It was written by a newer version ({{version}}, known 1)'],
  'archive-memory': ['The file takes too much memory and was stopped'],
  'archive-time': ['The file takes too long and was stopped'],
  'archive-ended': ['The process that handled the file ended'],
  'archive-disk': ['It cannot be read or written: {{reason}}'],
};
