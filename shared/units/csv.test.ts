import { expect, it } from 'vitest';
import { csvText, parseCsv } from './csv.ts';

it('reads quotes, commas, line breaks and a missing last newline', () => {
  expect(parseCsv('a,b\r\n"x, ""y""","1\n2"\n,\nlast,')).toEqual([
    ['a', 'b'],
    ['x, "y"', '1\n2'],
    ['', ''],
    ['last', ''],
  ]);
});

it('writes what it can read, and no formulas', () => {
  const rows = [
    ['a', 'x, "y"'],
    ['-1.5', '1\n2'],
  ];
  expect(parseCsv(csvText(rows))).toEqual(rows);
  expect(csvText([['=HYPERLINK("http://x")', '@sum', '-2+3']])).toBe(
    `"'=HYPERLINK(""http://x"")",'@sum,'-2+3\r\n`,
  );
  // Some spreadsheets read full-width signs, and what follows a line break, the same way.
  expect(parseCsv(csvText([['＝1+1', '\n=1+1', '＠sum']]))).toEqual([["'＝1+1", "'\n=1+1", "'＠sum"]]);
});
