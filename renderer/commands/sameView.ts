/** Whether a view that is read from a file is one that is kept already: of that name, from there, in that direction. Pure. */
import type { SavedViewDraft } from '#shared/protocol/savedView.ts';

type Looked = Pick<SavedViewDraft, 'name' | 'pose'>;

/** Files round what they write. */
const nearM = 0.01;
const nearRad = 0.001;

/** How far one looks is no part of it: files name a direction alone. */
export function isSameView(a: Looked, b: Looked): boolean {
  const apartM = Math.hypot(...a.pose.eyeEnu.map((value, axis) => value - (b.pose.eyeEnu[axis] ?? 0)));
  const direction = ({ pose: { eyeEnu, targetEnu } }: Looked) => {
    const way = targetEnu.map((value, axis) => value - (eyeEnu[axis] ?? 0));
    const length = Math.hypot(...way) || 1;
    return way.map((value) => value / length);
  };
  const other = direction(b);
  const turned = Math.hypot(...direction(a).map((value, axis) => value - (other[axis] ?? 0)));
  return a.name === b.name && apartM < nearM && turned < nearRad;
}
