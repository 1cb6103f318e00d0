/**
 * Where a thrown object may have come from: storeys and windows with their probabilities, on which calibration and how many
 * points, what would sharpen it, and what somebody judged. It is computed for whoever looks and accuses nobody.
 */
import { RotateCcw } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { goToGlobalId } from '#commands/elements.ts';
import { flyToPoint, selectPlace } from '#commands/focus.ts';
import { percentOf, readThrow, type ThrowReading } from '#shared/incidents/throwReading.ts';
import { nothingSupposed, type WhatIf } from '#shared/incidents/whatIf.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { ThrowTrace, TracedOpening } from '#shared/protocol/throwTrace.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { localTime } from '#shared/time/localTime.ts';
import { useBackTracing } from '#state/backTracing.ts';
import { zoneOf } from '#state/facts.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useSettled } from '#state/useSettled.ts';
import { useText } from '#ui/useText.ts';
import { summaryOf } from './throwSummary.ts';
import { happenedLast, throwsBy } from './throwsBy.ts';
import { ThrowJudgement } from './ThrowJudgement.tsx';
import { TraceBasis } from './TraceBasis.tsx';
import { WhatIfs } from './WhatIfs.tsx';

const MODELS_QUIET_MS = 1500;
/** In replay another throw may have come this soon; live the hub tells. */
const INSTANT_MS = 500;
const LIVE_MS = 60_000;

export function BackTrace({ incident, fixed }: { incident: IncidentRecord; fixed: boolean }) {
  const { t, said } = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const [throws, setThrows] = useState<ThrowTrace['throws']>([]);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? INSTANT_MS : LIVE_MS);
  const happened = throwsBy(throws, replaying ? instant : null);
  const eventId = happened.some((one) => one.eventId === chosen) ? chosen : happenedLast(happened, throws);
  const [whatIf, setWhatIf] = useState<WhatIf>(nothingSupposed);
  const calibrations = useChoices((choices) => choices.calibrations);
  // Windows come with their models, one after another; each asking is a look that is written down.
  const models = useSettled(
    useFacts((facts) => facts.models.length),
    MODELS_QUIET_MS,
    (count) => count > 0,
  );
  const traced = useBackTracing(incident.id, eventId, String(calibrations), models, whatIf);
  const { trace, result } = traced.kind === 'traced' ? traced : { trace: null, result: null };
  // Kept while another one is being read.
  if (trace && trace.throws !== throws) setThrows(trace.throws);
  const isAhead = replaying && trace !== null && trace.atMs > instant;
  const reading = useMemo(() => (trace ? readThrow(trace, result) : null), [trace, result]);
  return (
    <section className="back-trace" aria-label={t('trace.title')} data-testid="back-trace">
      <h3>{t('trace.title')}</h3>
      <p className="hint">{t('trace.notice')}</p>
      {traced.kind === 'loading' && <p className="hint">{t('trace.loading')}</p>}
      {traced.kind === 'computing' && <p className="hint">{t('trace.computing')}</p>}
      {traced.kind === 'refused' && (
        <p className="fault" role="status">
          {said(traced.fault)}{' '}
          <button className="link" onClick={traced.again}>
            <RotateCcw size="0.9em" /> {t('trace.retry')}
          </button>
        </p>
      )}
      {isAhead && <p className="hint">{t('trace.ahead')}</p>}
      {traced.kind === 'traced' && reading && !isAhead && (
        <div className={traced.isFresh ? '' : 'dim'} aria-busy={!traced.isFresh}>
          <WhichThrow trace={traced.trace} throws={happened} onChoose={setChosen} />
          <Found reading={reading} />
          <TraceBasis trace={traced.trace} reading={reading} />
          <WhatIfs whatIf={whatIf} onChange={setWhatIf} />
          {!fixed && <ThrowJudgement incident={incident} reading={reading} />}
        </div>
      )}
    </section>
  );
}

