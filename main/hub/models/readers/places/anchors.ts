/** Where on earth the small frame of a model lies; the first file of each coordinate system decides for all others. */
export interface Anchors {
  of(system: string, first: readonly [number, number], stepBy: number): readonly [number, number];
}

export function createAnchors(): Anchors {
  const held = new Map<string, readonly [number, number]>();
  return {
    of(system, [x, y], stepBy) {
      const known = held.get(system);
      if (known) return known;
      const rounded = (value: number): number => Number((Math.round(value / stepBy) * stepBy).toFixed(6));
      const fresh = [rounded(x), rounded(y)] as const;
      held.set(system, fresh);
      return fresh;
    },
  };
}
