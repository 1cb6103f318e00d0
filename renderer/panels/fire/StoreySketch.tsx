/** The storey on fire from above, beside the scene: homes, alarms by number. Other storeys one press away. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { openPlan } from '#commands/storeyPlan.ts';
import { orderSign } from '#shared/incidents/fireFacts.ts';
import { musterOf } from '#shared/incidents/marks.ts';
import { buildingOf } from '#shared/incidents/place.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { useShortName, type FireView } from './fireView.ts';
import { sketchOf, type Point } from './sketch.ts';

const path = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`;

export function StoreySketch({ view }: { view: FireView }) {
  const { t, local } = useText();
  const screen = useScreen();
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  const alone = useChoices((choices) => choices.storey !== null);
  const [moved, setMoved] = useState(0);
  const short = useShortName(view);
  const { unit, told, asOf } = view;
  const burning = unit?.at ?? 0;
  const at = Math.max(0, Math.min((unit?.storeys.length ?? 1) - 1, burning + moved));
  const storey = unit?.storeys[at];
  if (!unit || !storey)
    return (
      <section className="fire-part">
        <h3>{t('sketch.title')}</h3>
        <p className="hint">{t('sketch.none')}</p>
      </section>
    );
  const sketch = sketchOf(storey, told.order, devices);
  const muster = musterOf(asOf);
  const level = Number(storey.place.id.split('/')[1]);
  const buildingId = buildingOf(storey.place.id, plan);
  const ref =
    buildingId !== null && Number.isInteger(level)
      ? ({ kind: 'building', buildingId, level } as const)
      : null;
  const nameOf = (placeId: string) => {
    const home = storey.households.find(({ id }) => id === placeId);
    return home ? short(home.name) : '';
  };
  return (
    <section className="fire-part fire-sketch" data-testid="storey-sketch">
      <h3>
        {t('sketch.title')} · {local(storey.place.name)}
        {at === unit.at && <em>{t('sketch.burning')}</em>}
        <span className="part-tools">
          <button
            className="icon-button"
            aria-label={t('sketch.up')}
            title={t('sketch.up')}
            disabled={at >= unit.storeys.length - 1}
            onClick={() => setMoved(at - burning + 1)}
          >
            <ChevronUp size="1em" />
          </button>
          <button
            className="icon-button"
            aria-label={t('sketch.down')}
            title={t('sketch.down')}
            disabled={at <= 0}
            onClick={() => setMoved(at - burning - 1)}
          >
            <ChevronDown size="1em" />
          </button>
        </span>
      </h3>
      <svg
        viewBox={sketch.viewBox.join(' ')}
        role="img"
        aria-label={t('sketch.label', { storey: local(storey.place.name), count: sketch.marks.length })}
      >
        <path className="sketch-storey" d={path(sketch.outline)} />
        {sketch.homes.map(({ id, corners, nameAt }) => (
          <g
            key={id}
            className={`sketch-home ${id === view.card.place?.id ? 'burning' : ''} ${muster.get(id)?.muster ?? ''}`}
          >
            <path d={path(corners)} />
            <text x={nameAt[0]} y={nameAt[1]}>
              {nameOf(id)}
            </text>
          </g>
        ))}
        {sketch.marks.map(({ nth, at: [x, y] }) => (
          <g key={nth} className={`sketch-mark ${nth === 1 ? 'first' : ''}`}>
            <circle cx={x} cy={y} r={0.75} />
            <text x={x} y={y}>
              {nth}
            </text>
          </g>
        ))}
      </svg>
      <p className="sketch-foot">
        {sketch.elsewhere.length > 0 && (
          <span className="hint">
            {t('order.elsewhere')}: {sketch.elsewhere.map(orderSign).join(' ')}
          </span>
        )}
        {ref && (
          <>
            <button className="link" onClick={() => openPlan(screen, ref)}>
              {t('sketch.plan')}
            </button>
            <button className="link" onClick={() => screen.choices.setState({ storey: alone ? null : ref })}>
              {t(alone ? 'sketch.whole' : 'sketch.alone')}
            </button>
          </>
        )}
      </p>
    </section>
  );
}
