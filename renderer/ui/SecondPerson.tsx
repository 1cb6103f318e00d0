/** A second person at the same screen proves who it is, with name and password, for one act. */
import { useState, type FormEvent } from 'react';
import type { Fault } from '#shared/protocol/result.ts';
import { useText } from './useText.ts';

export function SecondPerson(props: {
  readonly nameLabel: string;
  readonly action: string;
  /** Why it cannot be done now, in words; null where it can. */
  readonly reason: string | null;
  readonly testId: string;
  /** The fault, where it was refused. */
  readonly onProve: (name: string, password: string) => Promise<Fault | null>;
}) {
  const { t, said } = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function prove(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const refused = await props.onProve(name, password);
    setBusy(false);
    setPassword('');
    setFault(refused && said(refused));
  }
  return (
    <form className="second-person" onSubmit={(event) => void prove(event)} data-testid={props.testId}>
      <label>
        {props.nameLabel}
        <input
          required
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
      </label>
      <label>
        {t('second.password')}
        <input
          required
          type="password"
          maxLength={400}
          autoComplete="off"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
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
        disabled={busy || props.reason !== null}
        title={props.reason ?? undefined}
      >
        {props.action}
      </button>
    </form>
  );
}
