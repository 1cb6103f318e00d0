/** Triangles of one IFC file: what the kernels need is given to them at once, the rest comes when all is read. */
import { fault } from '#shared/protocol/result.ts';
import type { ImportWarning } from '#shared/protocol/model.ts';
import type { SourceGeometry } from './assembleModel.ts';
import type { IfcRows } from './ifcRows.ts';
import type { Drafts } from './drafts.ts';
import { kernelInput } from './kernelInput.ts';
import type { KernelPool } from './kernelPool.ts';
import { quickLook } from './quickLook.ts';
import type { SpatialTree } from './spatialTree.ts';
import type { StepFile } from './step/stepFile.ts';
import { readUnits } from './units.ts';

export interface IfcFile {
  readonly name: string;
  readonly step: StepFile;
  /** Ends when the kernels are through; what they could not make is told by warnings. */
  readonly geometry: ReturnType<KernelPool['triangulate']>;
  readonly input: ReturnType<typeof kernelInput>;
}

/** Where somebody looks on, the first large file is looked at before anything is understood. */
export async function lookAhead(
  steps: readonly StepFile[],
  kernels: KernelPool,
  drafts: Drafts,
): Promise<void> {
  for (const step of steps) {
    const look = quickLook(step);
    if (!look) continue;
    await kernels.look(look, drafts.of(step, []));
    return drafts.told();
  }
}

/** Sets the kernels to work. */
export function beginIfc(
  step: StepFile,
  name: string,
  kernels: KernelPool,
  onFraction: (fraction: number) => void,
  drafts: Drafts | null,
): IfcFile {
  const input = kernelInput(step, readUnits(step));
  const onDraft = drafts?.of(step, input.copies);
  return { name, step, input, geometry: kernels.triangulate(input.parts, onFraction, onDraft) };
}

/** Waits for the kernels. */
export async function finishIfc(
  file: IfcFile,
  { rowOf, georeference }: IfcRows['files'][number],
  tree: SpatialTree,
  warnings: ImportWarning[],
): Promise<SourceGeometry> {
  const { name, step, input } = file;
  const { geometries, lost, reason } = await file.geometry;
  const warn = (note: ReturnType<typeof fault>, count: number): void =>
    void (count > 0 && warnings.push({ ...note, file: name, count }));
  warn(fault('geometry-lost', { ids: shown(lost), reason: reason ?? '–' }), lost.length);
  warn(fault('geometry-circular', { ids: shown(input.circular) }), input.circular.length);
  warn(fault('style-circular', { ids: shown(input.circularStyles) }), input.circularStyles.length);
  warn(fault('geometry-too-much', { ids: shown(input.tooMuch) }), input.tooMuch.length);
  for (const geometry of geometries)
    for (const note of geometry.notes) warnings.push({ ...note, file: name });
  return {
    name,
    georeference,
    geometries,
    copies: input.copies,
    rowOf: (id) => rowOf.get(id) ?? addRow(tree, step, rowOf, id),
  };
}

const SHOWN_IDS = 5;

function shown(ids: readonly number[]): string {
  const first = ids.slice(0, SHOWN_IDS).map((id) => `#${id}`);
  return first.join(', ') + (ids.length > SHOWN_IDS ? ' …' : '');
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
