/** A folded form that asks the hub for something new; what was wrong is said in it. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { type Fault as HubFault } from '#shared/protocol/result.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';

interface Props {
  readonly title: string;
  readonly action: string;
  /** The value: what was wrong, as the hub says it or in the reader's words; null where it was made. */
  readonly submit: () => Promise<HubFault | string | null>;
  readonly children: ReactNode;
}

export function NewForm({ title, action, submit, children }: Props) {
  const { said } = useText();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const wrong = await submit();
    setBusy(false);
    setFault(wrong === null || typeof wrong === 'string' ? wrong : said(wrong));
  }
  return (
    <details className="new">
      <summary>{title}</summary>
      <form onSubmit={(event) => void onSubmit(event)}>
        {children}
        <Fault text={fault} />
        <button className="primary" type="submit" disabled={busy}>
          {action}
        </button>
      </form>
    </details>
  );
}
