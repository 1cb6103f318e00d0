/** Words of reading city models, meshes and point clouds, in English. */
import type { Translated } from '../words.ts';
import type { formatsZh } from '../zh/formats.ts';

export const formatsEn: Translated<typeof formatsZh> = {
  'json-damaged': [
    '{{file}} is damaged or cut off: not a complete JSON text',
    'Copy or export the file again',
  ],
  'json-too-large': [
    '{{file}} is larger than {{megabytes}} MB and cannot be read as one JSON text',
    'Split it into smaller files',
  ],
  'text-too-large': [
    '{{file}} is larger than {{megabytes}} MB and cannot be read as text',
    'Split it into smaller files',
  ],
  'xml-damaged': ['{{file}} is damaged: line {{line}} is not valid XML', 'Copy or export the file again'],
  'format-damaged': ['{{file}} is damaged: nothing in it can be read', 'Copy or export the file again'],
  'format-version': ['{{file}} has the version {{version}}, which cannot be read', 'Export as {{readable}}'],
  'format-unknown': ['{{file}} is of no format that can be read', 'What can be imported: {{readable}}'],
  'no-geometry': ['{{files}}: no geometry that can be drawn', 'Export with geometry'],
  'cut-off': ['The file is cut off; what came before the cut was read'],
  'lines-damaged': ['Lines that cannot be read were left out'],
  'nothing-drawn': ['The file holds no geometry that can be drawn'],
  'vertex-missing': ['Surfaces that name vertices that do not exist were left out'],
  'surface-flat': ['Surfaces without an area were left out'],
  'surface-thinned': [
    'Surfaces of more than {{most}} points were drawn with fewer, and without their smallest holes',
  ],
  'highest-detail': ['Of objects with several levels of detail the highest was drawn'],
  'not-surfaces': ['Points and lines were not drawn'],
  'template-missing': ['Geometry that names a template that does not exist was left out'],
  'objects-damaged': ['Objects that cannot be read were left out; the rest was read'],
  'nested-too-deep': ['Content that is nested too deep was left out'],
  'reference-missing': ['References to what is not in the file were left out'],
  'reference-endless': ['Content that refers to itself in a circle was left out'],
  'companion-missing': ['The file {{name}} that belongs to it is missing; import both together'],
  'textures-left-out': ['Textures of a kind that is not read were not drawn; colours stand in for them'],
  'pictures-missing': [
    'Pictures of surfaces are missing, such as {{name}}; colours stand in for them. Import them together with the model',
  ],
  'height-assumed': ['Buildings without a height were drawn {{heightM}} m high'],
  'crs-misfit': ['The coordinates do not fit the coordinate system {{crs}}'],
  'y-up-taken': ['The file does not say which axis is up; Y was taken'],
  'z-up-taken': ['The file does not say which axis is up; Z was taken'],
  'content-repeated': ['Contents that a tileset names more than {{most}} times were left out from there on'],
  'tile-missing': ['Files that the tileset names are missing; import them together'],
  'tile-damaged': ['Damaged tiles were left out'],
  'tiles-coarse': ['The tileset is too large to be drawn at its finest level'],
  'tiles-given-up': ['So much that the implicit tiling names is missing that it was not followed to its end'],
  'tiles-too-many': ['There are more than {{most}} tiles; the others were left out'],
  'extension-unknown': ['The extension {{extension}} is not supported and was left out'],
};
