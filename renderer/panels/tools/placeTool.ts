/** The hand that puts a model elsewhere: a point of it, where that goes, a second point, where that goes. */
import { pairsOf } from '#commands/placeModel.ts';
import type { SceneHost } from '#scene/contract.ts';
import type { SceneMark, Tool } from '#scene/toolContract.ts';
import { stretchOf } from '#shared/geo/measure.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const mostPoints = 4;

export function createPlaceTool({ appearance }: ScreenContext, host: SceneHost): Tool {
  return {
    pointer: () => false,
    click(xPx, yPx) {
      const { draftEnu } = appearance.getState();
      const { positionEnu } = host.snapAt(xPx, yPx);
      appearance.setState({
        draftEnu: draftEnu.length >= mostPoints ? [positionEnu] : [...draftEnu, positionEnu],
      });
      return true;
    },
  };
}

export function placeMarks(points: readonly Enu[]): SceneMark[] {
  const pairs = pairsOf(points);
  const open = points.length % 2 === 1 ? points.at(-1) : undefined;
  return [
    ...pairs.map(([from, to], nth) => ({
      id: `place-${nth}`,
      pointsEnu: [from, to],
      isClosed: false,
      label: `${nth + 1}: ${stretchOf(from, to).lengthM.toFixed(2)} m`,
      isDraft: false,
    })),
    ...(open
      ? [
          {
            id: 'place-open',
            // A short upright stroke shows where the point was taken.
            pointsEnu: [open, [open[0], open[1], open[2] + 1] as Enu],
            isClosed: false,
            label: String(pairs.length + 1),
            isDraft: true,
          },
        ]
      : []),
  ];
}
