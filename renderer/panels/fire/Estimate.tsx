/**
 * What smoke and people may do next, reckoned from the plan: time available against time required by storey. It is
 * illustrative and says so; every input can be changed, and what was assumed is listed.
 */
import { useMemo, useState } from 'react';
import { egressFromPlan, type Assumption, type Egress } from '#shared/physics/fire/fromPlan.ts';
import { inputDefaults, type FireInputs } from '#shared/physics/fire/inputs.ts';
import { manifestOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import { EstimateInputs } from './EstimateInputs.tsx';
import { useShortName, type FireView } from './fireView.ts';
import { UnitSection } from './UnitSection.tsx';

/** A home has as many people as the compound's on average, where its facts tell. */
export function useInputDefaults(): FireInputs {
  const facts = useFacts((all) => manifestOf(all)?.facts);
  return useMemo(
    () =>
      facts && facts.households > 0 && facts.people > 0
        ? { ...inputDefaults, peoplePerHousehold: Math.round((facts.people / facts.households) * 10) / 10 }
        : inputDefaults,
    [facts],
  );
}

export function useEgress(
  { incident, card }: Pick<FireView, 'incident' | 'card'>,
  inputs: FireInputs,
): Egress | null {
  const plan = useFacts((facts) => facts.plan);
  const placeId = incident.placeId ?? card.place?.id ?? null;
  const { positionEnu } = incident;
  return useMemo(
    () => egressFromPlan(plan, { placeId, positionEnu }, inputs),
    [plan, placeId, positionEnu, inputs],
  );
}

export function Estimate({ view }: { view: FireView }) {
  const { t } = useText();
  const short = useShortName(view);
  const defaults = useInputDefaults();
  const [changed, setChanged] = useState<Partial<FireInputs>>({});
  const inputs = useMemo(() => ({ ...defaults, ...changed }), [defaults, changed]);
  const egress = useEgress(view, inputs);
  const now = useInstant(1000);
  const firstMs = view.told.order[0]?.atMs ?? view.asOf.startedAtMs;
  const elapsedS = Math.max(0, (now - firstMs) / 1000 + inputs.detectionS);
  const time = (seconds: number) => stopwatch(seconds * 1000);
  return (
    <section className="fire-part fire-wide" data-testid="fire-estimate">
      <h3>
        {t('estimate.title')} <em className="illustrative">{t('estimate.label')}</em>
      </h3>
      {!egress ? (
        <p className="hint">{t('estimate.none')}</p>
      ) : (
        <>
          <p className="hint">
            {t('estimate.from', { s: inputs.detectionS, time: time(elapsedS) })}
            {egress.leavesFlatS !== null && ` · ${t('estimate.leaves', { time: time(egress.leavesFlatS) })}`}
          </p>
          <div className="estimate-body">
            <UnitSection egress={egress} elapsedS={elapsedS} storeys={view.unit?.storeys ?? []} />
            <table className="fire-table">
              <thead>
                <tr>
                  <th>{t('estimate.storey')}</th>
                  <th>{t('estimate.people')}</th>
                  <th>{t('estimate.available')}</th>
                  <th>{t('estimate.required')}</th>
                  <th>{t('estimate.margin')}</th>
                </tr>
              </thead>
              <tbody>
                {egress.storeys.toReversed().map((storey) => {
                  const isReached = storey.availableS !== null && storey.availableS <= elapsedS;
                  return (
                    <tr key={storey.placeId} className={storey.isBurning ? 'burning' : ''}>
                      <td>{short(storey.name)}</td>
                      <td>{Math.round(storey.people)}</td>
                      <td
                        className={isReached ? 'loud' : ''}
                        title={isReached ? t('estimate.smoke.now') : undefined}
                      >
                        {storey.availableS === null ? t('estimate.never') : time(storey.availableS)}
                        {isReached && ' !'}
                      </td>
                      <td>{time(storey.requiredS)}</td>
                      <td className={storey.marginS !== null && storey.marginS < 0 ? 'loud' : ''}>
                        {storey.marginS === null
                          ? '—'
                          : `${storey.marginS < 0 ? '−' : '+'}${time(Math.abs(storey.marginS))}`}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          <p className="hint assumed">
            {t('estimate.assumed')}: <Assumed assumptions={egress.assumptions} />
          </p>
        </>
      )}
      <EstimateInputs
        inputs={inputs}
        isChanged={Object.keys(changed).length > 0}
        onChange={(change) => setChanged((before) => ({ ...before, ...change }))}
        onReset={() => setChanged({})}
      />
    </section>
  );
}

function Assumed({ assumptions }: { assumptions: readonly Assumption[] }) {
  const { t, language } = useText();
  return assumptions
    .map(({ code, value }) =>
      t(`assumed.${code}`, { value: value === undefined ? '' : Math.round(value * 10) / 10 }),
    )
    .join(language === 'zh' ? '；' : '; ');
}
