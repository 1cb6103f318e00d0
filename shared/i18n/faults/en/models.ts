/** Words of importing models: why one fails, and what is told of one that came in, in English. */
import type { Translated } from '../words.ts';
import type { modelsZh } from '../zh/models.ts';

export const modelsEn: Translated<typeof modelsZh> = {
  'cache-write': ['The model cannot be stored: {{reason}}', 'Check the disk'],
  'import-silent': ['The import made no progress and was stopped', 'Try the files one by one, or split them'],
  'import-hung': ['The import took too long and was stopped', 'Try the files one by one, or split them'],
  'import-memory': [
    'The import took more than {{gigabytes}} GB of memory and was stopped',
    'Split the model into smaller files',
  ],
  'import-crashed': ['The import crashed: {{reason}}', 'Split the model into smaller files'],
  'import-cancelled': ['The import was cancelled'],
  'import-stopping': ['The hub is stopping; the import was cancelled'],
  'import-failed': ['The import stopped: {{reason}}', 'The hub’s output has more'],
  'import-no-files': ['No file was given', 'Choose at least one model file'],
  'model-damaged': ['{{name}} is damaged on the hub’s disk and its files were not kept', 'Import it again'],
  'model-repairing': ['The model {{model}} is being made anew', 'It appears by itself in a moment'],
  'import-interrupted': ['The hub ended during this import', 'Import it again'],
  'model-missing': ['The model vanished from the cache', 'Import it again'],
  'model-id': ['“{{model}}” cannot be a model id', 'Use letters, digits, dots and dashes'],
  'file-unreadable': ['{{file}} cannot be read ({{reason}})', 'Check that the file exists and may be read'],
  'zip-method': [
    '{{file}} is packed with method {{method}}, which is not supported',
    'Zip it again with the usual method (deflate)',
  ],
  'zip-damaged': ['{{file}} is a damaged archive', 'Copy or zip the file again'],
  'zip-too-large': ['{{file}} unpacks to more than is allowed', 'Unzip it yourself and import what is in it'],
  'zip-without-model': ['{{file}} holds no model that can be read', 'What can be imported: {{readable}}'],
  'ifc-empty': ['{{file}} is empty', 'Export the file again'],
  'ifc-not-step': [
    '{{file}} is not an IFC file: line 1 does not begin with ISO-10303-21',
    'Export as IFC (STEP), not as ifcXML, ifcJSON or a native format',
  ],
  'ifc-schema': [
    '{{file}} uses the schema {{schema}}, which cannot be read',
    'Export as IFC2X3, IFC4 or IFC4X3',
  ],
  'ifc-no-schema': ['{{file}} names no schema', 'Export as IFC2X3, IFC4 or IFC4X3'],
  'ifc-no-data': ['{{file}} has no DATA section: it is cut off in its header', 'Copy the file again'],
  'ifc-syntax': [
    '{{file}} is damaged: the last complete record ends in line {{line}}',
    'Copy or export the file again; it must end with END-ISO-10303-21',
  ],
  'ifc-truncated': [
    '{{file}} is cut off: the last complete record ends in line {{line}}',
    'Copy or export the file again; it must end with END-ISO-10303-21',
  ],
  'ifc-too-many-records': [
    '{{file}} holds more than {{most}} records',
    'Split the model by building or discipline',
  ],
  'geometry-none': [
    '{{files}}: no geometry that can be drawn. {{reasons}}',
    'Mend these parts or leave them out, and export again',
  ],
  'ifc-no-project': [
    '{{file}} has no IfcProject: nothing in it belongs together (position: {{place}})',
    'Export the whole model, not a part of it',
  ],
  'ifc-no-shapes': [
    '{{file}}: {{elements}} elements, none of which has a shape (position: {{place}})',
    'Export with geometry (body representation)',
  ],
  'ifc-no-triangles': [
    '{{file}}: {{elements}} elements with shapes ({{kinds}}), but the geometry kernel made no triangle of them (position: {{place}})',
    'Export bodies as faceted breps or extrusions',
  ],
  'ifc-only-spaces': [
    '{{file}} holds {{spaces}} spaces and no walls, slabs or other elements (position: {{place}})',
    'Export the architecture, not the space programme alone',
  ],
  'ifc-only-alignment': [
    '{{file}} holds {{alignments}} parts of an alignment and nothing built along it (position: {{place}})',
    'Export the road or bridge itself with its bodies',
  ],
  'ifc-only-types': [
    '{{file}} is a library: {{types}} types, but nothing is placed (position: {{place}})',
    'Import the model in which they are used',
  ],
  'ifc-only-structure': [
    '{{file}} holds project, buildings and storeys, but no elements ({{others}} other objects; position: {{place}})',
    'Export the model with its elements',
  ],
};
