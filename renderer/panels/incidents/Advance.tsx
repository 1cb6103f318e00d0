/** What takes an incident forward. Where something is still open the hub asks for a reason, and so does the screen. */
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { whyNotAct } from '#commands/command.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import { useDraft } from '#state/drafts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

interface Way {
  readonly state: IncidentState;
  readonly text: TextKey;
  readonly primary?: true;
}

const forward: Readonly<Record<IncidentState, readonly Way[]>> = {
  new: [
    { state: 'in-progress', text: 'incident.advance.in-progress', primary: true },
    { state: 'false', text: 'incident.advance.false' },
  ],
  'in-progress': [
    { state: 'resolved', text: 'incident.advance.resolved', primary: true },
    { state: 'false', text: 'incident.advance.false' },
  ],
  resolved: [
    { state: 'closed', text: 'incident.advance.closed', primary: true },
    { state: 'in-progress', text: 'incident.reopen' },
  ],
  closed: [],
  false: [],
};

export function Advance({ incident }: { incident: IncidentRecord }) {
  const { t } = useText();
  const screen = useScreen();
  const [asked, setAsked] = useState<{ readonly way: Way; readonly fault: Fault } | null>(null);

  async function go(way: Way, note: string): Promise<boolean> {
    const answer = await screen.hub.ask('advanceIncident', {
      incidentId: incident.id,
      state: way.state,
      note,
    });
    if (answer.ok) setAsked(null);
    else if (answer.error.code === 'incident-reason') setAsked({ way, fault: answer.error });
    else screen.notices.fault(answer.error);
    return answer.ok;
  }

  return (
    <>
      {forward[incident.state].map((way) => (
        <ActButton
          key={way.state}
          needs="incidents.act"
          className={way.primary ? 'primary' : ''}
          testId={`advance-${way.state}`}
          onClick={() => void go(way, '')}
        >
          {t(way.text)}
        </ActButton>
      ))}
      {asked && (
        <Reason
          incident={incident}
          title={t(asked.way.text)}
          state={asked.way.state}
          fault={asked.fault}
          onClose={() => setAsked(null)}
          onReason={(reason) => go(asked.way, reason)}
        />
      )}
    </>
  );
}

function Reason(props: {
  readonly incident: IncidentRecord;
  readonly title: string;
  readonly state: IncidentState;
  readonly fault: Fault;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => Promise<boolean>;
}) {
  const { t, said } = useText();
  const screen = useScreen();
  const [reason, setReason] = useDraft(`close ${props.incident.id}`);
  const away = useFacts(() => whyNotAct(screen));
  // Somebody else may have put it away meanwhile.
  const over = forward[props.incident.state].every(({ state }) => state !== props.state);
  const possible = away === null && !over;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // What could not be used is kept.
          void props.onReason(reason).then((done) => done && setReason(''));
        }}
      >
        <p role="alert">{away ? t(away) : over ? t('incident.reason.late') : said(props.fault)}</p>
        <label>
          {t('incident.reason')}
          <textarea
            autoFocus
            required
            rows={3}
            maxLength={2000}
            value={reason}
            data-testid="close-reason"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <DialogButtons
          action={props.title}
          disabled={reason.trim() === '' || !possible}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}
