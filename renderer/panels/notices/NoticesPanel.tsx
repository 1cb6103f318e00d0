/** Telling people: a warning to residents, what waits for a second person, what was sent and what became of it. */
import { ActButton } from '#commands/ActButton.tsx';
import { whyNotAct } from '#commands/command.ts';
import { isWarningWaiting, type Notice } from '#shared/protocol/notice.ts';
import { askHub } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { SecondPerson } from '#ui/SecondPerson.tsx';
import { useText } from '#ui/useText.ts';
import { useNotices, type ShownWarning } from './useWarnings.ts';
import { WriteWarning } from './WriteWarning.tsx';

export function NoticesPanel() {
  const { t } = useText();
  const found = useNotices();
  const nowMs = useInstant(10_000);
  const { warnings, notices } = found;
  const waiting = warnings?.filter((one) => isWarningWaiting(one, nowMs)) ?? [];
  const past = warnings?.filter((one) => !isWarningWaiting(one, nowMs));
  return (
    <div className="notices">
      <WriteWarning onWritten={found.again} />
      {waiting.map((one) => (
        <Waiting key={one.id} warning={one} onChanged={found.again} />
      ))}
      <h3>{t('warning.before')}</h3>
      {past?.length === 0 && <p className="empty">{t('warning.none')}</p>}
      <ul>
        {past?.map((one) => (
          <Past key={one.id} warning={one} />
        ))}
      </ul>
      <h3>{t('notices.list')}</h3>
      {notices?.length === 0 && <p className="empty">{t('notices.none')}</p>}
      <ul>
        {notices?.map((one) => (
          <Sent key={one.id} notice={one} onChanged={found.again} />
        ))}
      </ul>
    </div>
  );
}

function Waiting({ warning, onChanged }: { warning: ShownWarning; onChanged: () => void }) {
  const screen = useScreen();
  const { t, person, local } = useText();
  const away = useFacts(() => whyNotAct(screen));
  const path = `/api/warnings/${encodeURIComponent(warning.id)}`;
  async function withdraw(): Promise<void> {
    const answer = await askHub('POST', `${path}/withdraw`, {});
    if (!answer.ok) screen.notices.fault(answer.error);
    onChanged();
  }
  return (
    <section className="warning-waiting" data-testid="warning-waiting">
      <b>{t('warning.waiting', { name: person(warning.writtenBy) })}</b>
      <p>{local(warning.text)}</p>
      <p className="hint">
        {t('warning.reach', { households: warning.households, recipients: warning.recipients })}
      </p>
      <SecondPerson
        nameLabel={t('second.name')}
        action={t('warning.confirm')}
        reason={away && t(away)}
        testId="warning-confirm"
        onProve={async (name, password) => {
          const answer = await askHub('POST', `${path}/confirm`, { name, password });
          if (!answer.ok) return answer.error;
          onChanged();
          return null;
        }}
      />
      <ActButton needs="notices.act" className="link" onClick={() => void withdraw()}>
        {t('warning.withdraw')}
      </ActButton>
    </section>
  );
}

function Past({ warning }: { warning: ShownWarning }) {
  const { t, person, local } = useText();
  const { delivery } = warning;
  const state =
    warning.withdrawnAtMs !== null
      ? t('warning.state.withdrawn')
      : warning.confirmedAtMs === null
        ? t('warning.state.expired')
        : warning.drill || delivery.drill > 0
          ? t('warning.state.drill')
          : t('warning.delivery', {
              sent: delivery.sent,
              waiting: delivery.queued + delivery.sending,
              failed: delivery.failed,
            });
  return (
    <li data-testid="warning">
      <ClockTime atMs={warning.writtenAtMs} dated /> <b>{t(`warning.kind.${warning.kind}`)}</b>{' '}
      <span className={delivery.failed > 0 ? 'notice-failed' : ''}>{state}</span>
      <p className="hint">
        {t('warning.reach', { households: warning.households, recipients: warning.recipients })}
        {warning.confirmedBy !== null &&
          ` · ${t('warning.who', { from: person(warning.writtenBy), to: person(warning.confirmedBy) })}`}
      </p>
      <q>{local(warning.text)}</q>
    </li>
  );
}

const knownErrors = ['channel-gone', 'interrupted-twice'] as const;

function Sent({ notice, onChanged }: { notice: Notice; onChanged: () => void }) {
  const screen = useScreen();
  const { t } = useText();
  const error = knownErrors.find((one) => one === notice.error);
  async function again(): Promise<void> {
    const answer = await askHub('POST', `/api/notices/${encodeURIComponent(notice.id)}/again`, {});
    if (!answer.ok) screen.notices.fault(answer.error);
    onChanged();
  }
  return (
    <li data-testid="notice" data-state={notice.state}>
      <ClockTime atMs={notice.createdAtMs} dated /> <b>{t(`notices.cause.${notice.cause}`)}</b>{' '}
      <span className={notice.state === 'failed' ? 'notice-failed' : ''}>
        {t(`notices.state.${notice.state}`)}
      </span>
      {notice.attempts > 1 && ` · ${t('notices.attempts', { times: notice.attempts })}`} · {notice.channel}{' '}
      {notice.to}
      <p className="notice-subject">{notice.subject}</p>
      {notice.error !== null && <p className="hint">{error ? t(`notices.error.${error}`) : notice.error}</p>}
      {notice.state === 'failed' && (
        <ActButton needs="notices.act" className="link" onClick={() => void again()}>
          {t('notices.again')}
        </ActButton>
      )}
    </li>
  );
}
