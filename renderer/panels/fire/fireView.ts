/** What all parts of the view of a fire look at: the fire as of the shown instant, where it is, who lives there. */
import { useMemo } from 'react';
import { mayDo } from '#commands/command.ts';
import { useHouseholds, type Households } from '#panels/incidents/index.ts';
import { fireCardOf, type FireCard } from '#shared/incidents/fireCard.ts';
import { fireFactsOf, type FireFacts } from '#shared/incidents/fireFacts.ts';
import type { Household } from '#shared/protocol/household.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Place } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { unitStoreysOf, type UnitStoreys } from '#shared/twin/unitStoreys.ts';
import type { ShownFire } from '#state/shownFire.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export interface FireView {
  /** As it stood at the shown instant. */
  readonly asOf: IncidentRecord;
  readonly incident: IncidentRecord;
  readonly fixed: boolean;
  /** Other fires that people are at work on. */
  readonly others: readonly IncidentRecord[];
  readonly card: FireCard;
  readonly told: FireFacts;
  readonly unit: UnitStoreys | null;
  /** The one on fire first, asOf above, beside and below it. */
  readonly homes: readonly Place[];
  /** Null where the person may not see them. */
  readonly households: Households | null;
}

export function useFireView(fire: ShownFire, asOf: IncidentRecord): FireView {
  const { incident, fixed, others } = fire;
  const screen = useScreen();
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  const { placeId, positionEnu } = incident;
  const card = useMemo(
    () => fireCardOf({ plan, devices: [...devices.values()], placeId, positionEnu }),
    [plan, devices, placeId, positionEnu],
  );
  const unit = useMemo(
    () => unitStoreysOf(plan, placeId ?? card.place?.id ?? null, positionEnu),
    [plan, placeId, card, positionEnu],
  );
  const homes = useMemo(
    () => [
      ...(card.place?.kind === 'household' ? [card.place] : []),
      ...card.above,
      ...card.beside,
      ...card.below,
    ],
    [card],
  );
  const mayLook = useFacts(() => mayDo(screen, 'people.read'));
  const ids = useMemo(() => homes.map(({ id }) => id), [homes]);
  const households = useHouseholds(
    incident.compound,
    mayLook && ids.length > 0 ? ids : null,
    `incident:${incident.id}`,
  );
  const told = useMemo(() => fireFactsOf(asOf), [asOf]);
  return { asOf, incident, fixed, others, card, told, unit, homes, households };
}

export const householdAt = (
  { households }: Pick<FireView, 'households'>,
  placeId: string,
): Household | undefined => (households?.kind === 'known' ? households.byPlace.get(placeId) : undefined);

/** Of a home or storey of the unit, its name without the unit's. */
export function useShortName({ unit }: Pick<FireView, 'unit'>): (name: LocalText) => string {
  const { local } = useText();
  const outer = unit ? local(unit.unit.name) : '';
  return (name) =>
    local(name)
      .replace(outer, '')
      .replace(/^[,，\s]+/, '') || local(name);
}
