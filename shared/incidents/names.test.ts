import { expect, it } from 'vitest';
import { deedNames } from '#shared/access/names.ts';
import { actionText, eventText } from './names.ts';

it('what people do is never told as a code', () => {
  for (const verb of Object.keys(deedNames)) {
    const { zh, en } = actionText(verb);
    expect([zh, en], verb).not.toContain(verb);
    expect(zh).toMatch(/\p{Script=Han}/u);
  }
  expect(actionText('unknown-verb')).toEqual({ zh: 'unknown-verb', en: 'unknown-verb' });
});

it('what devices tell has their own words, else its name', () => {
  expect(eventText({ type: 'pass', data: {} }).en).toBe('Passage');
  expect(eventText({ type: 'pass', data: { text: '放行' } }).en).toBe('放行');
});
