/** Right: incidents of the shown instant, or the one that is open. */
import { Plus } from 'lucide-react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import { useInstant } from '#state/useInstant.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { IncidentDetail, StateChip } from './IncidentDetail.tsx';

export function Incidents() {
  const screen = useScreen();
  const { t, local } = useText();
  const incidents = useFacts((facts) => facts.incidents);
  const openId = useChoices((choices) => choices.openIncidentId);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(1000);
  const open = incidents.find((one) => one.id === openId);
  if (open) return <IncidentDetail incident={open} />;
  const then = replaying ? incidents.flatMap((one) => incidentAt(one, instant) ?? []) : incidents;
  const listed = then
    .filter((one) => one.state !== 'closed' && one.state !== 'false')
    .concat(then.filter((one) => one.state === 'closed').slice(0, 5));
  return (
    <section className="panel incidents" aria-label={t('incident.title')}>
      <h2>
        {t('incident.open.list')}
        <CommandButton command="incident.new" className="icon-button aside" icon={<Plus size="1.1em" />} />
      </h2>
      {listed.length === 0 && (
        <p className="empty">{t(replaying ? 'incident.none.replay' : 'incident.none')}</p>
      )}
      <ul>
        {listed.map((incident) => (
          <li key={incident.id}>
            <button
              className="incident-row"
              data-testid="incident-row"
              onClick={() => screen.choices.setState({ openIncidentId: incident.id })}
            >
              <span>{local(incident.title)}</span>
              <StateChip state={incident.state} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
