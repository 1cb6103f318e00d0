import { describe, expect, it } from 'vitest';
import { emptyPlan, type CompoundPlan, type Place } from '#shared/twin/compound.ts';
import { egressFromPlan } from './fromPlan.ts';
import { inputDefaults } from './inputs.ts';

const place = (
  id: string,
  kind: Place['kind'],
  parentId: string | null,
  [x, widthM, depthM]: readonly [number, number, number],
  floorM: number,
): Place => ({
  id,
  kind,
  parentId,
  name: { zh: id, en: id },
  box: { centreEnu: [x, 0, floorM + 1.4], sizeM: [widthM, depthM, 2.8], yawRad: 0 },
});

/** Two homes on each of six storeys, a cellar, and 2.6 × 6 m between them for the stair. */
const plan: CompoundPlan = {
  ...emptyPlan,
  places: [
    { id: '8', kind: 'building', parentId: null, name: { zh: '8', en: '8' }, box: null },
    { id: '8-2', kind: 'unit', parentId: '8', name: { zh: '8-2', en: '8-2' }, box: null },
    ...[-1, 1, 2, 3, 4, 5, 6].flatMap((level) => {
      const floorM = level < 0 ? -2.35 : 0.45 + (level - 1) * 2.8;
      const storey = place(`8-2/${level}`, 'storey', '8-2', [0, 14.6, 6], floorM);
      if (level < 0) return [storey];
      return [
        storey,
        place(`8-2-${level}01`, 'household', storey.id, [-4.3, 6, 6], floorM),
        place(`8-2-${level}02`, 'household', storey.id, [4.3, 6, 6], floorM),
      ];
    }),
  ],
};
const at = (placeId: string | null) => ({ placeId, positionEnu: null });

describe('smoke and ways out from a plan', () => {
  it('counts the people of each storey, leaves the cellar out and says what it assumed', () => {
    const egress = egressFromPlan(plan, at('8-2-401'), inputDefaults);
    expect(egress?.storeys.map(({ placeId, people }) => [placeId, people])).toEqual(
      [1, 2, 3, 4, 5, 6].map((level) => [`8-2/${level}`, 6]),
    );
    expect(egress?.storeys.filter(({ isBurning }) => isBurning).map(({ placeId }) => placeId)).toEqual([
      '8-2/4',
    ]);
    const assumed = new Map(egress?.assumptions.map(({ code, value }) => [code, value]));
    // 14.6·6 − 2·36 = 15.6 m² are left for the stair.
    expect(assumed.get('stair-area-plan')).toBeCloseTo(15.6, 6);
    expect(assumed.get('flat-one-room')).toBe(36);
    expect(assumed.has('cellar-left-out')).toBe(true);
  });

  it('smoke takes the highest landing first, and the lowest storey needs the least time', () => {
    const storeys = egressFromPlan(plan, at('8-2-401'), inputDefaults)?.storeys ?? [];
    const available = storeys.flatMap(({ availableS, isBurning }) =>
      isBurning ? [] : (availableS ?? Infinity),
    );
    expect(available).toEqual(available.toSorted((a, b) => b - a));
    expect(available.at(-1)).toBeLessThan(600);
    const required = storeys.map(({ requiredS }) => requiredS);
    expect(required).toEqual(required.toSorted((a, b) => a - b));
    // 60 + 60 + 180 s before anybody starts; 36 people through a stair that passes 0.79/s need about a minute more.
    expect(required[0]).toBeGreaterThan(300);
    expect(required[5]).toBeLessThan(480);
    for (const { availableS, requiredS, marginS } of storeys)
      expect(marginS).toBe(availableS === null ? null : availableS - requiredS);
  });

  it('the burning storey has no longer than until smoke leaves the flat', () => {
    for (const flatDoor of ['open', 'closed'] as const)
      for (const home of ['8-2-101', '8-2-401', '8-2-601']) {
        const egress = egressFromPlan(plan, at(home), { ...inputDefaults, flatDoor });
        const here = egress?.storeys.find(({ isBurning }) => isBurning);
        expect(here?.availableS ?? Infinity).toBeLessThanOrEqual(egress?.leavesFlatS ?? Infinity);
      }
  });

  it('a closed door and a quick start give time', () => {
    const margin = (inputs: Partial<typeof inputDefaults>) =>
      egressFromPlan(plan, at('8-2-401'), { ...inputDefaults, ...inputs })?.storeys.at(-1)?.marginS ??
      Infinity;
    expect(margin({ flatDoor: 'closed' })).toBeGreaterThan(margin({}));
    expect(margin({ preMovementS: 30 }) - margin({})).toBe(150);
    expect(margin({ growth: 'fast' })).toBeLessThan(margin({}));
  });

  it('is watched as long as anybody is inside: who leaves after an hour has a margin that says so', () => {
    const egress = egressFromPlan(plan, at('8-2-401'), {
      ...inputDefaults,
      flatDoor: 'closed',
      preMovementS: 3600,
    });
    const top = egress?.storeys.at(-1);
    expect(top?.requiredS).toBeGreaterThan(3700);
    expect(egress?.smoke.byZone.get(egress.stairZoneId)?.layerM.length).toBeGreaterThan(3700 / 5);
  });

  it('knows the storey by the height of the detector, and says nothing where nothing tells it', () => {
    const hall = egressFromPlan(plan, { placeId: '8-2', positionEnu: [0, 0, 9.5] }, inputDefaults);
    expect(hall?.storeys.find(({ isBurning }) => isBurning)?.placeId).toBe('8-2/4');
    expect(egressFromPlan(plan, at('8-2'), inputDefaults)).toBeNull();
    expect(egressFromPlan(plan, at('8'), inputDefaults)).toBeNull();
    expect(egressFromPlan(plan, at(null), inputDefaults)).toBeNull();
  });
});
