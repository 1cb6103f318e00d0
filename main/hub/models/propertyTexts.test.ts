/** Parsed a piece at a time, texts are what they are as a whole, whatever stands in them; others have their turn meanwhile. */
import { expect, test } from 'vitest';
import type { PropertyTexts } from '#shared/models/propertyColumns.ts';
import { parsePropertyTexts } from './propertyTexts.ts';

const bytesOf = (texts: PropertyTexts): Buffer => Buffer.from(JSON.stringify(texts));
const nasty = [
  '],[',
  '"],["',
  '\\',
  '],"setNames":[',
  '{"properties":[',
  '墙体\n',
  '"',
  '[[[',
  '],['.repeat(400_000),
];

test('texts that look like what parts them are no parting', async () => {
  const texts: PropertyTexts = {
    properties: Array.from({ length: 30_000 }, (_, i) => [
      `name ${i} ${nasty[i % 8]}`,
      i === 15_000 ? (nasty[8] ?? '') : i % 3 ? `value ${nasty[(i * 7) % 8]}` : i,
      i % 2 ? (nasty[i % 5] ?? null) : null,
    ]),
    setNames: nasty.slice(0, 8),
  };
  expect(await parsePropertyTexts(bytesOf(texts))).toEqual(texts);
  const nothing: PropertyTexts = { properties: [], setNames: [] };
  expect(await parsePropertyTexts(bytesOf(nothing))).toEqual(nothing);
});

test('others have their turn many times while a large model is opened', async () => {
  const properties = Array.from(
    { length: 100_000 },
    (_, i) => [`n${i}`, `value ${i} of a wall`, null] as const,
  );
  let turns = 0;
  let isOpen = true;
  const turn = (): void => {
    turns++;
    if (isOpen) setImmediate(turn);
  };
  setImmediate(turn);
  await parsePropertyTexts(bytesOf({ properties, setNames: ['a'] }));
  isOpen = false;
  expect(turns).toBeGreaterThan(10);
});

test.each(['', '{}', '{"properties":[["a",1,null', '{"properties":[x],"setNames":[]}'])(
  '%j is none',
  (text) => expect(parsePropertyTexts(Buffer.from(text))).rejects.toThrow(),
);
