/** One rule as a form: what it looks at, when it holds, what it says, and what it would have raised. */
import type { ReactNode } from 'react';
import { mayDo } from '#commands/command.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { BackTest } from './BackTest.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { newDraft, pointsOf, type RuleDraft } from './ruleDraft.ts';

const priorities = [1, 2, 3, 4] as const;

export function RuleForm(props: {
  readonly draft: RuleDraft;
  readonly url: string | null;
  readonly isKnown: boolean;
  readonly onChange: (draft: RuleDraft) => void;
  readonly onSystem: (system: string) => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}) {
  const { t, local } = useText();
  const screen = useScreen();
  const may = useFacts(() => mayDo(screen, 'rules.edit'));
  const devices = useFacts((facts) => facts.devices);
  const { draft, onChange } = props;
  const set = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part });
  const systems = [...new Set([...devices.values()].map(({ system }) => system))];
  const points = pointsOf(draft.system, devices.values());
  const point = points.find(({ id }) => id === draft.point);
  const own = [...devices.values()].filter(({ system }) => system === draft.system);
  const number = (label: string, value: number, change: (value: number) => void, min = 0) => (
    <label>
      {label}
      <input
        type="number"
        step="any"
        required
        min={min}
        value={value}
        onChange={({ target }) => change(Number(target.value))}
      />
    </label>
  );
  const words = (key: 'name' | 'action' | 'consequence', language: 'zh' | 'en') => (
    <label className="wide">
      {t(`rules.${key}.${language}`)}
      <input
        required
        maxLength={200}
        lang={language}
        value={draft[key][language]}
        onChange={({ target }) => set({ [key]: { ...draft[key], [language]: target.value } })}
      />
    </label>
  );
  return (
    <form
      className="rules rule-form"
      data-testid="rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave();
      }}
    >
      <Row>
        <label>
          {t('rules.system')}
          <select value={draft.system} onChange={({ target }) => props.onSystem(target.value)}>
            {systems.map((id) => (
              <option key={id} value={id}>
                {local(systemOrUnknown(id).name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('rules.point')}
          <select
            data-testid="rule-point"
            value={draft.point}
            onChange={({ target }) => {
              const next = points.find(({ id }) => id === target.value);
              if (next) onChange({ ...newDraft(draft.system, next, new Set()), devices: draft.devices });
            }}
          >
            {points.map(({ id, name, unit }) => (
              <option key={id} value={id}>
                {local(name)} {unit && `(${unit})`}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('rules.devices')}
          <select
            value={draft.devices[0] ?? ''}
            onChange={({ target }) => set({ devices: target.value === '' ? [] : [target.value] })}
          >
            <option value="">{t('rules.devices.all')}</option>
            {own.map(({ id, name }) => (
              <option key={id} value={id}>
                {t('rules.devices.one', { name: local(name) })}
              </option>
            ))}
          </select>
        </label>
      </Row>
      <ConditionFields draft={draft} point={point} onChange={onChange} number={number} />
      <Row>
        {number(t('rules.onDelay'), draft.onDelayS, (onDelayS) => set({ onDelayS }))}
        {number(t('rules.offDelay'), draft.offDelayS, (offDelayS) => set({ offDelayS }))}
        {number(t('rules.response'), draft.responseS, (responseS) => set({ responseS }), 1)}
        <label>
          {t('rules.priority')}
          <select
            value={draft.priority}
            onChange={({ target }) =>
              set({ priority: priorities.find((one) => String(one) === target.value) ?? draft.priority })
            }
          >
            {priorities.map((one) => (
              <option key={one} value={one}>
                P{one}
              </option>
            ))}
          </select>
        </label>
      </Row>
      {words('name', 'zh')}
      {words('name', 'en')}
      {words('action', 'zh')}
      {words('action', 'en')}
      {words('consequence', 'zh')}
      {words('consequence', 'en')}
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.latching}
          onChange={({ target }) => set({ latching: target.checked })}
        />{' '}
        {t('rules.latching')}
      </label>
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.shelvable}
          onChange={({ target }) => set({ shelvable: target.checked })}
        />{' '}
        {t('rules.shelvable')}
      </label>
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.opensIncident || draft.priority === 1}
          disabled={draft.priority === 1}
          onChange={({ target }) => set({ opensIncident: target.checked })}
        />{' '}
        {t('rules.opensIncident')}
      </label>
      <BackTest draft={draft} url={props.url} />
      <div className="rule-buttons">
        <button className="primary" type="submit" disabled={!may} data-testid="rule-save">
          {t('rules.save')}
        </button>
        <button className="framed" type="button" onClick={props.onCancel}>
          {t('rules.cancel')}
        </button>
        {props.isKnown && (
          <button className="framed" type="button" disabled={!may} onClick={props.onRemove}>
            {t('rules.remove')}
          </button>
        )}
      </div>
    </form>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="rule-row">{children}</div>;
}
