/** The cutting hand: drags the faces of the box, and lays a plane along a face that is pressed. */
import type { SceneHost } from '#scene/contract.ts';
import type { Tool } from '#scene/toolContract.ts';
import { moveFace, planesOfBox, type CutPlane } from '#shared/geo/section.ts';
import { MOST_PLANES } from '#shared/geo/section.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { Section } from '#state/appearance.ts';
import type { ScreenContext } from '#state/screenContext.ts';

/** A plane laid along a face stands this far before it, so that the face itself stays. */
const besideM = 0.005;
/** Round what is chosen. */
const marginM = 0.5;

export function planesOf(section: Section): readonly CutPlane[] {
  if (section === null) return [];
  return section.kind === 'box' ? planesOfBox(section.box) : section.planes;
}

/** Adds one to those there are; the oldest makes way for a seventh. */
export function addPlane({ appearance }: ScreenContext, plane: CutPlane): void {
  appearance.setState(({ section }) => {
    const planes = section?.kind === 'planes' ? section.planes : [];
    return { section: { kind: 'planes', planes: [...planes, plane].slice(-MOST_PLANES) } };
  });
}

/** Round the chosen building or element; round all models where nothing is chosen. */
export function boxAround(screen: ScreenContext, host: SceneHost): OrientedBox | null {
  const { selection, storey } = screen.choices.getState();
  const { plan, devices } = screen.facts.getState();
  const placeId =
    storey?.kind === 'building'
      ? storey.buildingId
      : selection?.kind === 'place'
        ? selection.id
        : selection?.kind === 'device'
          ? devices.get(selection.key)?.placeId
          : null;
  const box = plan.places.find(({ id }) => id === placeId)?.box;
  if (box) {
    const [x, y, z] = box.sizeM;
    return { ...box, sizeM: [x + 2 * marginM, y + 2 * marginM, z + 2 * marginM] };
  }
  const bounds =
    (selection?.kind === 'element' ? host.boundsOf([selection.element]) : null) ?? host.modelBounds();
  if (!bounds) return null;
  const { minEnu, maxEnu } = bounds;
  const middle = (i: 0 | 1 | 2) => (minEnu[i] + maxEnu[i]) / 2;
  const size = (i: 0 | 1 | 2) => maxEnu[i] - minEnu[i] + 2 * marginM;
  return {
    centreEnu: [middle(0), middle(1), middle(2)],
    sizeM: [size(0), size(1), size(2)],
    yawRad: 0,
  };
}

export function createSectionTool(screen: ScreenContext, host: SceneHost): Tool {
  let held: {
    readonly box: OrientedBox;
    readonly face: number;
    readonly from: readonly [number, number];
  } | null = null;
  return {
    pointer({ kind, xPx, yPx, button }) {
      const { section } = screen.appearance.getState();
      if (kind === 'down' && button === 0 && section?.kind === 'box') {
        const face = host.sectionHandleAt(xPx, yPx);
        held = face === null ? null : { box: section.box, face, from: [xPx, yPx] };
        return held !== null;
      }
      if (!held) return false;
      const { box, face, from } = held;
      const plane = planesOfBox(box)[face];
      if (plane) {
        const [nx, ny, nz] = plane.normalEnu;
        const half = (box.sizeM[Math.floor(face / 2)] ?? 0) / 2;
        const [cx, cy, cz] = box.centreEnu;
        const through: Enu = [cx + nx * half, cy + ny * half, cz + nz * half];
        const byM = host.alongM(through, plane.normalEnu, from, [xPx, yPx]);
        screen.appearance.setState({ section: { kind: 'box', box: moveFace(box, face, byM) } });
      }
      if (kind !== 'move') held = null;
      return true;
    },
    click(xPx, yPx) {
      const { element, positionEnu, normalEnu } = host.snapAt(xPx, yPx);
      if (!element || screen.appearance.getState().section?.kind === 'box') return false;
      const offsetM =
        normalEnu[0] * positionEnu[0] + normalEnu[1] * positionEnu[1] + normalEnu[2] * positionEnu[2];
      addPlane(screen, { normalEnu, offsetM: offsetM + besideM });
      return true;
    },
  };
}
