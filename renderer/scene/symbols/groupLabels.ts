/**
 * Fifty alarms in one building are one thing to say: labels of one group become a single one with their number, the
 * gravest level and the way to all of them. Few stay as they are, and so does what was chosen. Pure.
 */
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneLabel } from './labelLayer.ts';

/** From so many on one label speaks for all. */
export const GROUP_FROM = 5;

/** Chosen ones rank before everything else. */
const isChosen = ({ rank }: SceneLabel) => rank <= -1;

/** `note`: words for a number of alarms. */
export function groupLabels(
  labels: readonly SceneLabel[],
  note: (count: number) => string,
): readonly SceneLabel[] {
  const members = new Map<string, SceneLabel[]>();
  for (const label of labels)
    if (label.group && !isChosen(label)) {
      const known = members.get(label.group.id);
      if (known) known.push(label);
      else members.set(label.group.id, [label]);
    }
  const grouped = new Set([...members].filter(([, list]) => list.length >= GROUP_FROM).map(([id]) => id));
  const alone = labels.filter((label) => isChosen(label) || !label.group || !grouped.has(label.group.id));
  const together = [...grouped].flatMap((id): SceneLabel[] => {
    const list = members.get(id) ?? [];
    const worst = list.reduce<SceneLabel | undefined>(
      (best, one) => (!best || one.rank < best.rank ? one : best),
      undefined,
    );
    if (!worst?.group) return [];
    return [
      {
        id: `group:${id}`,
        positionEnu: over(list.map(({ positionEnu }) => positionEnu)),
        title: worst.group.label,
        note: note(list.length),
        level: worst.level,
        rank: worst.rank,
        must: true,
        groupId: id,
      },
    ];
  });
  return [...together, ...alone];
}

/** In the middle of the points, as high as the highest. */
function over(points: readonly Enu[]): Enu {
  let [x, y, z] = [0, 0, -Infinity];
  for (const point of points) {
    x += point[0] / points.length;
    y += point[1] / points.length;
    z = Math.max(z, point[2]);
  }
  return [x, y, z];
}
