/** The storeys of one building or model, moved apart by a slider. */
import { explodeMeant } from '#commands/explode.ts';
import { useAppearance, useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const mostM = 12;
const stepM = 0.5;

export function ExplodeCard() {
  const screen = useScreen();
  const { t, local } = useText();
  const explode = useAppearance((appearance) => appearance.explode);
  const plan = useFacts((facts) => facts.plan);
  const models = useFacts((facts) => facts.models);
  // Another building can be taken while the tool is in the hand.
  useChoices((choices) => choices.selection);
  const meant = explodeMeant(screen);
  const of = explode?.of ?? null;
  const nameOf = (one: typeof of) =>
    one?.kind === 'building'
      ? local(plan.places.find(({ id }) => id === one.buildingId)?.name ?? '')
      : (models.find(({ id }) => one?.kind === 'model' && id === one.modelId)?.name ?? '');
  const name = nameOf(of);
  const isOther = meant !== null && JSON.stringify(meant) !== JSON.stringify(of);
  return (
    <section className="tool-card" data-over-scene aria-label={t('explode.title')} data-testid="explode-card">
      <b>{name}</b>
      {explode && (
        <label className="explode-slider">
          <span>{t('explode.gap')}</span>
          <input
            type="range"
            min={0}
            max={mostM}
            step={stepM}
            value={explode.gapM}
            aria-valuetext={`${explode.gapM.toFixed(1)} m`}
            onKeyDown={(event) => {
              // Arrows move the slider, not the time.
              if (/^(Arrow|Page|Home|End)/.test(event.key)) event.stopPropagation();
            }}
            onChange={({ target }) =>
              screen.appearance.setState({ explode: { of: explode.of, gapM: Number(target.value) } })
            }
          />
          <b>{`${explode.gapM.toFixed(1)} m`}</b>
        </label>
      )}
      <p className="hint">{t('explode.how')}</p>
      {isOther && (
        <button
          onClick={() =>
            screen.appearance.setState({ explode: { of: meant, gapM: explode?.gapM ?? startM } })
          }
        >
          {t('explode.other', { name: nameOf(meant) })}
        </button>
      )}
    </section>
  );
}

const startM = 3;
