/** What each of a list is called beside the others: `Ground lock, bay 121` is `bay 121` where all begin with `Ground lock`. Pure. */

const breaks = /[,，·]\s*|\s+/u;
const hasWord = /\p{L}/u;

/** In the order given. Names stay whole where leaving out what they share would leave a bare number, or nothing. */
export function ownNames(names: readonly string[]): readonly string[] {
  const [first] = names;
  if (first === undefined || names.length < 2) return names;
  // The comma of an English name parts better than the spaces within its words.
  const found = /[,，]\s*/u.exec(first) ?? breaks.exec(first);
  if (!found) return names;
  const shared = first.slice(0, found.index + found[0].length);
  const own = names.map((name) => (name.startsWith(shared) ? name.slice(shared.length) : ''));
  return own.every((name) => hasWord.test(name)) ? own : names;
}
