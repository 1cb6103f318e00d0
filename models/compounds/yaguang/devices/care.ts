/**
 * Care in some of the homes whose invented households are old and alone, or need help for their health; and the kiosk of
 * the care station.
 */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan, Place } from '#shared/twin/compound.ts';
import { facts, fire } from '../facts.ts';
import { householdsOf } from '#models/generator/households.ts';
import { homesOf, inRooms, pad, roomOf } from '#models/generator/devices/placing.ts';

const watchedHomes = 12;

export function careDevices(plan: CompoundPlan): PlannedDevice[] {
  const households = householdsOf(plan, facts.facts.people, fire);
  const withNeed = (asked: 'alone' | 'health'): readonly Place[] => {
    const ids = new Set(
      households
        .filter(({ needs }) => needs.some((need) => need.class === asked))
        .map(({ placeId }) => placeId),
    );
    return homesOf(plan).filter(({ id }) => ids.has(id));
  };
  const alone = spread(withNeed('alone'), watchedHomes);
  const fragile = [...spread(alone, watchedHomes / 2), ...spread(withNeed('health'), watchedHomes / 2)];
  return [
    ...numbered('care', inRooms('elder-care', 'care', { zh: '关怀传感器', en: 'Care sensor' }, 2.1, alone)),
    ...numbered('sos', inRooms('fall-sos', 'sos', { zh: '求助设备', en: 'Help button' }, 1, fragile)),
    ...inRooms('health-kiosk', 'kiosk', { zh: '健康一体机', en: 'Health kiosk' }, 1.2, [
      roomOf(plan, 'care-station'),
    ]),
  ];
}

/** Their ids are told to people who may not know where they are: they tell nothing. */
function numbered(prefix: string, devices: readonly PlannedDevice[]): PlannedDevice[] {
  return devices.map((device, n) => ({ ...device, id: `${prefix}-${pad(n + 1, 2)}` }));
}

/** So many of a list, from its whole length. */
function spread(list: readonly Place[], count: number): readonly Place[] {
  return list.filter(
    (_place, n) => Math.floor((n * count) / list.length) !== Math.floor(((n - 1) * count) / list.length),
  );
}
