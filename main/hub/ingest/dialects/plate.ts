/** A plate as cameras write it: words of theirs for "there is none" are none. */
const none = /^(?:未识别|无牌|无车牌|车牌|未知|unknown|noplate|no plate|-|00+)$/i;
const longestPlate = 16;

export function plateIn(written: string | null | undefined): string | null {
  const plate = written?.trim().slice(0, longestPlate) ?? '';
  return plate === '' || none.test(plate) ? null : plate;
}
