/**
 * Which lights and names of compounds stand on the globe and where: lights that would lie over each other are one, the
 * gravest of them; a name stands beside its light where there is room, the gravest first. Pure; CSS pixels.
 */
import type { SeenPlace } from '#globe/contract.ts';

export interface Mark {
  /** Compounds that stand here, the gravest first. */
  readonly ids: readonly string[];
  readonly xPx: number;
  readonly yPx: number;
  /** Where the name stands; `none`: there is no room for it. */
  readonly side: 'right' | 'left' | 'none';
}

export interface MarkSizes {
  readonly lightPx: number;
  readonly viewPx: readonly [width: number, height: number];
  readonly nameOf: (ids: readonly string[]) => readonly [widthPx: number, heightPx: number];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const meets = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const round = (x: number, y: number, halfPx: number): Box => ({
  left: x - halfPx,
  right: x + halfPx,
  top: y - halfPx,
  bottom: y + halfPx,
});

/** `rank`: the lower, the graver. */
export function arrangeMarks(
  seen: readonly Pick<SeenPlace, 'id' | 'xPx' | 'yPx'>[],
  rank: (id: string) => number,
  { lightPx, viewPx: [widthPx, heightPx], nameOf }: MarkSizes,
): Mark[] {
  const groups: { ids: string[]; xPx: number; yPx: number }[] = [];
  const inView = seen.filter(
    ({ xPx, yPx }) => xPx > -lightPx && yPx > -lightPx && xPx < widthPx + lightPx && yPx < heightPx + lightPx,
  );
  for (const { id, xPx, yPx } of inView.toSorted(
    (a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1),
  )) {
    const near = groups.find((group) => Math.hypot(group.xPx - xPx, group.yPx - yPx) < lightPx);
    if (near) near.ids.push(id);
    else groups.push({ ids: [id], xPx, yPx });
  }
  const taken = groups.map(({ xPx, yPx }) => round(xPx, yPx, lightPx / 2));
  return groups.map((group, i): Mark => {
    const { ids, xPx, yPx } = group;
    const [nameWidthPx, nameHeightPx] = nameOf(ids);
    const beside = (side: 'right' | 'left'): Box => {
      const left = side === 'right' ? xPx + lightPx / 2 : xPx - lightPx / 2 - nameWidthPx;
      const top = yPx - nameHeightPx / 2;
      return { left, top, right: left + nameWidthPx, bottom: top + nameHeightPx };
    };
    const hasRoom = (box: Box) =>
      box.left >= 0 && box.right <= widthPx && taken.every((other, nth) => nth === i || !meets(box, other));
    const side = (['right', 'left'] as const).find((one) => hasRoom(beside(one))) ?? 'none';
    if (side !== 'none') taken.push(beside(side));
    return { ...group, side };
  });
}
