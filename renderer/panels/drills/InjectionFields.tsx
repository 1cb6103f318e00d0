/** One injection of a scenario: when, what, and of which device or in which words. */
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useMemo } from 'react';
import { longestDrillS } from '#shared/protocol/drill.ts';
import { systems } from '#shared/systems/index.ts';
import { useFacts } from '#state/useScreen.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { useText } from '#ui/useText.ts';
import { injectionKinds, type InjectionDraft } from './drillDraft.ts';

/** Those that somebody must act upon. */
const rules = systems.flatMap((system) =>
  system.rules
    .filter(({ incident, priority }) => incident !== undefined || priority <= 2)
    .map((rule) => ({ key: `${system.id}/${rule.id}`, system: system.name, rule: rule.name })),
);

export function InjectionFields(props: {
  readonly injection: InjectionDraft;
  readonly nth: number;
  readonly isLast: boolean;
  readonly onChange: (injection: InjectionDraft) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const { t, local } = useText();
  const { injection, nth, onChange } = props;
  const set = (part: Partial<InjectionDraft>) => onChange({ ...injection, ...part });
  const devices = useFacts((facts) => facts.devices);
  const [system = ''] = injection.rule.split('/');
  const ofSystem = useMemo(
    () => [...devices.values()].filter((device) => device.system === system),
    [devices, system],
  );
  return (
    <section
      className="drill-injection"
      aria-label={t('drills.injection', { nth: nth + 1 })}
      data-testid="injection"
    >
      <header>
        <b>{t('drills.injection', { nth: nth + 1 })}</b>
        <IconButton label={t('drills.injection.up')} disabled={nth === 0} onPress={() => props.onMove(-1)}>
          <ArrowUp size="1em" />
        </IconButton>
        <IconButton
          label={t('drills.injection.down')}
          disabled={props.isLast}
          onPress={() => props.onMove(1)}
        >
          <ArrowDown size="1em" />
        </IconButton>
        <IconButton
          label={t('drills.injection.remove', { nth: nth + 1 })}
          disabled={false}
          onPress={props.onRemove}
        >
          <X size="1em" />
        </IconButton>
      </header>
      <div className="drill-row">
        <label>
          {t('drills.injection.after')}
          <input
            type="number"
            required
            min={0}
            max={longestDrillS}
            value={injection.afterS}
            onChange={({ target }) => set({ afterS: Math.max(0, Math.round(Number(target.value))) })}
          />
        </label>
        <label>
          {t('drills.injection.what')}
          <select
            value={injection.kind}
            onChange={({ target }) =>
              set({ kind: injectionKinds.find((one) => one === target.value) ?? 'event' })
            }
          >
            {injectionKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`drills.injection.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        {injection.kind === 'alarm' ? (
          <>
            <label>
              {t('drills.injection.rule')}
              <select
                value={injection.rule}
                onChange={({ target }) => set({ rule: target.value, deviceKey: null })}
              >
                {rules.map((one) => (
                  <option key={one.key} value={one.key}>
                    {local(one.system)} · {local(one.rule)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('drills.injection.device')}
              <select
                value={injection.deviceKey ?? ''}
                onChange={({ target }) => set({ deviceKey: target.value === '' ? null : target.value })}
              >
                <option value="">{t('drills.injection.device.any')}</option>
                {ofSystem.map(({ key, name }) => (
                  <option key={key} value={key}>
                    {local(name)}
                  </option>
                ))}
              </select>
            </label>
          </>
        ) : (
          (['zh', 'en'] as const).map((language) => (
            <label key={language}>
              {t(`drills.injection.${language}`)}
              <input
                required={language === 'zh' && injection.text.en.trim() === ''}
                maxLength={300}
                lang={language}
                value={injection.text[language]}
                onChange={({ target }) => set({ text: { ...injection.text, [language]: target.value } })}
              />
            </label>
          ))
        )}
      </div>
    </section>
  );
}
