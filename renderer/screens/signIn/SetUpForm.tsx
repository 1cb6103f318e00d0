/** Creates the first administrator: at the hub's machine, elsewhere with the hub's token. Offered, never forced. */
import { useState, type FormEvent } from 'react';
import { askHub } from '#state/account.ts';
import { leaveFirstAdmin } from '#state/firstAdmin.ts';
import { useText } from '#ui/useText.ts';
import { NameField, PasswordField } from './Fields.tsx';

export function SetUpForm(props: { maySetUp: boolean; known: boolean; onDone: () => void }) {
  const { t, said } = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (password !== again) return setFault(t('setup.differs'));
    setBusy(true);
    const answer = await askHub('POST', '/api/setup', { name: name.trim(), password }, token.trim());
    if (answer.ok) {
      leaveFirstAdmin(name.trim());
      return props.onDone();
    }
    setBusy(false);
    setFault(said(answer.error));
  }

  return (
    <form className="door-card" onSubmit={(event) => void submit(event)}>
      <h2>{t('setup.title')}</h2>
      <p className="door-why">{t(props.maySetUp ? 'setup.why' : 'setup.elsewhere')}</p>
      {!props.maySetUp && <PasswordField label={t('setup.token')} value={token} onChange={setToken} />}
      <NameField value={name} onChange={setName} />
      <PasswordField label={t('signIn.password')} fresh value={password} onChange={setPassword} />
      <PasswordField label={t('setup.repeat')} fresh value={again} onChange={setAgain} />
      <small>{t('setup.hint')}</small>
      {fault !== null && (
        <p className="door-fault" role="alert">
          {fault}
        </p>
      )}
      <button className="primary" type="submit" disabled={busy}>
        {t(busy ? 'signIn.busy' : 'setup.submit')}
      </button>
      {props.known && (
        <a className="link door-later" href="/">
          {t('setup.later')}
        </a>
      )}
    </form>
  );
}
