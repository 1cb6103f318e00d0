import { expect, it } from 'vitest';
import type { ActionRecord } from '#shared/protocol/records.ts';
import { happenings } from './happenings.ts';

it('tells of a file by the beginning of its hash', () => {
  const action = { seq: 1, atMs: 1000, verb: 'incident-attach', target: 'i', by: 'li' } as ActionRecord;
  const noteOf = (note: string) => happenings([], [{ ...action, note }], [], new Map(), 1500)[0]?.note;
  expect(noteOf(`门口.mp4 ${'0123456789abcdef'.repeat(4)}`)).toBe('门口.mp4 0123456789ab…');
  expect(noteOf('deadbeef')).toBe('deadbeef');
});
