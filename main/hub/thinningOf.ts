/** How the history of each point may be thinned: measured numbers to their extremes, everything else to its changes. */
import { findPoint } from '#shared/systems/index.ts';
import type { Thinning } from './history/index.ts';
import type { Twin } from './twin/index.ts';

export function thinningOf(twin: Twin): (compound: string, index: number) => Thinning {
  return (compoundId, index) => {
    const compound = twin.compounds.get(compoundId);
    // A recording is old when it comes, and is what somebody wanted to keep.
    if (compound?.manifest.recording) return 'none';
    const owner = compound?.pointOwners[index];
    const record = owner && compound?.devices.get(owner.device)?.record;
    // Of a device that is gone nobody knows what its values meant.
    if (!record) return 'changes';
    const kind =
      findPoint(record.system, owner.point)?.kind ??
      record.pointMeta.find(({ id }) => id === owner.point)?.kind;
    return kind === 'number' ? 'extremes' : 'changes';
  };
}
