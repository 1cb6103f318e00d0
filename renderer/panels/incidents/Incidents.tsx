/** Incidents of the shown instant, those that are over, or the one that is open. */
import { Plus } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';
import { IncidentDetail } from './IncidentDetail.tsx';
import { StateChip } from './StateChip.tsx';

const listedAtOnce = 50;
const isOver = ({ state }: IncidentRecord) => state === 'closed' || state === 'false';

export function Incidents() {
  const incidents = useFacts((facts) => facts.incidents);
  const openId = useChoices((choices) => choices.openIncidentId);
  const [ended, setEnded] = useState<IncidentRecord | null>(null);
  const open =
    incidents.find(({ id }) => id === openId) ?? (ended !== null && ended.id === openId ? ended : undefined);
  if (open && open === ended) return <EndedDetail key={open.id} incident={open} />;
  if (open) return <IncidentDetail key={open.id} incident={open} />;
  if (openId !== null)
    return <Fetched key={openId} id={openId} otherwise={<IncidentList onEnded={setEnded} />} />;
  return <IncidentList onEnded={setEnded} />;
}

/** One of long ago, which the screen does not have; `otherwise`: until it is there, or where there is none. */
function Fetched({ id, otherwise }: { id: string; otherwise: ReactNode }) {
  const found = useFetched<{ incident: IncidentRecord }>(
    `/api/incidents/${encodeURIComponent(id)}`,
  )?.incident;
  return found ? <IncidentDetail incident={found} /> : otherwise;
}

/** The list of those that are over has no whole timelines: this one's is asked for. */
function EndedDetail({ incident }: { incident: IncidentRecord }) {
  const whole = useFetched<{ incident: IncidentRecord }>(
    `/api/incidents/${encodeURIComponent(incident.id)}`,
  )?.incident;
  return <IncidentDetail incident={whole ?? incident} />;
}

function IncidentList({ onEnded }: { onEnded: (incident: IncidentRecord) => void }) {
  const { t } = useText();
  const incidents = useFacts((facts) => facts.incidents);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 1000 : 60_000);
  const [past, setPast] = useState(false);
  const then = replaying ? incidents.flatMap((one) => incidentAt(one, instant) ?? []) : incidents;
  const listed = then.filter((one) => !isOver(one));
  return (
    <div className="panel incidents">
      <div className="incidents-head" role="tablist">
        <button role="tab" aria-selected={!past} onClick={() => setPast(false)}>
          {t('incident.open.list')} {listed.length > 0 && listed.length}
        </button>
        <button role="tab" aria-selected={past} data-testid="incidents-over" onClick={() => setPast(true)}>
          {t('incident.over.list')}
        </button>
        <CommandButton command="incident.new" className="icon-button" icon={<Plus size="1.1em" />} />
      </div>
      {past ? (
        // One more is over: the list is asked for anew.
        <Over key={incidents.filter(isOver).length} onEnded={onEnded} />
      ) : (
        <>
          {listed.length === 0 && (
            <p className="empty">{t(replaying ? 'incident.none.replay' : 'incident.none')}</p>
          )}
          <Rows incidents={listed} />
        </>
      )}
    </div>
  );
}

function Rows(props: {
  readonly incidents: readonly IncidentRecord[];
  readonly onOpen?: (incident: IncidentRecord) => void;
}) {
  const { local, person } = useText();
  const { choices } = useScreen();
  return (
    <ul>
      {props.incidents.map((incident) => (
        <li key={incident.id}>
          <button
            className="incident-row"
            data-testid="incident-row"
            onClick={() => {
              props.onOpen?.(incident);
              choices.setState({ openIncidentId: incident.id });
            }}
          >
            <span>
              {local(incident.title)}
              <small>
                <ClockTime atMs={incident.startedAtMs} />
                {incident.assignee !== null && ` · ${person(incident.assignee)}`}
              </small>
            </span>
            <StateChip state={incident.state} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Closed ones and those that were none, newest first, as far back as somebody asks. */
function Over({ onEnded }: { onEnded: (incident: IncidentRecord) => void }) {
  const { t } = useText();
  const { session } = useScreen();
  const compound = useFacts((facts) => facts.compoundId);
  const [listed, setListed] = useState<readonly IncidentRecord[] | null>(null);
  const [more, setMore] = useState(false);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 1000 : 60_000);
  useEffect(() => {
    if (compound === null) return;
    let left = false;
    void session
      .command('listIncidents', { compound, states: ['closed', 'false'], limit: listedAtOnce })
      .then((answer) => {
        if (left || !answer.ok) return;
        setListed(answer.value);
        setMore(answer.value.length === listedAtOnce);
      });
    return () => {
      left = true;
    };
  }, [session, compound]);

  async function older(): Promise<void> {
    const last = listed?.at(-1);
    if (compound === null || !last) return;
    const answer = await session.command('listIncidents', {
      compound,
      states: ['closed', 'false'],
      beforeMs: last.startedAtMs,
      limit: listedAtOnce,
    });
    if (!answer.ok) return;
    setListed([...(listed ?? []), ...answer.value]);
    setMore(answer.value.length === listedAtOnce);
  }

  if (listed === null) return <p className="empty">{t('incident.over.loading')}</p>;
  // In replay those that were over by then, as they stood then.
  const then = replaying ? listed.flatMap((one) => incidentAt(one, instant) ?? []).filter(isOver) : listed;
  if (then.length === 0) return <p className="empty">{t('incident.over.none')}</p>;
  return (
    <>
      <Rows incidents={then} onOpen={onEnded} />
      {more && (
        <button className="link older" onClick={() => void older()}>
          {t('incident.over.more')}
        </button>
      )}
    </>
  );
}
