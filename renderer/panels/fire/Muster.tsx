/** Household by household: outside, in need of help, not heard of. What is said stands on the timeline, for every screen. */
import { ActButton } from '#commands/ActButton.tsx';
import { selectPlace } from '#commands/focus.ts';
import { musterOf } from '#shared/incidents/marks.ts';
import type { MusterState } from '#shared/protocol/records.ts';
import type { Place } from '#shared/twin/compound.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { mayDo } from '#commands/command.ts';
import { useText } from '#ui/useText.ts';
import { householdAt, useShortName, type FireView } from './fireView.ts';

const states: readonly MusterState[] = ['out', 'help', 'unheard'];

export function musterCounts({ homes, asOf }: Pick<FireView, 'homes' | 'asOf'>): Record<MusterState, number> {
  const muster = musterOf(asOf);
  const counts: Record<MusterState, number> = { out: 0, help: 0, unheard: 0 };
  for (const { id } of homes) counts[muster.get(id)?.muster ?? 'unheard']++;
  return counts;
}

export function Muster({ view }: { view: FireView }) {
  const { t } = useText();
  const muster = musterOf(view.asOf);
  return (
    <section className="fire-part fire-wide" data-testid="fire-muster">
      <h3>{t('muster.title')}</h3>
      {view.homes.length === 0 ? (
        <p className="hint">{t('muster.none')}</p>
      ) : (
        <p className="muster-counts" role="status" data-testid="muster-counts">
          {t('muster.counts', musterCounts(view))}
        </p>
      )}
      <ul className="muster">
        {view.homes.map((home) => (
          <Home
            key={home.id}
            view={view}
            home={home}
            state={muster.get(home.id)?.muster ?? 'unheard'}
            atMs={muster.get(home.id)?.atMs ?? null}
          />
        ))}
      </ul>
    </section>
  );
}

function Home(props: {
  readonly view: FireView;
  readonly home: Place;
  readonly state: MusterState;
  readonly atMs: number | null;
}) {
  const { t, local } = useText();
  const screen = useScreen();
  const may = useFacts(() => mayDo(screen, 'incidents.act'));
  const { view, home, state, atMs } = props;
  const household = householdAt(view, home.id);
  const name = useShortName(view)(home.name);
  return (
    <li className={state} data-testid={`muster-${home.id}`}>
      <button className="link" title={local(home.name)} onClick={() => selectPlace(screen, home.id)}>
        {name}
      </button>
      <span className="muster-who">
        {home.id === view.card.place?.id && <b className="loud">{t('muster.here')} </b>}
        {household && t('muster.people', { count: household.people })}
        {household && household.needs.length > 0 && (
          <b className="needs"> {household.needs.map(({ text }) => local(text)).join(t('list.comma'))}</b>
        )}
        {atMs !== null && (
          <small>
            {' '}
            <ClockTime atMs={atMs} />
          </small>
        )}
      </span>
      {view.fixed || !may ? (
        <span>{t(`muster.${state}`)}</span>
      ) : (
        <span className="muster-states" role="group" aria-label={name}>
          {states.map((one) => (
            <ActButton
              key={one}
              needs="incidents.act"
              testId={`muster-${one}`}
              pressed={one === state}
              label={t('muster.set', { home: name, state: t(`muster.${one}`) })}
              onClick={() => {
                if (one === state) return;
                void screen.session.command('musterHousehold', {
                  incidentId: view.incident.id,
                  placeId: home.id,
                  muster: one,
                });
              }}
            >
              {t(`muster.${one}`)}
            </ActButton>
          ))}
        </span>
      )}
    </li>
  );
}
