/** Words of reading point clouds, in English. */
import type { Translated } from '../words.ts';
import type { pointsZh } from '../zh/points.ts';

export const pointsEn: Translated<typeof pointsZh> = {
  'las-format': [
    'The point format {{format}} of {{file}} does not exist or cannot be read',
    'Export as LAS 1.2–1.4 with point format 0–8',
  ],
  'las-no-points': ['{{file}} holds no points that can be read', 'Copy or export the file again'],
  'laz-no-record': [
    '{{file}} is marked as packed, but has no record that says how',
    'Copy or export the file again',
  ],
  'laz-waveform': [
    'The point format {{format}} of {{file}} is packed with waveforms and cannot be read',
    'Export as LAS without packing, or with point format 0–3 or 6–8',
  ],
  'laz-no-table': [
    'The list of packed parts is missing or damaged; the parts were looked for one after another',
  ],
  'laz-chunks-damaged': ['Damaged packed parts were read up to the damage'],
  'las-newer': ['The file has the version LAS {{version}}; it was read as 1.4'],
  'las-records-damaged': ['Records beside the points are damaged or cut off and were left out'],
  'las-crs-unread': ['The coordinate system that the file names cannot be understood'],
  'points-missing': ['The file says {{said}} points, there are {{there}}'],
  'points-more': ['The file says {{said}} points, there are {{there}}; all were read'],
  'points-thinned': ['There are too many points; one in {{every}} was read'],
  'points-too-many': ['No more than 200 million points of a file are read; what goes beyond was left out'],
  'points-many-features': [
    'There are more than 100 000 features; points of the others belong to the whole they are part of',
  ],
  'points-withheld': ['Points that the file marks as withheld were not read'],
  'points-not-numbers': ['Points whose coordinates are no numbers or lie too far apart were left out'],
  'points-stray': ['Points far off all others do not count for the extent of the model'],
  'ply-header': ['The PLY header of {{file}} is damaged or cut off', 'Copy or export the file again'],
  'ply-no-places': [
    'The PLY file {{file}} has no coordinates x, y, z of vertices',
    'Export with coordinates',
  ],
  'points-damaged': ['Tiles whose points are damaged were left out'],
};
