/**
 * CityGML, read as a stream: an object is drawn when its element ends, so that only one is held at a time. Surfaces that a
 * solid refers to are drawn where they stand, in the boundary that says what they are.
 */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { openShelf } from '../pictureShelf.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { startOf } from '../startOf.ts';
import { readAppearances } from './appearances.ts';
import { createCityListener } from './cityListener.ts';
import { readXml } from './gmlText.ts';

export const cityGmlReader: FormatReader = {
  id: 'citygml',
  recognises: (bytes) => /opengis\.net\/(citygml|gml)|<([\w-]+:)?CityModel\b/.test(startOf(bytes, 16_384)),
  ending: /\.(gml|citygml)$/i,
  read,
};

function read(source: ReaderSource, into: ReadInto): Result<ReadSource> {
  const { name, bytes } = source;
  const builder = createShapeBuilder();
  const looks = readAppearances(bytes, openShelf(source, into.notes), into.notes);
  const listener = createCityListener(builder, looks, into);
  const before = into.tree.rows.length;
  const damagedLine = readXml(bytes, listener);
  if (damagedLine !== null) {
    if (into.tree.rows.length === before) return failure('xml-damaged', { file: name, line: damagedLine });
    into.notes.add(fault('cut-off'));
  }
  const { version, georeference } = listener.finish();
  if (builder.pieces === 0) into.notes.add(fault('nothing-drawn'));
  return success({ schema: `CityGML${version && ` ${version}`}`, geometry: builder.finish(), georeference });
}
