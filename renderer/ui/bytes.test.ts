import { expect, it } from 'vitest';
import { bytesText } from './bytes.ts';

it.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [150 * 1024 ** 2, '150 MiB'],
  [3.25 * 1024 ** 3, '3.3 GiB'],
  [5000 * 1024 ** 4, '5,000 TiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes, 'en-GB')).toBe(text);
});
