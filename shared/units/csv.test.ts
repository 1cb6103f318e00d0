import { expect, it } from 'vitest';
import { parseCsv } from './csv.ts';

it('reads quotes, commas, line breaks and a missing last newline', () => {
  expect(parseCsv('a,b\r\n"x, ""y""","1\n2"\n,\nlast,')).toEqual([
    ['a', 'b'],
    ['x, "y"', '1\n2'],
    ['', ''],
    ['last', ''],
  ]);
});
