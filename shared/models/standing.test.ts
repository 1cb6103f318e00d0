import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { standingShifts } from './standing.ts';

const model = (
  id: string,
  importedAtMs: number,
  halfM: number,
  placedBy: ModelManifest['placedBy'] = 'recentring',
) => ({
  id,
  importedAtMs,
  placedBy,
  bounds: { minEnu: [-halfM, -5, 0] as const, maxEnu: [halfM, 5, 9] as const },
});

describe('models without coordinates', () => {
  it('stand in a row beyond the compound and what is placed, oldest first, apart from each other', () => {
    const plan = {
      boundaryEnu: [
        [-100, -50, 0],
        [100, -50, 0],
        [100, 50, 0],
      ] as const,
      places: [],
    };
    const shifts = standingShifts(
      [model('new', 2, 10), model('old', 1, 20), model('placed', 0, 120, 'coordinates')],
      plan,
    );
    expect([...shifts]).toEqual([
      ['old', [152, 0, 0]],
      ['new', [194, 0, 0]],
    ]);
  });

  it('stay at the origin where nothing else is', () => {
    expect(standingShifts([model('a', 1, 10)], { boundaryEnu: [], places: [] }).get('a')).toEqual([0, 0, 0]);
  });
});
