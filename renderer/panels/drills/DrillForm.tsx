/** One scenario of a drill as a form: its name, kind and place, what is expected, and its injections in their order. */
import { Plus } from 'lucide-react';
import { longestDrillS, mostInjections } from '#shared/protocol/drill.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { moved, withInjection, type DrillDraft } from './drillDraft.ts';
import { InjectionFields } from './InjectionFields.tsx';
import { expectations, Preview } from './Preview.tsx';

const kinds = ['fire', 'throw', 'other'] as const;

export function DrillForm(props: {
  readonly draft: DrillDraft;
  /** Null: it is new. */
  readonly origin: 'product' | 'changed' | 'own' | null;
  readonly onChange: (draft: DrillDraft) => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}) {
  const { t, local } = useText();
  const { draft, origin, onChange } = props;
  const places = useFacts(({ plan }) => plan.places);
  const set = (part: Partial<DrillDraft>) => onChange({ ...draft, ...part });
  // Households are too many for a list; where somebody lives follows from the alarm's device.
  const listed = places.filter(
    ({ id, kind }) => id === draft.placeId || kind === 'building' || kind === 'unit' || kind === 'area',
  );
  return (
    <form
      className="drills"
      data-testid="drill-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave();
      }}
    >
      <div className="drill-row">
        {(['zh', 'en'] as const).map((language) => (
          <label key={language}>
            {t(`drills.name.${language}`)}
            <input
              required={language === 'zh' && draft.name.en.trim() === ''}
              maxLength={120}
              lang={language}
              value={draft.name[language]}
              onChange={({ target }) => set({ name: { ...draft.name, [language]: target.value } })}
            />
          </label>
        ))}
        <label>
          {t('drills.kind')}
          <select value={draft.kind} onChange={({ target }) => set({ kind: target.value })}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`incident.kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('drills.place')}
          <select
            value={draft.placeId ?? ''}
            onChange={({ target }) => set({ placeId: target.value === '' ? null : target.value })}
          >
            <option value="">{t('drills.place.device')}</option>
            {listed.map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className="drill-row">
        <legend className="hint">{t('drills.expected')}</legend>
        {expectations.map((one) => (
          <label key={one}>
            {t(`drills.expected.${one}`)}
            <input
              type="number"
              min={1}
              max={longestDrillS}
              value={draft.expected[one] ?? ''}
              onChange={({ target }) =>
                set({
                  expected: {
                    ...draft.expected,
                    [one]: target.value === '' ? null : Math.round(Number(target.value)),
                  },
                })
              }
            />
          </label>
        ))}
      </fieldset>
      <Preview draft={draft} />
      {draft.injections.map((injection, nth) => (
        <InjectionFields
          key={injection.key}
          injection={injection}
          nth={nth}
          isLast={nth === draft.injections.length - 1}
          onChange={(changed) =>
            set({ injections: draft.injections.map((one, i) => (i === nth ? changed : one)) })
          }
          onMove={(by) => onChange(moved(draft, nth, by))}
          onRemove={() => set({ injections: draft.injections.filter((_, i) => i !== nth) })}
        />
      ))}
      <button
        className="framed"
        type="button"
        disabled={draft.injections.length >= mostInjections}
        data-testid="injection-add"
        onClick={() => onChange(withInjection(draft))}
      >
        <Plus size="1em" /> {t('drills.injection.add')}
      </button>
      <div className="drill-buttons">
        <button
          className="primary"
          type="submit"
          disabled={draft.injections.length === 0}
          data-testid="drill-save"
        >
          {t('drills.save')}
        </button>
        <button className="framed" type="button" onClick={props.onCancel}>
          {t('drills.cancel')}
        </button>
        {(origin === 'changed' || origin === 'own') && (
          <button className="framed" type="button" data-testid="drill-remove" onClick={props.onRemove}>
            {t(origin === 'changed' ? 'drills.reset' : 'drills.remove')}
          </button>
        )}
      </div>
    </form>
  );
}
