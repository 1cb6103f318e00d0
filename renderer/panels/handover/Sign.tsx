/** A hand-over that waits: whoever takes over signs with name and password, whoever wrote it may take it back. */
import { useState, type FormEvent } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { mayDo, whyNotAct } from '#commands/command.ts';
import type { Handover } from '#shared/protocol/handover.ts';
import { askHub } from '#state/account.ts';
import { useDraft } from '#state/drafts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function Sign({ handover, onChanged }: { handover: Handover; onChanged: () => void }) {
  const { t, person, said } = useText();
  const [name, setName] = useState('');
  const screen = useScreen();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const may = useFacts(() => mayDo(screen, 'alarms.act'));
  const away = useFacts(() => whyNotAct(screen));
  // Taken back, its words are there to be written anew.
  const [promised, setPromised] = useDraft(`handover ${handover.compound}`);
  const mine = useFacts(({ user }) => user === handover.from || mayDo(screen, 'users.manage'));
  const [fault, setFault] = useState<string | null>(null);
  async function sign(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const answer = await askHub('POST', `/api/handovers/${encodeURIComponent(handover.id)}/sign`, {
      name,
      password,
    });
    setBusy(false);
    setPassword('');
    if (!answer.ok) return setFault(said(answer.error));
    setFault(null);
    onChanged();
  }
  async function withdraw(): Promise<void> {
    const answer = await askHub('POST', `/api/handovers/${encodeURIComponent(handover.id)}/withdraw`, {});
    if (!answer.ok) setFault(said(answer.error));
    else if (promised === '') setPromised(handover.promised);
    onChanged();
  }
  if (!may) return <p>{t('handover.waiting', { name: person(handover.from) })}</p>;
  return (
    <form className="handover-form" onSubmit={(event) => void sign(event)} data-testid="handover-sign">
      <p>{t('handover.waiting', { name: person(handover.from) })}</p>
      <label>
        {t('handover.name')}
        <input
          required
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        {t('handover.password')}
        <input
          required
          type="password"
          maxLength={400}
          autoComplete="off"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <button
        className="primary"
        type="submit"
        disabled={busy || away !== null}
        title={away ? t(away) : undefined}
      >
        {t('handover.sign')}
      </button>
      {mine && (
        <ActButton needs="alarms.act" className="link" onClick={() => void withdraw()}>
          {t('handover.withdraw')}
        </ActButton>
      )}
    </form>
  );
}
