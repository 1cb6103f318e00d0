import { expect, it } from 'vitest';
import { attachedName } from './attachedName.ts';

it('keeps the name alone, without control characters and turns of direction', () => {
  expect(attachedName('\u202egpj.exe')).toBe('gpj.exe');
  expect(attachedName('a\u2066b\u2069\u200f\u061c.pdf')).toBe('ab.pdf');
  expect(attachedName('C:\\films\\门口\r\n 录像.mp4')).toBe('门口 录像.mp4');
  expect(attachedName('/etc/../a/报告.pdf')).toBe('报告.pdf');
  expect(attachedName(' \u202e\u0000 ')).toBe('');
});
