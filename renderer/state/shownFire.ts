/**
 * The fire that a screen is about: the one that is open, else the one that is held, else the newest that people are still
 * at work on. What is shown is held, so that a second fire takes no first one from under a hand.
 */
import { useEffect } from 'react';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Choices } from './choices.ts';
import type { Facts } from './facts.ts';
import { useInstant } from './useInstant.ts';
import { useChoices, useFacts, useScreen } from './useScreen.tsx';

const isAtWork = ({ state }: IncidentRecord) => state === 'new' || state === 'in-progress';

export interface ShownFires {
  readonly shown: IncidentRecord | null;
  /** Others that people are at work on, newest first. */
  readonly others: readonly IncidentRecord[];
}

/** As the screen's clock has it, where an instant is given. */
export function shownFiresOf(
  { incidents }: Pick<Facts, 'incidents'>,
  { openIncidentId, heldFireId }: Pick<Choices, 'openIncidentId' | 'heldFireId'>,
  atMs: number | null = null,
): ShownFires {
  const fires = incidents.filter(({ kind }) => kind === 'fire');
  const standing = fires.filter((one) => {
    const asOf = atMs === null ? one : incidentAt(one, atMs);
    return asOf !== null && isAtWork(asOf);
  });
  // No drill keeps a real fire from a screen, unless somebody opened it there.
  const first = standing.some(({ drill }) => !drill) ? standing.filter(({ drill }) => !drill) : standing;
  const shown =
    fires.find(({ id }) => id === openIncidentId) ??
    first.find(({ id }) => id === heldFireId) ??
    first[0] ??
    null;
  return { shown, others: standing.filter((one) => one !== shown) };
}

export interface ShownFire {
  /** With all that stands on its timeline today. */
  readonly incident: IncidentRecord;
  /** As it stood at the shown instant; null: it had not begun. */
  readonly asOf: IncidentRecord | null;
  /** Nothing is changed any more: over, or looked back at. */
  readonly fixed: boolean;
  readonly others: readonly IncidentRecord[];
}

export function useShownFire(): ShownFire | null {
  const { choices } = useScreen();
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const instant = useInstant(replaying ? 500 : 60_000);
  const incidents = useFacts((facts) => facts.incidents);
  const openIncidentId = useChoices((all) => all.openIncidentId);
  const heldFireId = useChoices((all) => all.heldFireId);
  const { shown: incident, others } = shownFiresOf(
    { incidents },
    { openIncidentId, heldFireId },
    replaying ? instant : null,
  );
  const shownId = incident?.id ?? null;
  useEffect(() => {
    if (shownId !== null) choices.setState({ heldFireId: shownId });
  }, [choices, shownId]);
  if (!incident) return null;
  const asOf = replaying ? incidentAt(incident, instant) : incident;
  return {
    incident,
    asOf,
    fixed: replaying || incident.state === 'closed' || incident.state === 'false',
    others,
  };
}
