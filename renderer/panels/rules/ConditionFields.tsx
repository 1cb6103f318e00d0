/** When a rule holds: the kinds that its point can have, each with its own fields. */
import type { ReactNode } from 'react';
import { useText } from '#ui/useText.ts';
import { draftKinds, type DraftKind, type DraftPoint, type RuleDraft } from './ruleDraft.ts';

const ofNumbers: readonly DraftKind[] = ['above', 'below', 'rate'];

export function ConditionFields(props: {
  readonly draft: RuleDraft;
  readonly point: DraftPoint | undefined;
  readonly onChange: (draft: RuleDraft) => void;
  readonly number: (label: string, value: number, change: (value: number) => void, min?: number) => ReactNode;
}) {
  const { t, local } = useText();
  const { draft, point, onChange, number } = props;
  const set = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part });
  const isNumber = point?.declared === undefined || point.declared.kind === 'number';
  const kinds = draftKinds.filter((kind) => isNumber || !ofNumbers.includes(kind));
  const unit = point?.unit ? ` (${point.unit})` : '';
  return (
    <div className="rule-row">
      <label>
        {t('rules.condition')}
        <select
          data-testid="rule-kind"
          value={draft.kind}
          onChange={({ target }) => set({ kind: kinds.find((one) => one === target.value) ?? draft.kind })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`rules.condition.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {(draft.kind === 'above' || draft.kind === 'below') && (
        <>
          {number(`${t('rules.limit')}${unit}`, draft.limit, (limit) => set({ limit }), -1e12)}
          {number(`${t('rules.deadband')}${unit}`, draft.deadband, (deadband) => set({ deadband }))}
        </>
      )}
      {draft.kind === 'equals' && (
        <label>
          {t('rules.value')}
          {point?.declared?.kind === 'state' ? (
            <select value={draft.value} onChange={({ target }) => set({ value: target.value })}>
              {point.declared.states?.map((state) => (
                <option key={state.id} value={state.id}>
                  {local(state.name)}
                </option>
              ))}
            </select>
          ) : (
            <input
              required
              inputMode="decimal"
              pattern="-?[0-9]+([.][0-9]+)?"
              value={draft.value}
              onChange={({ target }) => set({ value: target.value })}
            />
          )}
        </label>
      )}
      {draft.kind === 'rate' && (
        <>
          {number(`${t('rules.perMinute')}${unit}`, draft.perMinute, (perMinute) => set({ perMinute }))}
          {number(t('rules.overS'), draft.overS, (overS) => set({ overS }), 1)}
          <label>
            {t('rules.direction')}
            <select
              value={draft.direction}
              onChange={({ target }) =>
                set({
                  direction:
                    target.value === 'falling' ? 'falling' : target.value === 'either' ? 'either' : 'rising',
                })
              }
            >
              {(['rising', 'falling', 'either'] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`rules.direction.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {draft.kind === 'absent' && number(t('rules.forS'), draft.forS, (forS) => set({ forS }), 1)}
    </div>
  );
}
