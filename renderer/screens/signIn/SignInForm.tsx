/** Name and password; after too many tries it counts down until the next one. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Fault } from '#shared/protocol/result.ts';
import { askHub } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { NameField, PasswordField } from './Fields.tsx';

export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t, said } = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [waitS, setWaitS] = useState(0);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (waitS <= 0) return;
    const timer = setTimeout(() => setWaitS(waitS - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitS]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const answer = await askHub('POST', '/api/session', { name: name.trim(), password });
    if (answer.ok) return onDone();
    setBusy(false);
    setPassword('');
    if (answer.error.code === 'sign-in-wait') setWaitS(Number(answer.error.params?.['seconds']) || 1);
    setFault(answer.error.code === 'sign-in-wait' ? null : answer.error);
    form.current?.querySelector<HTMLInputElement>('input[type="password"]')?.focus();
  }

  return (
    <form className="door-card" ref={form} onSubmit={(event) => void submit(event)}>
      <h2>{t('signIn.title')}</h2>
      <NameField value={name} onChange={setName} />
      <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} />
      {(fault !== null || waitS > 0) && (
        <p className="door-fault" role="alert">
          {waitS > 0 ? t('signIn.wait', { seconds: waitS }) : fault && said(fault)}
        </p>
      )}
      <button className="primary" type="submit" disabled={busy || waitS > 0}>
        {t(busy ? 'signIn.busy' : 'signIn.submit')}
      </button>
    </form>
  );
}
