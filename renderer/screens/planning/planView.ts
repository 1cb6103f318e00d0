/** Between the compound's metres and the pixels of the ground plan. North is up. */
import type { At, CompoundDrawing } from '#shared/drawing/drawing.ts';
import { pointsOf, type Sketch, findThing, fenceKey } from '#shared/drawing/things.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { Look } from './editor.ts';

export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

const nearestLook = 0.005;
const farthestLook = 40;

export function toPlan({ centre, metresPerPx }: Look, size: SizePx, xPx: number, yPx: number): At {
  return [
    centre[0] + (xPx - size.widthPx / 2) * metresPerPx,
    centre[1] - (yPx - size.heightPx / 2) * metresPerPx,
  ];
}

/** The point under the pointer stays where it is. */
export function zoomed(look: Look, size: SizePx, xPx: number, yPx: number, factor: number): Look {
  const metresPerPx = Math.min(farthestLook, Math.max(nearestLook, look.metresPerPx * factor));
  const under = toPlan(look, size, xPx, yPx);
  const after = toPlan({ ...look, metresPerPx }, size, xPx, yPx);
  return {
    centre: [look.centre[0] + under[0] - after[0], look.centre[1] + under[1] - after[1]],
    metresPerPx,
  };
}

/** Everything that is drawn, or what stands in the plan, with room around it. */
export function wholeLook(points: readonly At[], size: SizePx): Look {
  if (points.length === 0) return { centre: [0, 0], metresPerPx: 0.2 };
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x0, x1] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [y0, y1] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const metresPerPx = Math.max((x1 - x0 + 20) / size.widthPx, (y1 - y0 + 20) / size.heightPx, 0.02);
  return { centre: [(x0 + x1) / 2, (y0 + y1) / 2], metresPerPx };
}

export function drawnPoints(sketch: Sketch, plan: CompoundPlan): At[] {
  const { drawing } = sketch;
  const keys = [
    ...[drawing.buildings, drawing.roads, drawing.areas, drawing.gates, drawing.bays].flatMap((kind) =>
      kind.map(({ key }) => key),
    ),
    fenceKey,
  ];
  const drawn = keys.flatMap((key) => {
    const thing = findThing(sketch, key);
    return thing ? pointsOf(thing) : [];
  });
  if (drawn.length > 0) return [...drawn, ...underlayCorners(drawing)];
  const there = plan.boundaryEnu.map<At>(([x, y]) => [x, y]);
  return [...there, ...underlayCorners(drawing)];
}

function underlayCorners({ underlay }: CompoundDrawing): At[] {
  if (!underlay) return [];
  const { upperLeft, metresPerPx, widthPx, heightPx } = underlay;
  return [upperLeft, [upperLeft[0] + widthPx * metresPerPx, upperLeft[1] - heightPx * metresPerPx]];
}

/** Lines of the grid so far apart that they can be told apart. */
export function gridStepM(metresPerPx: number): number {
  const steps = [0.5, 1, 5, 10, 50, 100, 500, 1000];
  return steps.find((step) => step / metresPerPx >= 24) ?? 5000;
}

/** What a point is put on where nothing holds it. */
export const snapGridM = (metresPerPx: number): number =>
  metresPerPx > 0.15 ? 0.5 : metresPerPx > 0.03 ? 0.1 : 0.01;
