/** CityJSON 1.0, 1.1 and 2.0, whole files and sequences of features. */
import { fault, success, type Result } from '#shared/protocol/result.ts';
import { propertiesOf, textAt } from '../attributes.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import { openShelf } from '../pictureShelf.ts';
import { readCrs } from '../places/crs.ts';
import { createFrame } from '../places/frame.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addRow, addSet, setParent } from '../rows.ts';
import { holds, startsJson } from '../startOf.ts';
import { objectOf, readCityDocument, type CityDocument, type CityPart } from './cityDocument.ts';
import { createPainter, type ObjectPainter } from './drawObject.ts';

export const cityJsonReader: FormatReader = {
  id: 'cityjson',
  recognises: (bytes) => startsJson(bytes) && holds(bytes, '"CityJSON'),
  ending: /\.(city\.json|cityjson|city\.jsonl)$/i,
  read,
};

const NAMES = ['name', 'Name', 'gml_name', 'gml:name', 'naam', 'label', 'identificatie'];
const PART = /(Part|Storey|Unit|Room)$/;

function read(source: ReaderSource, into: ReadInto): Result<ReadSource> {
  const { name, bytes } = source;
  const parsed = readCityDocument(bytes, name, into.notes);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const builder = createShapeBuilder();
  const frame = createFrame(readCrs(document.referenceSystem), firstPlace(document), into.anchors);
  const painterOf = createPainter(document, builder, frame, into.notes, openShelf(source, into.notes));
  for (const part of document.parts) readPart(part, painterOf(part), into);
  if (builder.pieces === 0) into.notes.add(fault('nothing-drawn'));
  return success({
    schema: `CityJSON ${document.version}`,
    geometry: builder.finish(),
    georeference: frame.georeference,
  });
}

function readPart(part: CityPart, painter: ObjectPainter, into: ReadInto): void {
  const rowOf = new Map<string, number>();
  let damaged = 0;
  for (const [id, held] of Object.entries(part.objects)) {
    if (!isObject(held) || typeof held['type'] !== 'string') {
      damaged++;
      continue;
    }
    const attributes = objectOf(held['attributes']);
    const row = addRow(into, { globalId: id, type: held['type'], name: textAt(attributes, NAMES) || id });
    rowOf.set(id, row);
    addSet(into, row, 'Attributes', propertiesOf(attributes));
    addSet(into, row, 'Address', propertiesOf({ address: held['address'] ?? undefined }));
  }
  into.notes.add(fault('objects-damaged'), damaged);
  for (const [id, row] of rowOf) {
    const held = objectOf(part.objects[id]);
    for (const parent of arrayOf(held['parents'])) linkTo(rowOf, row, parent, into);
    for (const key of ['children', 'members'])
      for (const child of arrayOf(held[key])) {
        const below = rowOf.get(String(child));
        if (below === undefined) into.notes.add(fault('reference-missing'));
        else setParent(into, below, row);
      }
    drawRow(part, row, held, painter, into);
  }
}

function linkTo(rowOf: ReadonlyMap<string, number>, row: number, parent: unknown, into: ReadInto): void {
  const above = rowOf.get(String(parent));
  if (above === undefined) into.notes.add(fault('reference-missing'));
  else setParent(into, row, above);
}

/** Draws the highest level of detail, and none where parts of it have a higher one. */
function drawRow(
  part: CityPart,
  row: number,
  held: Readonly<Record<string, unknown>>,
  painter: ObjectPainter,
  into: ReadInto,
): void {
  const geometries = arrayOf(held['geometry']).filter(isObject);
  if (geometries.length === 0) return;
  const levels = [...new Set(geometries.map(painter.levelOf))].sort((a, b) => b - a);
  const [highest = 0] = levels;
  addSet(into, row, 'CityJSON', [['LoD', levels.join(', '), null]]);
  if (levels.length > 1) into.notes.add(fault('highest-detail'));
  const ofParts = arrayOf(held['children']).flatMap((child) => {
    const below = objectOf(part.objects[String(child)]);
    return PART.test(String(below['type']))
      ? arrayOf(below['geometry']).filter(isObject).map(painter.levelOf)
      : [];
  });
  if (ofParts.some((level) => level > highest)) return;
  painter.draw(
    row,
    String(held['type']),
    geometries.filter((geometry) => painter.levelOf(geometry) === highest),
  );
}

function firstPlace({ parts, scale, translate }: CityDocument): readonly [number, number] {
  const first = parts.find(({ vertices }) => vertices.length > 0)?.vertices[0];
  const [x, y] = arrayOf(first).map(Number);
  return [(x || 0) * (scale[0] ?? 1) + (translate[0] ?? 0), (y || 0) * (scale[1] ?? 1) + (translate[1] ?? 0)];
}
