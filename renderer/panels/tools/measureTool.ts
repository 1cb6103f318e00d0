/** The measuring hand: holds on to corners, edges and faces under the pointer, and makes a measurement of what is pressed. */
import type { SceneHost } from '#scene/contract.ts';
import type { SceneMark, Snap, Tool } from '#scene/toolContract.ts';
import { stretchOf } from '#shared/geo/measure.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { Measurement } from '#state/appearance.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { downToGround, headline, pressesOf } from './measurements.ts';

/** A press this near to where an area began closes it. */
const closeM = 0.02;

export function marksOf(measurements: readonly Measurement[]): SceneMark[] {
  return measurements.map(({ id, kind, pointsEnu, areaM2 }) => ({
    id: String(id),
    pointsEnu,
    isClosed: kind === 'area',
    label: headline({ kind, pointsEnu, areaM2 }),
    isDraft: false,
  }));
}

export function keepMeasurement({ appearance }: ScreenContext, made: Omit<Measurement, 'id'>): void {
  appearance.setState(({ measurements }) => ({
    measurements: [...measurements, { ...made, id: 1 + Math.max(0, ...measurements.map(({ id }) => id)) }],
    draftEnu: [],
    draftElement: null,
  }));
}

/** Ends an area that has at least three corners. */
export function closeArea(screen: ScreenContext): void {
  const { measuring, draftEnu } = screen.appearance.getState();
  if (measuring === 'area' && draftEnu.length > 2)
    keepMeasurement(screen, { kind: 'area', pointsEnu: draftEnu, areaM2: null });
}

function press(screen: ScreenContext, host: SceneHost, snap: Snap): void {
  const { measuring: kind, draftEnu, draftElement } = screen.appearance.getState();
  const keep = (pointsEnu: readonly Enu[], areaM2: number | null = null) =>
    keepMeasurement(screen, { kind, pointsEnu, areaM2 });
  const at = snap.positionEnu;
  if (kind === 'edge') return snap.edgeEnu ? keep(snap.edgeEnu) : undefined;
  if (kind === 'face') return snap.faceM2 === null ? undefined : keep([at], snap.faceM2);
  if (kind === 'height') return keep(downToGround(at));
  if (kind === 'clearance') {
    if (!snap.element) return undefined;
    if (!draftElement) return screen.appearance.setState({ draftElement: snap.element, draftEnu: [at] });
    const way = host.clearance(draftElement, snap.element);
    return way ? keep(way) : undefined;
  }
  const [first] = draftEnu;
  if (kind === 'area' && first && draftEnu.length > 2 && stretchOf(first, at).lengthM < closeM)
    return closeArea(screen);
  const pointsEnu = [...draftEnu, at];
  if (pointsEnu.length === pressesOf[kind]) keep(pointsEnu);
  else screen.appearance.setState({ draftEnu: pointsEnu });
  return undefined;
}

export function createMeasureTool(
  screen: ScreenContext,
  host: SceneHost,
): { readonly tool: Tool; dispose(): void } {
  let asked = 0;
  const show = (snap: Snap | null) => {
    const { measurements, measuring: kind, draftEnu } = screen.appearance.getState();
    const drawn = snap && kind === 'edge' && snap.edgeEnu ? snap.edgeEnu : null;
    const pointsEnu = drawn ?? [...draftEnu, ...(snap ? [snap.positionEnu] : [])];
    const draft: SceneMark = {
      id: 'draft',
      pointsEnu,
      isClosed: kind === 'area',
      label:
        snap && kind === 'face' && snap.faceM2 !== null
          ? headline({ kind, pointsEnu, areaM2: snap.faceM2 })
          : kind === 'clearance'
            ? ''
            : snap && kind === 'height'
              ? headline({ kind, pointsEnu: downToGround(snap.positionEnu), areaM2: null })
              : pointsEnu.length > 1 && (kind !== 'area' || pointsEnu.length > 2)
                ? headline({ kind, pointsEnu, areaM2: null })
                : '',
      isDraft: true,
    };
    host.showMarks(pointsEnu.length > 0 ? [...marksOf(measurements), draft] : marksOf(measurements));
  };
  const follow = (xPx: number, yPx: number) => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => show(host.snapAt(xPx, yPx)));
  };
  return {
    tool: {
      pointer({ kind, xPx, yPx }) {
        if (kind === 'move') follow(xPx, yPx);
        return false;
      },
      click(xPx, yPx) {
        cancelAnimationFrame(asked);
        press(screen, host, host.snapAt(xPx, yPx));
        // What is finished stands alone until the hand goes on.
        if (screen.appearance.getState().draftEnu.length > 0) follow(xPx, yPx);
        return true;
      },
    },
    dispose() {
      cancelAnimationFrame(asked);
      host.showMarks(marksOf(screen.appearance.getState().measurements));
    },
  };
}
