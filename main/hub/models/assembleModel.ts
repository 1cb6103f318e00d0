/** Geometry of all files → pieces of element rows in one ENU frame, with what was decided about the frame. */
import type { Georeference, ImportWarning, ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { fault } from '#shared/protocol/result.ts';
import type { Piece } from './encodeChunk.ts';
import { PIECE, type RawGeometry } from './geometrySink.ts';
import type { FileGeoreference } from './georeference.ts';
import {
  applyPlacement,
  placeByMap,
  recentre,
  turnNormals,
  type PlainBounds,
  type Placement,
} from './placement.ts';
import type { SpatialTree } from './spatialTree.ts';
import type { StepFile } from './step/stepFile.ts';

export interface ReadFile {
  readonly name: string;
  readonly step: StepFile;
  readonly rowOf: Map<number, number>;
  readonly georeference: FileGeoreference;
  readonly geometry: RawGeometry | null;
}

export interface AssembledModel {
  readonly pieces: readonly Omit<Piece, 'elementSizeM'>[];
  /** With placed geometry; what openings cut away to nothing is among them. */
  readonly products: number;
  readonly placed: number;
  readonly placedBy: ModelManifest['placedBy'];
  readonly bounds: PlainBounds | null;
  readonly georeference: Georeference;
  /** What was added to heights of the file. */
  readonly raiseM: number;
  readonly warnings: readonly ImportWarning[];
}

export function assemble(
  files: readonly ReadFile[],
  tree: SpatialTree,
  target: CompoundOrigin | null,
): AssembledModel {
  const warnings: ImportWarning[] = [];
  const georeference = files.find((file) => file.georeference.georeference.kind === 'map')?.georeference
    .georeference ??
    files.find((file) => file.georeference.georeference.kind === 'site')?.georeference.georeference ?? {
      kind: 'none',
    };
  const raw = boundsOf(files.flatMap(({ geometry }) => (geometry ? [geometry.positions] : [])));
  const empty = {
    pieces: [],
    products: 0,
    placed: 0,
    bounds: null,
    georeference,
    placedBy: 'recentring',
    raiseM: 0,
    warnings,
  } as const;
  if (!raw) return empty;

  const mapped = files.map((file) => {
    const own = file.geometry && boundsOf([file.geometry.positions]);
    const result = placeByMap(file.georeference, own ?? raw, target);
    if (result.note) warnings.push({ ...result.note, file: file.name, count: 1 });
    return result.placement;
  });
  // Files of one model stand together: what has no place of its own follows the first that has.
  const floorM = tree.storeys.reduce(
    (low, { elevationM }) => Math.min(low, elevationM ?? Infinity),
    Infinity,
  );
  const common = mapped.find((placement) => placement !== null) ?? null;
  const fallback: Placement =
    common ?? recentre(raw, Number.isFinite(floorM) && floorM >= raw.min[2] - 1 ? floorM : raw.min[2]);
  if (!common) {
    const [x = '0', y = '0', z = '0'] = fallback.shiftM.map((value) => (-value).toFixed(3));
    warnings.push({ ...fault('recentred', { x, y, z }), file: null, count: 1 });
  }

  const pieces: Omit<Piece, 'elementSizeM'>[] = [];
  let products = 0;
  let placed = 0;
  for (const [i, file] of files.entries()) {
    const { geometry, rowOf, step } = file;
    if (!geometry) continue;
    const placement = mapped[i] ?? fallback;
    applyPlacement(geometry.positions, placement);
    turnNormals(geometry.normals, placement);
    for (const note of geometry.notes) warnings.push({ ...note, file: file.name });
    const seen = new Set<number>();
    const at = geometry.pieces;
    for (let p = 0; p < at.length; p += PIECE.size) {
      const expressId = at[p + PIECE.expressId] ?? 0;
      const vertexFrom = (at[p + PIECE.vertexFrom] ?? 0) * 3;
      const vertexTo = vertexFrom + (at[p + PIECE.vertexCount] ?? 0) * 3;
      const indexFrom = at[p + PIECE.indexFrom] ?? 0;
      seen.add(expressId);
      placed++;
      if ((at[p + PIECE.indexCount] ?? 0) === 0) continue;
      pieces.push({
        element: rowOf.get(expressId) ?? addRow(tree, step, rowOf, expressId),
        color: at[p + PIECE.color] ?? 0,
        positions: geometry.positions.subarray(vertexFrom, vertexTo),
        normals: geometry.normals.subarray(vertexFrom, vertexTo),
        index: geometry.index.subarray(indexFrom, indexFrom + (at[p + PIECE.indexCount] ?? 0)),
      });
    }
    products += seen.size;
  }
  const bounds = boundsOf(pieces.map(({ positions }) => positions));
  const placedBy = common ? 'coordinates' : 'recentring';
  return { pieces, products, placed, bounds, georeference, placedBy, raiseM: fallback.shiftM[2], warnings };
}

/** A product with geometry of a class that the lists do not name. */
function addRow(tree: SpatialTree, step: StepFile, rowOf: Map<number, number>, expressId: number): number {
  const [globalId, , name] = step.read(expressId);
  const row = tree.rows.push({
    globalId: typeof globalId === 'string' ? globalId : '',
    type: step.typeOf(expressId) ?? 'IfcProduct',
    name: typeof name === 'string' ? name : '',
    storey: -1,
    parent: -1,
  });
  rowOf.set(expressId, row - 1);
  return row - 1;
}

function boundsOf(arrays: readonly Float64Array[]): PlainBounds | null {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const positions of arrays) {
    for (let i = 0; i < positions.length; i += 3) {
      for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
        const value = positions[i + axis] ?? 0;
        if (value < min[axis]) min[axis] = value;
        if (value > max[axis]) max[axis] = value;
      }
    }
  }
  return min[0] <= max[0] ? { min, max } : null;
}
