import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundaryIn, createPartSplitter } from './parts.ts';

interface Part {
  readonly kind: 'xml' | 'json' | 'picture';
  readonly body: Buffer;
  readonly counted: boolean;
}

const words = fc.string({ unit: 'binary', maxLength: 60 });
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\u0000', '');
const part: fc.Arbitrary<Part> = fc
  .record({
    kind: fc.constantFrom('xml' as const, 'json' as const, 'picture' as const),
    counted: fc.boolean(),
    body: fc.constant(Buffer.alloc(0)),
  })
  .chain(({ kind, counted }) =>
    (kind === 'picture'
      ? fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes))
      : words.map((text) =>
          Buffer.from(
            kind === 'json'
              ? JSON.stringify({ eventType: text })
              : `<EventNotificationAlert><eventType>${escaped(text)}</eventType></EventNotificationAlert>`,
          ),
        )
    ).map((body) => ({ kind, counted, body })),
  );

const types = { xml: 'application/xml; charset="UTF-8"', json: 'application/json', picture: 'image/jpeg' };

function stream(parts: readonly Part[]): Buffer {
  return Buffer.concat([
    ...parts.flatMap(({ kind, body, counted }) => [
      Buffer.from(
        `--the boundary\r\nContent-Type: ${types[kind]}\r\n${counted ? `Content-Length: ${body.length}\r\n` : ''}\r\n`,
      ),
      body,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--the boundary'),
  ]);
}

function split(bytes: Buffer, cuts: readonly number[]): string[] {
  const found: string[] = [];
  const splitter = createPartSplitter('the boundary', {
    text: (text) => found.push(text.toString('utf8')),
    tooLong: (length) => found.push(`too long ${length > 0}`),
  });
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  places.forEach((from, nth) => splitter.push(bytes.subarray(from, places[nth + 1] ?? from)));
  return found;
}

it('finds every text and no picture, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 30 }), (parts, cuts) => {
      const usable = parts.filter(({ body }) => !body.includes('--the boundary'));
      const expected = usable
        .filter(({ kind }) => kind !== 'picture')
        .map(({ body }) => body.toString('utf8'));
      expect(split(stream(usable), cuts)).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});

it('tells an event at once, though no length and no boundary says that it is whole', () => {
  const found: string[] = [];
  const splitter = createPartSplitter('b', {
    text: (text) => found.push(text.toString()),
    tooLong: () => {},
  });
  splitter.push(Buffer.from('--b\r\nContent-Type: application/xml\r\n\r\n<EventNotificationAlert>1'));
  expect(found).toEqual([]);
  splitter.push(Buffer.from('</EventNotificationAlert>\r\n'));
  expect(found).toHaveLength(1);
  splitter.push(Buffer.from('--b\r\nContent-Type: application/json\r\n\r\n{"a":{"b":1}'));
  splitter.push(Buffer.from('}'));
  expect(found).toHaveLength(2);
  splitter.push(Buffer.from('\r\n--b\r\n'));
  expect(found).toHaveLength(2);
});

it('is bounded: a text and a head that are too long are told and passed over, a part without end ends the stream', () => {
  const told: string[] = [];
  const splitter = createPartSplitter('b', {
    text: (text) => told.push(text.toString()),
    tooLong: () => told.push('too long'),
  });
  splitter.push(Buffer.from('--b\r\nContent-Type: application/xml\r\n\r\n<'));
  for (let nth = 0; nth < 10; nth++) splitter.push(Buffer.alloc(64 * 1024, 'x'));
  splitter.push(Buffer.from('--b\r\nContent-Type: application/xml\r\nContent-Length: 400000\r\n\r\n'));
  splitter.push(Buffer.alloc(400_000, 'y'));
  splitter.push(Buffer.from(`--b\r\nX: ${'h'.repeat(9000)}`));
  splitter.push(Buffer.from('--b\r\nContent-Type: application/xml\r\n\r\n<a/>\r\n--b'));
  expect(told).toEqual(['too long', 'too long', 'too long', '<a/>']);
  splitter.push(Buffer.from('\r\nContent-Type: image/jpeg\r\n\r\n'));
  const chunk = Buffer.alloc(4 * 1024 * 1024, 1);
  expect(() => {
    for (let nth = 0; nth < 20; nth++) splitter.push(chunk);
  }).toThrow('without end');
  const counted = createPartSplitter('b', { text: () => {}, tooLong: () => {} });
  expect(() => counted.push(Buffer.from('--b\r\nContent-Length: 99999999999\r\n\r\n'))).toThrow(
    '99999999999',
  );
});

it('reads the boundary as cameras write it', () => {
  expect(boundaryIn('multipart/mixed; boundary=boundary')).toBe('boundary');
  expect(boundaryIn('multipart/mixed; charset=x;boundary="a b"')).toBe('a b');
  expect(boundaryIn('multipart/x-mixed-replace')).toBe('boundary');
  expect(boundaryIn('text/html')).toBeNull();
  expect(boundaryIn(undefined)).toBeNull();
});
