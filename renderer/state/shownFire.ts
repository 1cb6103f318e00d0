/** The fire that a screen is about: the one that is open, else the newest that people are still at work on. */
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Choices } from './choices.ts';
import type { Facts } from './facts.ts';
import { useInstant } from './useInstant.ts';
import { useChoices, useFacts } from './useScreen.tsx';

const isAtWork = ({ state }: IncidentRecord) => state === 'new' || state === 'in-progress';

/** As the screen's clock has it, where an instant is given; null: none. */
export function shownFireOf(
  { incidents }: Pick<Facts, 'incidents'>,
  { openIncidentId }: Pick<Choices, 'openIncidentId'>,
  atMs: number | null = null,
): IncidentRecord | null {
  const fires = incidents.filter(({ kind }) => kind === 'fire');
  const open = fires.find(({ id }) => id === openIncidentId);
  if (open) return open;
  return (
    fires.find((one) => {
      const asOf = atMs === null ? one : incidentAt(one, atMs);
      return asOf !== null && isAtWork(asOf);
    }) ?? null
  );
}

export interface ShownFire {
  /** With all that stands on its timeline today. */
  readonly incident: IncidentRecord;
  /** As it stood at the shown instant; null: it had not begun. */
  readonly asOf: IncidentRecord | null;
  /** Nothing is changed any more: over, or looked back at. */
  readonly fixed: boolean;
}

export function useShownFire(): ShownFire | null {
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const instant = useInstant(replaying ? 500 : 60_000);
  const incidents = useFacts((facts) => facts.incidents);
  const openIncidentId = useChoices((choices) => choices.openIncidentId);
  const incident = shownFireOf({ incidents }, { openIncidentId }, replaying ? instant : null);
  if (!incident) return null;
  const asOf = replaying ? incidentAt(incident, instant) : incident;
  return { incident, asOf, fixed: replaying || incident.state === 'closed' || incident.state === 'false' };
}
