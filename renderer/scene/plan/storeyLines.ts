/**
 * The plan of one storey as lines, from the triangles of the models that are there: cut 1.2 m over the floor, with the
 * tops of what lies below. Works in slices, so that the scene goes on being drawn.
 */
import { isInBox } from '#shared/geo/inBox.ts';
import type { CompoundPlan, Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { LoadedModel } from '../model/loadedModel.ts';
import { MARGIN_M, storeyCut, WALL_CUT_M } from '../model/storeyIsolation.ts';
import type { PlanLine, PlanRoom, StoreyLines, StoreyRef } from '../toolContract.ts';
import { addTriangle, noLines, type Band, type ElementLines } from './crossing.ts';
import { joinStrokes } from './joining.ts';

const SLICE_MS = 10;
/** Triangles between two looks at the clock. */
const AT_ONCE = 2048;
/** Floors are laid a little under the height that the storey names. */
const FLOOR_M = 0.06;
/** Of the uppermost storey, where the file names no roof. */
const STOREY_M = 3;

type Models = readonly (readonly [string, Pick<LoadedModel, 'manifest' | 'columns' | 'chunks'>])[];

interface Extent {
  readonly box: OrientedBox;
  readonly floorM: number;
  readonly ceilingM: number;
}

function extentOf(models: Models, plan: CompoundPlan, storey: StoreyRef): Extent | null {
  if (storey.kind === 'building') return storeyCut(plan, storey.buildingId, storey.level);
  const model = models.find(([id]) => id === storey.modelId)?.[1];
  const floorM = model?.manifest.storeys[storey.storey]?.elevationM ?? null;
  const bounds = model?.manifest.bounds;
  if (!model || !bounds || floorM === null) return null;
  const { minEnu, maxEnu } = bounds;
  const higher = model.manifest.storeys.flatMap(({ elevationM }) =>
    elevationM !== null && elevationM > floorM + 0.5 ? [elevationM] : [],
  );
  const middle = (i: 0 | 1 | 2) => (minEnu[i] + maxEnu[i]) / 2;
  const size = (i: 0 | 1 | 2) => maxEnu[i] - minEnu[i];
  return {
    box: { centreEnu: [middle(0), middle(1), middle(2)], sizeM: [size(0), size(1), size(2)], yawRad: 0 },
    floorM,
    ceilingM: higher.length > 0 ? Math.min(...higher) : Math.max(floorM + STOREY_M, maxEnu[2]),
  };
}

/** Waits when its slice is over, so that others have their turn. */
function createSlices(signal: AbortSignal): () => Promise<void> | null {
  let endMs = performance.now() + SLICE_MS;
  return () => {
    signal.throwIfAborted();
    if (performance.now() < endMs) return null;
    return new Promise((resolve) =>
      setTimeout(() => {
        endMs = performance.now() + SLICE_MS;
        resolve();
      }),
    );
  };
}

const isRoom = (type: string | undefined) => type === 'IfcSpace';

/** Null where the storey has no height of its own, or none of it is here. Throws when `signal` is aborted. */
export async function storeyLinesOf(
  all: Models,
  plan: CompoundPlan,
  storey: StoreyRef,
  signal: AbortSignal,
): Promise<StoreyLines | null> {
  const extent = extentOf(all, plan, storey);
  if (!extent) return null;
  const { box, floorM, ceilingM } = extent;
  const band: Band = { cutM: floorM + WALL_CUT_M, lowM: floorM - FLOOR_M };
  const models = storey.kind === 'model' ? all.filter(([id]) => id === storey.modelId) : all;
  const pause = createSlices(signal);
  const within = (x: number, y: number) => isInBox(box, [x, y, 0], MARGIN_M);
  const cut: (readonly PlanLine[])[] = [];
  const below: PlanLine[] = [];
  const rooms: PlanRoom[] = [];
  for (const [, { chunks, columns }] of models) {
    const elements = new Map<number, ElementLines>();
    // An element is drawn as a whole or not at all.
    const isDrawn = columns.centreEnu.map(
      (centre, element) => centre !== null && !isRoom(columns.type[element]) && within(centre[0], centre[1]),
    );
    for (const { content, sphere } of chunks) {
      const { center, radius } = sphere;
      if (center.z - radius > band.cutM || center.z + radius < band.lowM) continue;
      if (!isInBox(box, center.toArray(), MARGIN_M + radius)) continue;
      const { index, positions, originEnu, elements: owners } = content;
      const t = new Float64Array(9);
      for (let i = 0; i < index.length; i += 3) {
        if (i % (3 * AT_ONCE) === 0) await pause();
        const element = owners[index[i] ?? 0] ?? 0;
        if (!isDrawn[element]) continue;
        for (let corner = 0; corner < 3; corner++) {
          const at = (index[i + corner] ?? 0) * 3;
          t[corner * 3] = (positions[at] ?? 0) + originEnu[0];
          t[corner * 3 + 1] = (positions[at + 1] ?? 0) + originEnu[1];
          t[corner * 3 + 2] = (positions[at + 2] ?? 0) + originEnu[2];
        }
        const [, , z0 = 0, , , z1 = 0, , , z2 = 0] = t;
        if (Math.min(z0, z1, z2) > band.cutM || Math.max(z0, z1, z2) < band.lowM) continue;
        let lines = elements.get(element);
        if (!lines) elements.set(element, (lines = noLines()));
        addTriangle(lines, band, t);
      }
    }
    for (const lines of elements.values()) {
      await pause();
      if (lines.cut.length > 0) cut.push(joinStrokes(lines.cut));
      const edges = [...lines.below.values()].flatMap((edge) => edge ?? []);
      if (edges.length > 0) below.push(...joinStrokes(edges));
    }
    columns.type.forEach((type, element) => {
      const positionEnu: Enu | null = columns.centreEnu[element] ?? null;
      const name = columns.name[element] ?? '';
      if (!isRoom(type) || !positionEnu || name === '') return;
      const heightM = positionEnu[2];
      if (heightM > floorM && heightM < ceilingM && within(positionEnu[0], positionEnu[1]))
        rooms.push({ name, positionEnu });
    });
  }
  return { cut, below, rooms, box, floorM, ceilingM, cutM: band.cutM };
}
