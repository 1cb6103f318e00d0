/** A compound taken in as one file. */
import { useState, type FormEvent } from 'react';
import { inLanguage } from '#shared/protocol/result.ts';
import type { Answer } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';

export function ImportCompound({ onMade }: { onMade: (id: string) => void }) {
  const { t, language } = useText();
  const [file, setFile] = useState<File | null>(null);
  const [as, setAs] = useState('');
  const [replace, setReplace] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!file) return;
    const form = new FormData();
    form.append('file', file);
    const query = new URLSearchParams({
      ...(as.trim() === '' ? {} : { as: as.trim() }),
      ...(replace ? { replace: 'true' } : {}),
    });
    const answer = await fetch(`/api/compounds/import?${query.toString()}`, { method: 'POST', body: form })
      .then((response) => response.json() as Promise<Answer<{ compound: string }>>)
      .catch(() => null);
    if (!answer) return setFault(t('signIn.unreachable'));
    setFault(answer.ok ? null : inLanguage(answer.error.message, language));
    if (answer.ok) onMade(answer.compound);
  }
  return (
    <details className="new">
      <summary>{t('compounds.import')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t('compounds.file')}
          <input
            required
            type="file"
            accept=".linli"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </label>
        <label>
          {t('compounds.as')}
          <input value={as} onChange={(event) => setAs(event.target.value)} />
        </label>
        <label className="check">
          <input type="checkbox" checked={replace} onChange={(event) => setReplace(event.target.checked)} />
          {t('compounds.replace')}
        </label>
        <Fault text={fault} />
        <button className="primary" type="submit">
          {t('compounds.import')}
        </button>
      </form>
    </details>
  );
}
