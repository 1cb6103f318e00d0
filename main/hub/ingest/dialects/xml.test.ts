import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementAt, elementsIn, escapedXml, parseXml, wordsIn } from './xml.ts';

const read = (text: string) => parseXml(Buffer.from(text));
const why = (text: string) => {
  const found = read(text);
  return found.ok ? 'read' : found.error.code;
};

it('knows names without their prefixes, attributes, one element or several, and words as they were written', () => {
  const found = read(
    '<?xml version="1.0"?><a:x xmlns:a="u"><a:y n="1 &lt; 2">007</a:y><y>&#x7532;&amp;amp;</y></a:x>',
  );
  if (!found.ok) throw new Error(found.error.code);
  const x = elementAt(found.value, 'x');
  expect(elementsIn(x, 'y')).toHaveLength(1);
  expect([wordsIn(x, 'y'), wordsIn(elementAt(found.value, 'x', 'y'), '@n')]).toEqual(['007', '1 < 2']);
  expect(wordsIn(elementAt(found.value, 'x', 'none'), '@n')).toBeUndefined();
});

it('takes no document type, no entity of its own, nothing that is too deep or too long', () => {
  expect(why('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')).toBe('xml');
  expect(why('<a>'.repeat(1000) + '</a>'.repeat(1000))).toBe('xml');
  expect(why(`<a>${'x'.repeat(1024 * 1024)}</a>`)).toBe('too-large');
  for (const text of ['', ' ', 'words', '{}']) expect(why(text)).toBe('xml');
});

it('reads back any words, whatever is in them, throws nothing and pollutes nothing', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      read(text);
      read(`<a>${text}</a>`);
      read(`<${text} b="c"/>`);
      const plain = text.replaceAll(/[^\P{C}]/gu, '').trim();
      const found = read(`<a b="${escapedXml(plain)}">${escapedXml(plain)}</a>`);
      if (!found.ok) throw new Error(found.error.code);
      expect(wordsIn(found.value, 'a')).toBe(plain);
    }),
    { numRuns: 500 },
  );
  for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty'])
    read(`<${name}><x>1</x></${name}>`);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  expect(Reflect.get({}, 'x')).toBeUndefined();
});
