/** A compound taken in as one file. */
import { useState } from 'react';
import type { Answer } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { NewForm } from './NewForm.tsx';

export function ImportCompound({ onMade }: { onMade: (id: string, lost: number) => void }) {
  const { t } = useText();
  const [file, setFile] = useState<File | null>(null);
  const [as, setAs] = useState('');
  const [replace, setReplace] = useState(false);
  async function submit() {
    if (!file) return null;
    const form = new FormData();
    form.append('file', file);
    const query = new URLSearchParams({
      ...(as.trim() === '' ? {} : { as: as.trim() }),
      ...(replace ? { replace: 'true' } : {}),
    });
    const answer = await fetch(`/api/compounds/import?${query.toString()}`, { method: 'POST', body: form })
      .then((response) => response.json() as Promise<Answer<{ compound: string; lost?: number }>>)
      .catch(() => null);
    if (!answer) return t('signIn.unreachable');
    if (!answer.ok) return answer.error;
    onMade(answer.compound, answer.lost ?? 0);
    return null;
  }
  return (
    <NewForm title={t('compounds.import')} action={t('compounds.import')} submit={submit}>
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
    </NewForm>
  );
}