/** Where an incident has several throws: the one that is traced. */
function WhichThrow(props: {
  trace: ThrowTrace;
  throws: ThrowTrace['throws'];
  onChoose: (eventId: string) => void;
}) {
  const { t, local } = useText();
  const zone = useFacts(zoneOf);
  const { trace, throws, onChoose } = props;
  if (throws.length < 2) return null;
  return (
    <label className="trace-which">
      {t('trace.which', { count: throws.length })}{' '}
      <select value={trace.eventId} onChange={({ target }) => onChoose(target.value)}>
        {throws.map(({ eventId, atMs, deviceName }) => (
          <option key={eventId} value={eventId}>
            {localTime(atMs, zone).clock} · {local(deviceName)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Between a number and its unit. */
const NO_BREAK = '\u00A0';
/** From how far off the ground before the wall is looked at. */
const LANDING_SIGHT_M = 12;
/** Of the filling on the ground, 0…1. */
const LANDING_STRENGTH = 0.3;

function Found({ reading }: { reading: ThrowReading }) {
  const { t, local } = useText();
  const screen = useScreen();
  const [inScene, setInScene] = useState(true);
  const nameOf = useCallback(
    ({ storey, fromLeft }: TracedOpening): string =>
      t('trace.opening', { storey: local(storey), n: fromLeft }),
    [t, local],
  );
  // A track that fits no fall has no height that is worth telling, and no way to draw.
  const isFall = reading.elsewhere < 0.5;
  useEffect(() => {
    if (!inScene || !isFall) return;
    screen.choices.setState({
      tracedThrow: {
        ...reading.path,
        label: '',
        outlines: [
          { pointsEnu: reading.regionEnu, strength: 0, label: '', isRegion: true },
          ...(reading.landing
            ? [
                {
                  pointsEnu: reading.landing.outlineEnu,
                  strength: LANDING_STRENGTH,
                  label: t('trace.landing.short'),
                },
              ]
            : []),
          ...reading.openings.map(({ opening, probability }, i) => ({
            pointsEnu: opening.cornersEnu,
            strength: probability,
            label:
              i === 0
                ? `${nameOf(opening)} ${t('trace.percent', { percent: percentOf(probability) }).replace(' ', NO_BREAK)}`
                : '',
          })),
        ],
      },
    });
    return () => screen.choices.setState({ tracedThrow: null });
  }, [screen, inScene, isFall, reading, nameOf, t]);
  const [low, high] = reading.heightsM;
  return (
    <>
      {reading.mistaken && (
        <p className="trace-mistaken" role="status" data-testid="trace-mistaken">
          {t(`trace.mistaken.${reading.mistaken}`)}
        </p>
      )}
      <p className="trace-summary" data-testid="trace-summary">
        {summaryOf(t, local, reading)}
      </p>
      {isFall && <p className="hint">{t('trace.heights', { low: low.toFixed(1), high: high.toFixed(1) })}</p>}
      {isFall && reading.landing && (
        <p className="hint" data-testid="trace-landing">
          {t('trace.landing', {
            near: reading.landing.offM[0].toFixed(1),
            far: reading.landing.offM[1].toFixed(1),
            width: reading.landing.widthM.toFixed(1),
          })}{' '}
          <button
            className="link"
            data-testid="trace-landing-go"
            onClick={() =>
              reading.landing && flyToPoint(screen, middleOf(reading.landing.outlineEnu), LANDING_SIGHT_M)
            }
          >
            {t('trace.landing.go')}
          </button>
        </p>
      )}
      <h4>{t('trace.storeys')}</h4>
      <ol className="trace-ranks" data-testid="trace-storeys">
        {reading.storeys.map(({ id, probability }) => (
          <Rank key={id} name={local(id)} probability={probability} />
        ))}
        <Rank name={t('trace.elsewhere')} probability={reading.elsewhere} />
      </ol>
      <h4>{t('trace.openings')}</h4>
      <ol className="trace-ranks" data-testid="trace-openings">
        {reading.openings.map(({ opening, probability }) => (
          <Rank
            key={opening.id}
            name={nameOf(opening)}
            note={opening.placeId ?? ''}
            probability={probability}
            onChoose={() => {
              if (opening.element)
                void goToGlobalId(screen, opening.element.modelId, opening.element.globalId);
              else if (opening.placeId) selectPlace(screen, opening.placeId);
            }}
          />
        ))}
      </ol>
      <label className="trace-show">
        <input type="checkbox" checked={inScene} onChange={() => setInScene(!inScene)} /> {t('trace.show')}
      </label>
    </>
  );
}

function middleOf(pointsEnu: readonly Enu[]): Enu {
  const mean = (axis: 0 | 1 | 2) =>
    pointsEnu.reduce((sum, point) => sum + point[axis], 0) / Math.max(1, pointsEnu.length);
  return [mean(0), mean(1), mean(2)];
}

function Rank(props: {
  readonly name: string;
  readonly note?: string;
  readonly probability: number;
  readonly onChoose?: () => void;
}) {
  const { t } = useText();
  const percent = percentOf(props.probability);
  const words = (
    <>
      <span>
        {props.name}
        {props.note && <small> {props.note}</small>}
      </span>
      <b>{t('trace.percent', { percent })}</b>
      <i style={{ inlineSize: `${props.probability * 100}%` }} />
    </>
  );
  return <li>{props.onChoose ? <button onClick={props.onChoose}>{words}</button> : <div>{words}</div>}</li>;
}
