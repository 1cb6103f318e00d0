/** To open an incident, to go back to when it happened. */
import type { CameraStop } from '#shared/incidents/cameraPath.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { ScreenContext } from '#state/screenContext.ts';

/** Seconds shown before the first entry. */
const replayMarginMs = 10_000;

/** The incident that an alarm belongs to, or a new one. */
export async function openIncidentOf(screen: ScreenContext, alarm: AlarmRecord): Promise<void> {
  const { compoundId, clock, incidents } = screen.facts.getState();
  if (compoundId === null) return;
  const known = incidents.find(({ entries }) => entries.some(({ ref }) => ref === alarm.id));
  // Looking back opens nothing new.
  if (known && (clock.mode === 'replay' || (known.state !== 'closed' && known.state !== 'false')))
    return screen.choices.setState({ openIncidentId: known.id });
  if (clock.mode === 'replay') return;
  const opened = await screen.session.command('openIncident', {
    compound: compoundId,
    kind: alarm.incidentKind ?? 'other',
    alarmId: alarm.id,
    placeId: alarm.placeId,
    title: '',
  });
  if (opened.ok) screen.choices.setState({ openIncidentId: opened.value.id });
}

export function replayIncident(screen: ScreenContext, incident: IncidentRecord): void {
  screen.clock.seek(incident.startedAtMs - replayMarginMs);
  screen.clock.play();
  screen.choices.setState({ openIncidentId: incident.id, followsPath: true, orbiting: false });
}

/** What is looked back at shows it at once: news of incidents reach the present alone. */
export async function setCameraPath(
  screen: ScreenContext,
  incidentId: string,
  stops: readonly CameraStop[],
): Promise<void> {
  const answer = await screen.session.command('setCameraPath', { incidentId, stops });
  if (answer.ok) screen.session.shown().putIncidents([answer.value]);
}
