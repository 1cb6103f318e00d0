/** What is done with the incident that is open: taking it forward, answering for it, looking back at it. */
import type { TextKey } from '#shared/i18n/zh.ts';
import type { IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { ScreenCommand } from './command.ts';
import { replayIncident } from './incidents.ts';

/** One way out of a state. */
interface Way {
  readonly id: string;
  readonly from: readonly IncidentState[];
  readonly to: IncidentState;
  readonly text: TextKey;
  /** The usual one. */
  readonly primary?: true;
}

export const ways: readonly Way[] = [
  {
    id: 'incident.begin',
    from: ['new'],
    to: 'in-progress',
    text: 'incident.advance.in-progress',
    primary: true,
  },
  {
    id: 'incident.resolve',
    from: ['in-progress'],
    to: 'resolved',
    text: 'incident.advance.resolved',
    primary: true,
  },
  { id: 'incident.close', from: ['resolved'], to: 'closed', text: 'incident.advance.closed', primary: true },
  { id: 'incident.reopen', from: ['resolved'], to: 'in-progress', text: 'incident.reopen' },
  { id: 'incident.false', from: ['new', 'in-progress'], to: 'false', text: 'incident.advance.false' },
];

/** Null also where the open one is long over and no longer among those of the screen. */
export function openIncident({ facts, choices }: ScreenContext): IncidentRecord | null {
  const { openIncidentId } = choices.getState();
  return facts.getState().incidents.find(({ id }) => id === openIncidentId) ?? null;
}

/** Where something is still open the hub asks for a reason; the screen then asks the person. */
export async function advanceIncident(
  screen: ScreenContext,
  incidentId: string,
  state: IncidentState,
  note = '',
): Promise<boolean> {
  const answer = await screen.hub.ask('advanceIncident', { incidentId, state, note });
  if (answer.ok) return true;
  if (answer.error.code === 'incident-reason')
    screen.choices.setState({
      overlay: 'incident-reason',
      reasonAsked: { incidentId, state, fault: answer.error },
    });
  else screen.notices.fault(answer.error);
  return false;
}

const isMine = (screen: ScreenContext) => openIncident(screen)?.assignee === screen.facts.getState().user;

const unlessOpen = (screen: ScreenContext): TextKey | null =>
  openIncident(screen) ? null : 'why.incident.choose';

export const incidentCommands: readonly ScreenCommand[] = [
  {
    id: 'incident.new',
    group: 'incidents',
    text: 'incident.open.here',
    needs: 'incidents.act',
    acts: true,
    run: ({ choices }) => choices.setState({ overlay: 'new-incident' }),
  },
  ...ways.map((way): ScreenCommand => ({
    id: way.id,
    group: 'incidents',
    text: way.text,
    needs: 'incidents.act',
    acts: true,
    unable: (screen) => {
      const incident = openIncident(screen);
      if (!incident) return 'why.incident.choose';
      return way.from.includes(incident.state) ? null : 'why.incident.state';
    },
    run: (screen) => {
      const incident = openIncident(screen);
      return incident ? advanceIncident(screen, incident.id, way.to) : undefined;
    },
  })),
  {
    id: 'incident.assign',
    group: 'incidents',
    text: (screen) => (isMine(screen) ? 'incident.assignee.leave' : 'incident.assignee.take'),
    needs: 'incidents.act',
    acts: true,
    unable: (screen) => {
      const incident = openIncident(screen);
      if (!incident) return 'why.incident.choose';
      return incident.state === 'closed' || incident.state === 'false' ? 'why.incident.state' : null;
    },
    run: (screen) => {
      const incident = openIncident(screen);
      if (!incident) return;
      const assignee = isMine(screen) ? null : screen.facts.getState().user;
      return screen.session.command('assignIncident', { incidentId: incident.id, assignee });
    },
  },
  {
    id: 'incident.fire',
    group: 'incidents',
    text: 'ground.open',
    needs: 'incidents.read',
    run: ({ layout }) => layout.current()?.show('fire'),
  },
  {
    id: 'incident.follow',
    group: 'incidents',
    text: ({ choices }) => (choices.getState().followsPath ? 'path.leave' : 'path.follow'),
    unable: (screen) => {
      if (!openIncident(screen)) return 'why.incident.choose';
      return screen.clock.current.mode === 'replay' ? null : 'why.replay.only';
    },
    run: ({ choices }) => choices.setState({ followsPath: !choices.getState().followsPath }),
  },
  {
    id: 'incident.replay',
    group: 'incidents',
    text: 'incident.replay',
    unable: unlessOpen,
    run: (screen) => {
      const incident = openIncident(screen);
      if (incident) replayIncident(screen, incident);
    },
  },
];
