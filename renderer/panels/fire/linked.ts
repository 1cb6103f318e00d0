/** Which devices a fire sets off: of its unit, its loudspeakers the nearest. */
import { useMemo } from 'react';
import { devicesOfRole } from '#shared/incidents/fireCard.ts';
import { linkages, type Linkage } from '#shared/incidents/linkage.ts';
import { isWithin } from '#shared/incidents/place.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useFacts } from '#state/useScreen.tsx';
import type { FireView } from './fireView.ts';

export type Linked = ReadonlyMap<Linkage['id'], readonly DeviceRecord[]>;

export function useLinked({ incident, unit }: FireView): Linked {
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  const { placeId, positionEnu, deviceKeys } = incident;
  return useMemo(() => {
    const all = [...devices.values()];
    const of = ({ role, isHeardAround }: Linkage) =>
      devicesOfRole(role, { plan, devices: all, placeId, positionEnu, deviceKeys })
        .flatMap((key) => devices.get(key) ?? [])
        // A loudspeaker is heard from the next place; a lift, a door, a valve of elsewhere does nothing here.
        .filter((one) => isHeardAround || !unit || isWithin(plan, one.placeId, unit.unit.id));
    return new Map(linkages.map((linkage) => [linkage.id, of(linkage)]));
  }, [plan, devices, placeId, positionEnu, deviceKeys, unit]);
}
