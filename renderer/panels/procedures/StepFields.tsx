/** One step of a procedure that is edited: its words, what doing it is, by whom and when, what it needs, how it can end. */
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import { roleNames } from '#shared/access/roles.ts';
import { stepProofs, stepRoles } from '#shared/incidents/procedure.ts';
import { IconButton } from '#ui/IconButton.tsx';
import { useText } from '#ui/useText.ts';
import { acts, choicesOf, linesOf, type KnownAct, type StepDraft } from './procedureDraft.ts';

export function StepFields(props: {
  readonly step: StepDraft;
  readonly nth: number;
  readonly before: readonly StepDraft[];
  readonly isLast: boolean;
  readonly onChange: (step: StepDraft) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const { t, local } = useText();
  const { step, nth, before, onChange } = props;
  const set = (part: Partial<StepDraft>) => onChange({ ...step, ...part });
  const [lines, setLines] = useState(() => linesOf(step.choices));
  const actText = ({ act, of }: KnownAct): string => {
    if (of) return t('procedures.act.command', { role: local(of.role), command: local(of.command) });
    if (act.kind === 'call') return t('procedures.act.call', { whom: t(`incident.act.call.${act.whom}`) });
    return t(act.kind === 'cameras' ? 'procedures.act.cameras' : 'procedures.act.countdown');
  };
  const whens = before.flatMap((one, i) =>
    one.choices.map((choice) => ({
      key: `${one.id} ${choice.id}`,
      when: { step: one.id, choice: choice.id },
      text: t('procedures.when.choice', { nth: i + 1, choice: local(choice.text) }),
    })),
  );
  return (
    <section
      className="procedure-step"
      aria-label={t('procedures.step', { nth: nth + 1 })}
      data-testid="step-fields"
    >
      <header>
        <b>{t('procedures.step', { nth: nth + 1 })}</b>
        <IconButton label={t('procedures.step.up')} disabled={nth === 0} onPress={() => props.onMove(-1)}>
          <ArrowUp size="1em" />
        </IconButton>
        <IconButton label={t('procedures.step.down')} disabled={props.isLast} onPress={() => props.onMove(1)}>
          <ArrowDown size="1em" />
        </IconButton>
        <IconButton label={t('procedures.step.remove')} disabled={false} onPress={props.onRemove}>
          <X size="1em" />
        </IconButton>
      </header>
      <div className="procedure-row">
        {(['zh', 'en'] as const).map((language) => (
          <label key={language}>
            {t(`procedures.step.${language}`)}
            <input
              required={language === 'zh'}
              maxLength={300}
              lang={language}
              value={step.text[language]}
              onChange={({ target }) => set({ text: { ...step.text, [language]: target.value } })}
            />
          </label>
        ))}
      </div>
      <div className="procedure-row">
        <label>
          {t('procedures.step.act')}
          <select value={step.act} onChange={({ target }) => set({ act: target.value })}>
            <option value="">{t('procedures.act.none')}</option>
            {acts.map((one) => (
              <option key={one.key} value={one.key}>
                {actText(one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('procedures.step.within')}
          <input
            type="number"
            min={1}
            max={86_400}
            value={step.withinS ?? ''}
            onChange={({ target }) => set({ withinS: target.value === '' ? null : Number(target.value) })}
          />
        </label>
        <label>
          {t('procedures.step.role')}
          <select
            value={step.role}
            onChange={({ target }) => set({ role: stepRoles.find((one) => one === target.value) ?? '' })}
          >
            <option value="">{t('procedures.role.any')}</option>
            {stepRoles.map((role) => (
              <option key={role} value={role}>
                {local(roleNames[role])}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('procedures.step.proof')}
          <select
            value={step.proof}
            onChange={({ target }) => set({ proof: stepProofs.find((one) => one === target.value) ?? '' })}
          >
            <option value="">{t('procedures.proof.none')}</option>
            {stepProofs.map((proof) => (
              <option key={proof} value={proof}>
                {t(`procedures.proof.${proof}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('procedures.step.when')}
          <select
            value={step.when ? `${step.when.step} ${step.when.choice}` : ''}
            onChange={({ target }) =>
              set({ when: whens.find(({ key }) => key === target.value)?.when ?? null })
            }
          >
            <option value="">{t('procedures.when.always')}</option>
            {whens.map(({ key, text }) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        {t('procedures.step.choices')}
        <textarea
          rows={2}
          value={lines}
          onChange={({ target }) => {
            setLines(target.value);
            set({ choices: choicesOf(target.value, step.choices) });
          }}
        />
      </label>
      <label className="tick">
        <input
          type="checkbox"
          checked={step.optional}
          onChange={({ target }) => set({ optional: target.checked })}
        />{' '}
        {t('procedures.step.optional')}
      </label>
    </section>
  );
}
