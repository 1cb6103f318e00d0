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
      const fresh = [Math.round(x / stepBy) * stepBy, Math.round(y / stepBy) * stepBy] as const;
      held.set(system, fresh);
      return fresh;
    },
  };
}
