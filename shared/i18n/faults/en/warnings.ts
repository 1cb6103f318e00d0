/** Words of what an import tells of a model that came in, in English. */
import type { Translated } from '../words.ts';
import type { warningsZh } from '../zh/warnings.ts';

export const warningsEn: Translated<typeof warningsZh> = {
  'map-far': ['The map conversion lies {{km}} km from the compound; the model stands beside it'],
  'georeferenced-twice': ['Placements already hold map coordinates; the map conversion was not added again'],
  'site-position': [
    'The file has a site position, {{lat}}°, {{lon}}°, {{km}} km from the compound; it is a rough one, and the model stands beside the compound',
  ],
  recentred: ['Not placed by coordinates: recentred by ({{x}}, {{y}}, {{z}}) m, lowest floor at 0'],
  'position-doubt': [
    '{{crs}} cannot mean easting {{eastingM}} m, northing {{northingM}} m; the model was not placed by it',
  ],
  'position-taken': [
    '{{crs}} cannot mean easting {{eastingM}} m, northing {{northingM}} m; it was placed as probably meant, at {{lat}}°, {{lon}}°',
  ],
  'position-unit': [
    '{{crs}} cannot mean easting {{eastingM}} m, northing {{northingM}} m. Read in {{unit}} it lies at {{lat}}°, {{lon}}°: correct the unit of the map conversion',
  ],
  'position-zone': [
    '{{crs}} cannot mean easting {{eastingM}} m. With its zone it belongs to {{likely}}, at {{lat}}°, {{lon}}°: name that system',
  ],
  'position-axes': [
    '{{crs}} cannot mean easting {{eastingM}} m, northing {{northingM}} m. Exchanged they lie at {{lat}}°, {{lon}}°',
  ],
  'map-stretched': [
    'The map’s metres are {{percent}} % longer or shorter than those on the ground here; the model keeps its own lengths. Name a survey grid (UTM, Gauss-Krüger)',
  ],
  'map-unit': ['The map conversion names no unit; its eastings were read as metres'],
  'map-scale': ['The map conversion’s scale {{scale}} does not fit its units and was taken as 1'],
  'crs-unknown': ['The coordinate system {{crs}} cannot be converted'],
  'crs-unnamed': ['The coordinate system has no name and cannot be converted'],
  record: ['Records and characters that are not valid STEP were left out'],
  'length-unit': ['No usable unit of length: it is missing, zero or negative. Lengths were read as metres'],
  'record-doubled': ['Records have the number of another; of each number the last record counts'],
  'zip-nested': ['{{file}} is an archive within an archive within an archive and was not opened'],
  'zip-crc': ['The archive’s checksum does not fit the file: it may be damaged'],
  'geometry-lost': ['The geometry kernel could not make these products: {{ids}} ({{reason}})'],
  'geometry-circular': ['Shapes that contain themselves were left out: {{ids}}'],
  'style-circular': ['Styles that contain themselves were left out; what has them is drawn without: {{ids}}'],
  'geometry-too-much': [
    'These products were left out: their set operations or mapped items multiply into more than can be reckoned: {{ids}}',
  ],
  outlier: ['{{element}} reaches {{km}} km away from all others; the model was placed without it'],
  'geometry-not-numbers': ['Geometry with coordinates that are not numbers was left out'],
  geometry: ['The geometry kernel reports: {{reason}}'],
};
