import i18next from 'i18next';
import { expect, it } from 'vitest';
import { en } from '#shared/i18n/en.ts';
import { zh } from '#shared/i18n/zh.ts';
import { textOptions } from './texts.ts';

const counting = Object.entries(zh)
  .filter(([, text]) => text.includes('{{count}}'))
  .map(([key]) => key);

it.each(counting)('%s counts in both languages', async (key) => {
  const texts = i18next.createInstance();
  await texts.init({ ...textOptions, lng: 'en' });
  const forms: Readonly<Record<string, string>> = en;
  const filled = (form: string, count: number) =>
    (forms[`${key}_${form}`] ?? '').replace('{{count}}', String(count)).replace('{{bytes}}', '5 kB');
  const say = (count: number) => texts.t(key, { count, bytes: '5 kB' });
  expect(say(1)).toBe(filled('one', 1));
  expect(say(0)).toBe(filled('other', 0));
  expect(say(2)).toBe(filled('other', 2));
  // No plural of one: "1 devices".
  expect(say(1)).not.toMatch(/\b1 \p{L}+s\b/u);
  await texts.changeLanguage('zh');
  expect(say(1)).toMatch(/1/);
  expect(say(1)).not.toBe(key);
});

it('says one thing as one thing', async () => {
  const texts = i18next.createInstance();
  await texts.init({ ...textOptions, lng: 'en' });
  expect([1, 2].map((count) => texts.t('tree.units', { count }))).toEqual(['1 unit', '2 units']);
  expect([1, 21].map((count) => texts.t('place.devices', { count }))).toEqual(['1 device', '21 devices']);
});
