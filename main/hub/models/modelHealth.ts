/** What of a model is not in order, counted from its rows once they are all there. */
import type { ModelHealth } from '#shared/protocol/model.ts';
import { elementTypes } from './ifcTypes.ts';
import type { Box } from './shapes.ts';
import type { ElementRow } from './spatialTree.ts';

/** Of one file, found out while it was read. */
export interface FileHealth {
  readonly file: ModelHealth['files'][number];
  readonly spacesWithoutBoundaries: number;
}

/** Of formats that have neither units nor records of their own. */
export const otherHealth = (name: string, schema: string): FileHealth => ({
  file: { name, schema, lengthM: null, doubledRecords: 0 },
  spacesWithoutBoundaries: 0,
});

const SHOWN_IDS = 50;
const elementNames = new Set(elementTypes.values());

/** `boxes`: of the rows, null where nothing is drawn. */
export function modelHealth(
  rows: readonly ElementRow[],
  boxes: readonly (Box | null)[],
  files: readonly FileHealth[],
): ModelHealth {
  const missing = new Map<string, number>();
  const ids = new Map<string, number>();
  let [withoutStorey, withoutName, spaces] = [0, 0, 0];
  const hasChildren = new Set(rows.map(({ parent }) => parent));
  for (const [i, { type, name, storey, globalId }] of rows.entries()) {
    if (globalId) ids.set(globalId, (ids.get(globalId) ?? 0) + 1);
    if (type === 'IfcSpace') spaces++;
    // Of other formats every object is one; only IFC knows storeys.
    const isIfc = type.startsWith('Ifc');
    if (isIfc && !elementNames.has(type)) continue;
    // What is made of parts is drawn by its parts.
    if (!boxes[i] && !hasChildren.has(i)) missing.set(type, (missing.get(type) ?? 0) + 1);
    if (isIfc && storey < 0) withoutStorey++;
    if (!name.trim()) withoutName++;
  }
  const doubled = [...ids].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  return {
    files: files.map(({ file }) => file),
    withoutGeometry: [...missing]
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    withoutStorey,
    withoutName,
    spaces,
    spacesWithoutBoundaries: files.reduce((sum, file) => sum + file.spacesWithoutBoundaries, 0),
    doubledIds: doubled.slice(0, SHOWN_IDS).map(([globalId, count]) => ({ globalId, count })),
    doubledIdCount: doubled.length,
  };
}
