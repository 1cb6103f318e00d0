/** One procedure as a form: its name, what it is for, and its steps in their order. */
import { Plus } from 'lucide-react';
import { systems } from '#shared/systems/index.ts';
import { MOST_STEPS } from '#shared/incidents/procedureBook.ts';
import { useText } from '#ui/useText.ts';
import { newStep, type ProcedureDraft, type StepDraft } from './procedureDraft.ts';
import { kindText } from './Procedures.tsx';
import { StepFields } from './StepFields.tsx';

const kinds = ['fire', 'throw', 'other'] as const;
/** Rules that open incidents or ask for steps. */
const openings = systems.flatMap((system) =>
  system.rules
    .filter(({ incident, priority }) => incident !== undefined || priority === 1)
    .map((rule) => ({ key: `${system.id}/${rule.id}`, system: system.name, rule: rule.name })),
);

export function ProcedureForm(props: {
  readonly draft: ProcedureDraft;
  /** Null: it is new. */
  readonly origin: 'product' | 'changed' | 'own' | null;
  readonly onChange: (draft: ProcedureDraft) => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}) {
  const { t, local } = useText();
  const { draft, origin, onChange } = props;
  const set = (part: Partial<ProcedureDraft>) => onChange({ ...draft, ...part });
  const setStep = (nth: number, step: StepDraft) =>
    set({ steps: draft.steps.map((one, i) => (i === nth ? step : one)) });
  const move = (nth: number, by: -1 | 1) => {
    const steps = [...draft.steps];
    const [step] = steps.splice(nth, 1);
    if (step) steps.splice(nth + by, 0, step);
    set({ steps });
  };
  const nameOf = (key: string): string => {
    const found = openings.find((one) => one.key === key);
    return found ? `${local(found.system)} · ${local(found.rule)}` : key;
  };
  return (
    <form
      className="procedures"
      data-testid="procedure-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave();
      }}
    >
      <div className="procedure-row">
        {(['zh', 'en'] as const).map((language) => (
          <label key={language}>
            {t(`procedures.name.${language}`)}
            <input
              required={language === 'zh'}
              maxLength={120}
              lang={language}
              value={draft.name[language]}
              onChange={({ target }) => set({ name: { ...draft.name, [language]: target.value } })}
            />
          </label>
        ))}
      </div>
      <label>
        {t('procedures.rules')}
        <select
          value=""
          onChange={({ target }) => {
            if (target.value !== '') set({ rules: [...draft.rules, target.value] });
          }}
        >
          <option value="">{t('procedures.rules.add')}</option>
          {openings
            .filter(({ key }) => !draft.rules.includes(key))
            .map(({ key }) => (
              <option key={key} value={key}>
                {nameOf(key)}
              </option>
            ))}
        </select>
      </label>
      {draft.rules.length > 0 && (
        <div className="procedure-chips">
          {draft.rules.map((key) => (
            <button
              key={key}
              type="button"
              aria-label={`${t('rules.remove')} ${nameOf(key)}`}
              onClick={() => set({ rules: draft.rules.filter((one) => one !== key) })}
            >
              {nameOf(key)} ×
            </button>
          ))}
        </div>
      )}
      <fieldset className="choices">
        <legend className="hint">{t('procedures.kinds')}</legend>
        <div className="procedure-kinds">
          {kinds.map((kind) => (
            <label key={kind} className="tick">
              <input
                type="checkbox"
                checked={draft.kinds.includes(kind)}
                onChange={({ target }) =>
                  set({
                    kinds: target.checked
                      ? [...draft.kinds, kind]
                      : draft.kinds.filter((one) => one !== kind),
                  })
                }
              />{' '}
              {kindText(t, kind)}
            </label>
          ))}
        </div>
      </fieldset>
      {draft.steps.map((step, nth) => (
        <StepFields
          key={step.id}
          step={step}
          nth={nth}
          before={draft.steps.slice(0, nth)}
          isLast={nth === draft.steps.length - 1}
          onChange={(changed) => setStep(nth, changed)}
          onMove={(by) => move(nth, by)}
          onRemove={() => set({ steps: draft.steps.filter((_, i) => i !== nth) })}
        />
      ))}
      <button
        className="framed"
        type="button"
        disabled={draft.steps.length >= MOST_STEPS}
        data-testid="step-add"
        onClick={() => set({ steps: [...draft.steps, newStep(new Set(draft.steps.map(({ id }) => id)))] })}
      >
        <Plus size="1em" /> {t('procedures.step.add')}
      </button>
      <div className="procedure-buttons">
        <button
          className="primary"
          type="submit"
          disabled={draft.steps.length === 0}
          data-testid="procedure-save"
        >
          {t('procedures.save')}
        </button>
        <button className="framed" type="button" onClick={props.onCancel}>
          {t('procedures.cancel')}
        </button>
        {(origin === 'changed' || origin === 'own') && (
          <button className="framed" type="button" data-testid="procedure-remove" onClick={props.onRemove}>
            {t(origin === 'changed' ? 'procedures.reset' : 'procedures.remove')}
          </button>
        )}
      </div>
    </form>
  );
}
