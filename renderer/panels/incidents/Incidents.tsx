/** Right: incidents of the shown instant, or the one that is open. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { useInstant } from '#ui/useInstant.ts';
import { useText } from '#ui/useText.ts';
import { IncidentDetail, StateChip } from './IncidentDetail.tsx';
import { NewIncident } from './NewIncident.tsx';

export function Incidents() {
  const { t, local } = useText();
  const incidents = useOperations((state) => state.incidents);
  const openId = useOperations((state) => state.openIncidentId);
  const [creating, setCreating] = useState(false);
  const replaying = useOperations((state) => state.clock.mode === 'replay');
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
        {!replaying && (
          <button
            className="icon-button aside"
            aria-label={t('incident.open.here')}
            title={t('incident.open.here')}
            onClick={() => setCreating(true)}
          >
            <Plus size="1.1em" />
          </button>
        )}
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
              onClick={() => setOperations({ openIncidentId: incident.id })}
            >
              <span>{local(incident.title)}</span>
              <StateChip state={incident.state} />
            </button>
          </li>
        ))}
      </ul>
      {creating && <NewIncident onClose={() => setCreating(false)} />}
    </section>
  );
}
