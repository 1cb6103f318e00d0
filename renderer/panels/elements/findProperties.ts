/** Properties by parts of their names and sets: those whose own name begins so first. Pure. */
import type { PropertyName } from '#shared/protocol/model.ts';

export function findProperties(
  names: readonly PropertyName[],
  text: string,
  word: (name: string) => string,
): readonly PropertyName[] {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return names;
  const first = parts[0] ?? '';
  const rank = ({ set, name }: PropertyName): number => {
    const [own, whole] = [
      word(name).toLowerCase(),
      `${word(set)} ${word(name)} ${set} ${name}`.toLowerCase(),
    ];
    if (!parts.every((part) => whole.includes(part))) return 3;
    return own.startsWith(first) ? 0 : own.includes(first) ? 1 : 2;
  };
  return names
    .map((one) => ({ one, rank: rank(one) }))
    .filter(({ rank: of }) => of < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}
