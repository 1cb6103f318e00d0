/** A compound's procedures: those that come along, what was changed of them, and its own; one of them is edited at a time. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import { askHub } from '#state/account.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';
import { draftOf, newProcedure, procedureOf, type ProcedureDraft } from './procedureDraft.ts';
import { ProcedureForm } from './ProcedureForm.tsx';

interface Known {
  readonly procedure: Procedure;
  readonly origin: 'product' | 'changed' | 'own';
}

export function Procedures() {
  const { t, local } = useText();
  const screen = useScreen();
  const compound = useFacts((facts) => facts.compoundId);
  const [changes, setChanges] = useState(0);
  const [draft, setDraft] = useState<ProcedureDraft | null>(null);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}/procedures`;
  const known = useFetched<{ procedures: readonly Known[] }>(url, changes)?.procedures;

  async function ask(method: 'PUT' | 'DELETE', address: string, body?: Procedure): Promise<void> {
    const answer = await askHub(method, address, body);
    if (!answer.ok) return screen.notices.fault(answer.error);
    setChanges((n) => n + 1);
    setDraft(null);
    if (method === 'PUT') screen.notices.say('info', { key: 'procedures.saved' });
  }
  if (draft && url)
    return (
      <ProcedureForm
        draft={draft}
        origin={known?.find(({ procedure }) => procedure.id === draft.id)?.origin ?? null}
        onChange={setDraft}
        onSave={() => void ask('PUT', url, procedureOf(draft))}
        onRemove={() => void ask('DELETE', `${url}/${draft.id}`)}
        onCancel={() => setDraft(null)}
      />
    );
  const taken = new Set(known?.map(({ procedure }) => procedure.id));
  return (
    <div className="procedures" data-testid="procedures">
      <button
        className="framed"
        disabled={!known}
        data-testid="procedure-new"
        onClick={() => setDraft(newProcedure(taken))}
      >
        <Plus size="1em" /> {t('procedures.new')}
      </button>
      {known?.length === 0 && <p className="empty">{t('procedures.none')}</p>}
      <ul>
        {known?.map(({ procedure, origin }) => (
          <li key={procedure.id}>
            <button data-testid="procedure" onClick={() => setDraft(draftOf(procedure))}>
              <b>{local(procedure.name)}</b>
              <span className="hint">
                {[
                  t(`procedures.origin.${origin}`),
                  t('procedures.steps', { count: procedure.steps.length }),
                  ...(procedure.for.rules.length > 0
                    ? [t('procedures.for.rules', { count: procedure.for.rules.length })]
                    : []),
                  ...(procedure.for.kinds.length > 0
                    ? [
                        t('procedures.for.kinds', {
                          kinds: procedure.for.kinds.map((kind) => kindText(t, kind)).join(t('list.comma')),
                        }),
                      ]
                    : []),
                ].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Kinds that are known by name; a compound may have more. */
export function kindText(t: ReturnType<typeof useText>['t'], kind: string): string {
  return kind === 'fire' || kind === 'throw' || kind === 'other' ? t(`incident.kind.${kind}`) : kind;
}
