/** ColorType of GA/T 1400 as the words of a gate’s points. */
const byCode: Readonly<Record<string, string>> = {
  '1': 'black',
  '2': 'white',
  '3': 'grey',
  '4': 'red',
  '5': 'blue',
  '6': 'yellow',
  '7': 'orange',
  '8': 'brown',
  '9': 'green',
  '10': 'purple',
  '11': 'cyan',
  '12': 'pink',
  '99': 'other',
};

export const colors: readonly string[] = Object.values(byCode);

export function colorOf(code: unknown): string | null {
  const bare = typeof code === 'string' ? code.replace(/^0+(?=\d)/, '') : '';
  return Object.hasOwn(byCode, bare) ? (byCode[bare] ?? null) : null;
}
