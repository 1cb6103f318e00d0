/**
 * One incident: what takes it forward and who answers for it, its procedure, the fire card, its timeline. The note field
 * stays in reach below, whatever is scrolled above it; what is typed there survives anything.
 */
import { ArrowLeft, FileText, Flame, GitMerge, History, Plus, UserRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { mayDo, whyNotAct } from '#commands/command.ts';
import { ways } from '#commands/incidentCommands.ts';
import { replayIncident } from '#commands/incidents.ts';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { useDraft, useSentDraft } from '#state/drafts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { DrillStrip } from '#panels/drills/index.ts';
import { AttachFile, Evidence } from '#panels/evidence/index.ts';
import { Report } from '#panels/report/index.ts';
import { BackTrace } from './BackTrace.tsx';
import { CameraPath } from './CameraPath.tsx';
import { FireCard } from './FireCard.tsx';
import { IncidentTimeline } from './IncidentTimeline.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import { Procedure } from './Procedure.tsx';
import { Similar } from './Similar.tsx';
import { StateChip } from './StateChip.tsx';

export function IncidentDetail({ incident }: { incident: IncidentRecord }) {
  const { t, local } = useText();
  const screen = useScreen();
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 500 : 60_000);
  // In replay the panel tells what was known then; what came later stays in sight, dimmed, to jump to.
  const then = replaying ? incidentAt(incident, instant) : incident;
  const card = useRef<HTMLDivElement>(null);
  const [reporting, setReporting] = useState(false);
  const [joining, setJoining] = useState(false);
  const mayJoin = useFacts(() => mayDo(screen, 'incidents.act')) && !fixedIn(incident, replaying);
  const fixed = fixedIn(incident, replaying);
  return (
    <div className="panel incident">
      <header>
        <button
          className="icon-button"
          aria-label={t('incident.back')}
          title={t('incident.back')}
          onClick={() => screen.choices.setState({ openIncidentId: null })}
        >
          <ArrowLeft size="1.1em" />
        </button>
        <h2 className="incident-title">{local(incident.title)}</h2>
        <StateChip state={then?.state ?? null} />
      </header>
      <div className="incident-buttons">
        {!replaying &&
          ways.map(({ id, to, primary }) => (
            <CommandButton
              key={id}
              command={id}
              className={primary ? 'primary' : ''}
              testId={`advance-${to}`}
              hideUnable
            />
          ))}
        <button data-testid="replay-incident" onClick={() => replayIncident(screen, incident)}>
          <History size="1em" /> {t('incident.replay')}
        </button>
        {incident.kind === 'fire' && (
          <button data-testid="open-fire-command" onClick={() => screen.layout.current()?.show('fire')}>
            <Flame size="1em" /> {t('ground.open')}
          </button>
        )}
        <button data-testid="report-open" onClick={() => setReporting(true)}>
          <FileText size="1em" /> {t('incidentReport.open')}
        </button>
        {mayJoin && (
          <button
            aria-label={t('join.open')}
            title={t('join.open')}
            data-testid="join-open"
            onClick={() => setJoining(true)}
          >
            <GitMerge size="1em" />
          </button>
        )}
        <Assignee assignee={then?.assignee ?? null} fixed={fixed} />
        {replaying && <span className="hint">{t('incident.live')}</span>}
        {incident.mergedInto !== undefined && <MergedInto id={incident.mergedInto} />}
      </div>
      <div className="incident-body">
        {incident.drill && then && <DrillStrip incident={incident} asOf={then} fixed={fixed} />}
        {(then?.procedure.length ?? 0) > 0 && (
          <Procedure
            incident={incident}
            steps={then?.procedure ?? []}
            fixed={fixed}
            showContacts={() => card.current?.scrollIntoView({ block: 'start' })}
          />
        )}
        <div ref={card}>
          {incident.kind === 'fire' && <FireCard incident={incident} />}
          {incident.kind === 'throw' && <BackTrace key={incident.id} incident={incident} fixed={fixed} />}
        </div>
        {replaying && <CameraPath incident={incident} />}
        <Similar incident={incident} />
        <Evidence incident={incident} />
        <IncidentTimeline incident={incident} />
      </div>
      {!fixed && <NoteForm incident={incident} />}
      {joining && <JoinDialog incident={incident} onClose={() => setJoining(false)} />}
      {reporting && <Report incident={incident} onClose={() => setReporting(false)} />}
    </div>
  );
}

/** Nothing is changed of it any more: looked back at, or put away. */
const fixedIn = ({ state }: IncidentRecord, replaying: boolean): boolean =>
  replaying || state === 'closed' || state === 'false';

/** Where it goes on, if it turned out to be one with another. */
function MergedInto({ id }: { id: string }) {
  const { t, local } = useText();
  const screen = useScreen();
  const into = useFacts(({ incidents }) => incidents.find((one) => one.id === id));
  return (
    <button className="link" onClick={() => screen.choices.setState({ openIncidentId: id })}>
      {t('join.merged', { title: into ? local(into.title) : id.slice(0, 8) })}
    </button>
  );
}

/** Who answers for it; one press takes it over or lets it go. */
function Assignee({ assignee, fixed }: { assignee: string | null; fixed: boolean }) {
  const { t, person } = useText();
  return (
    <span className="incident-answer">
      <span className="incident-assignee" data-testid="assignee">
        <UserRound size="1em" />{' '}
        {assignee === null ? t('incident.assignee.none') : t('incident.assignee', { name: person(assignee) })}
      </span>
      {!fixed && <CommandButton command="incident.assign" testId="assign" hideUnable />}
    </span>
  );
}

function NoteForm({ incident }: { incident: IncidentRecord }) {
  const { t } = useText();
  const screen = useScreen();
  const [note, setNote] = useDraft(`incident ${incident.id}`);
  const clear = useSentDraft(`incident ${incident.id}`);
  const may = useFacts(() => mayDo(screen, 'incidents.act'));
  const reason = useFacts(() => whyNotAct(screen));
  if (!may) return null;
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) return screen.notices.say('error', { key: reason });
        void screen.session
          .command('noteIncident', { incidentId: incident.id, text: note })
          .then((result) => result.ok && clear(note));
      }}
    >
      <input
        value={note}
        maxLength={2000}
        placeholder={t('incident.note.add')}
        aria-label={t('incident.note.add')}
        onChange={(event) => setNote(event.target.value)}
      />
      <AttachFile incidentId={incident.id} />
      <button
        type="submit"
        disabled={note.trim() === ''}
        aria-label={t('incident.note.add')}
        title={reason ? t(reason) : undefined}
      >
        <Plus size="1em" />
      </button>
    </form>
  );
}
