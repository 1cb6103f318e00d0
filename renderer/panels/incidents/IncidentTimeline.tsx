/** What happened, oldest or newest first, all of it or one kind. In replay what had not happened yet is dimmed. */
import { ArrowDownUp, ChartNoAxesGantt, Paperclip } from 'lucide-react';
import { useState } from 'react';
import { mayDo } from '#commands/command.ts';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { bytesText } from '#ui/bytes.ts';
import { useText } from '#ui/useText.ts';
import { Lanes } from './Lanes.tsx';

const kinds = ['all', 'alarm', 'event', 'action', 'note', 'state'] as const;

export function IncidentTimeline({ incident }: { incident: IncidentRecord }) {
  const { t } = useText();
  const [newestFirst, setNewestFirst] = useState(false);
  const [inLanes, setInLanes] = useState(false);
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 500 : 60_000);
  const listed = incident.entries.filter((entry) => kind === 'all' || entry.kind === kind);
  const entries = newestFirst ? listed.toReversed() : listed;
  const more = incident.entryCount - incident.entries.length;
  return (
    <>
      <div className="timeline-head">
        <h3>{t('incident.timeline')}</h3>
        {more > 0 && (
          <span className="hint" data-testid="entries-more">
            {t('incident.more', { count: more })}
          </span>
        )}
        <select
          aria-label={t('incident.timeline.kind')}
          value={kind}
          onChange={({ target }) => setKind(kinds.find((one) => one === target.value) ?? 'all')}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`incident.entry.${one}`)}
            </option>
          ))}
        </select>
        <button
          className="icon-button"
          aria-pressed={inLanes}
          aria-label={t(inLanes ? 'lanes.list' : 'lanes.show')}
          title={t(inLanes ? 'lanes.list' : 'lanes.show')}
          data-testid="lanes-toggle"
          onClick={() => setInLanes(!inLanes)}
        >
          <ChartNoAxesGantt size="1em" />
        </button>
        <button
          className="icon-button"
          aria-pressed={newestFirst}
          aria-label={t('incident.timeline.newest')}
          title={t('incident.timeline.newest')}
          onClick={() => setNewestFirst(!newestFirst)}
        >
          <ArrowDownUp size="1em" />
        </button>
      </div>
      {inLanes && <Lanes incident={incident} />}
      <ol className="incident-timeline" data-testid="incident-timeline">
        {entries.map((entry) => (
          <Entry
            key={entry.seq}
            incidentId={incident.id}
            entry={entry}
            ahead={replaying && entry.atMs > instant}
          />
        ))}
      </ol>
    </>
  );
}

function Entry(props: { incidentId: string; entry: IncidentEntry; ahead: boolean }) {
  const { t, local, person, locale } = useText();
  const screen = useScreen();
  const { clock } = screen;
  const maySee = useFacts(() => mayDo(screen, 'cameras.view'));
  const { entry, incidentId } = props;
  return (
    <li className={`${entry.kind} ${props.ahead ? 'ahead' : ''}`}>
      <button title={t('incident.timeline.seek')} onClick={() => clock.seek(entry.atMs)}>
        <ClockTime atMs={entry.atMs} />
        {entry.priority ? <PriorityMark priority={entry.priority} /> : <span className="entry-dot" />}
        <span className="entry-text">
          {local(entry.text)}
          {entry.by && <i> · {person(entry.by)}</i>}
        </span>
      </button>
      {entry.attachment && (
        <a
          className="entry-file"
          href={`/api/incidents/${encodeURIComponent(incidentId)}/attachments/${entry.attachment.sha256}`}
          download={entry.attachment.name}
        >
          <Paperclip size="0.95em" />
          {t('attach.open', {
            name: entry.attachment.name,
            size: bytesText(entry.attachment.bytes, locale),
          })}
        </a>
      )}
      {entry.picture && maySee && (
        <a
          className="entry-picture"
          href={`/api/incidents/${encodeURIComponent(incidentId)}/pictures/${entry.picture.sha256}`}
          target="_blank"
          rel="noreferrer"
        >
          <img
            src={`/api/incidents/${encodeURIComponent(incidentId)}/pictures/${entry.picture.sha256}`}
            alt={t('incident.picture', { camera: entry.picture.camera })}
            loading="lazy"
          />
        </a>
      )}
    </li>
  );
}
