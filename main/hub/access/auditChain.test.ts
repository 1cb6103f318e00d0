import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, checkChain, hashOf, start, type Head, type Link } from './auditChain.ts';

function chainOf(notes: readonly string[]): { links: Link[]; head: Head } {
  let head = start;
  const links = notes.map((note) => {
    const body = canonical({ seq: head.seq + 1, note, by: 'x' });
    head = { seq: head.seq + 1, hash: hashOf(head.hash, body) };
    return { body, ...head };
  });
  return { links, head };
}

it('is the same text whatever the order of the keys', () => {
  expect(canonical({ b: 1, a: 'x' })).toBe(canonical({ a: 'x', b: 1 }));
});

it('finds any altered character, and names the first bad entry', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.nat(),
      (notes, which, where) => {
        const { links, head } = chainOf(notes);
        expect(checkChain(links, head)).toEqual({ ok: true, head });
        const at = which % links.length;
        const link = links[at];
        if (!link) return;
        const place = where % link.body.length;
        const other = link.body[place] === 'x' ? 'y' : 'x';
        const body = link.body.slice(0, place) + other + link.body.slice(place + 1);
        const altered = links.map((one, i) => (i === at ? { ...one, body } : one));
        expect(checkChain(altered, head)).toMatchObject({ ok: false, seq: at + 1, why: 'altered' });
      },
    ),
  );
});

it('finds what is missing in between, at the end, and a head that is not the chain’s', () => {
  const { links, head } = chainOf(['a', 'b', 'c']);
  expect(checkChain([...links.slice(0, 1), ...links.slice(2)], head)).toMatchObject({
    seq: 2,
    why: 'missing',
  });
  expect(checkChain(links.slice(0, 2), head)).toMatchObject({ seq: 3, why: 'missing-tail' });
  expect(checkChain(links, { ...head, hash: start.hash })).toMatchObject({ seq: 3, why: 'head' });
  expect(checkChain(links, null)).toMatchObject({ seq: 3, why: 'head' });
  expect(checkChain([], null)).toMatchObject({ ok: true });
});

it('shows a chain that was computed anew only against a head noted elsewhere', () => {
  const honest = chainOf(['a', 'b', 'c']);
  const forged = chainOf(['a', 'B', 'c']);
  expect(checkChain(forged.links, forged.head)).toMatchObject({ ok: true });
  expect(checkChain(forged.links, forged.head, honest.head)).toMatchObject({ seq: 3, why: 'noted-head' });
  expect(checkChain(honest.links.slice(0, 2), null, honest.head)).toMatchObject({
    seq: 3,
    why: 'missing-tail',
  });
});
