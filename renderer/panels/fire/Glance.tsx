/** Where, since when, confirmed or not, who is above, which way in, what next: one line, read in five seconds. */
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { advanceIncident } from '#commands/incidentCommands.ts';
import { selectPlace } from '#commands/focus.ts';
import type { Declared } from '#shared/incidents/fireFacts.ts';
import { askingOf } from '#shared/incidents/steps.ts';
import type { IncidentMark } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { DrillMark } from '#ui/DrillMark.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import { householdAt, type FireView } from './fireView.ts';
import { useLanes } from './lanes.ts';

const laterMarks: readonly IncidentMark[] = ['call-119', 'brigade-arrive', 'under-control'];

export function Glance({ view, onHandOver }: { view: FireView; onHandOver: () => void }) {
  const { t, local } = useText();
  const screen = useScreen();
  const { asOf, card, told, fixed, homes } = view;
  const firstMs = told.order[0]?.atMs ?? asOf.startedAtMs;
  const now = useInstant(1000);
  const needing = homes.filter(({ id }) => (householdAt(view, id)?.needs.length ?? 0) > 0).length;
  const confirmed = told.marks.get('confirm');
  const place = card.place;
  const isCalm = told.marks.has('under-control') || asOf.state === 'resolved' || asOf.state === 'closed';
  return (
    <header className={`fire-glance ${isCalm ? 'calm' : ''}`} data-testid="fire-glance">
      <Told label={t('ground.where')} className="where">
        {asOf.drill && <DrillMark />}{' '}
        {place ? (
          <button
            className="glance-place"
            data-testid="glance-where"
            onClick={() => selectPlace(screen, place.id)}
          >
            {local(place.name)}
          </button>
        ) : (
          <b>{t('ground.nowhere')}</b>
        )}
      </Told>
      <Told label={t('ground.since')}>
        <b>
          <ClockTime atMs={firstMs} />
        </b>{' '}
        <small>{t('ground.for', { time: stopwatch(now - firstMs) })}</small>
      </Told>
      <Told label={t('ground.confirmed')} className={confirmed ? 'confirmed' : 'unconfirmed'}>
        <b data-testid="glance-confirmed">{t(confirmed ? 'ground.confirmed.yes' : 'ground.confirmed.no')}</b>{' '}
        {confirmed && <When declared={confirmed} />}
        {!fixed && (
          <span className="glance-acts">
            {(confirmed === undefined || confirmed.by === null) && (
              // A device's word stands already: a person's is asked for less loudly.
              <Mark view={view} mark="confirm" primary={confirmed === undefined} />
            )}
            {confirmed && confirmed.by !== null && <Mark view={view} mark="confirm" back />}
            {(asOf.state === 'new' || asOf.state === 'in-progress') && (
              <ActButton
                needs="incidents.act"
                className="framed"
                testId="fire-false"
                onClick={() => void advanceIncident(screen, asOf.id, 'false')}
              >
                {t('ground.false')}
              </ActButton>
            )}
          </span>
        )}
      </Told>
      <Told label={t('ground.people')}>
        <b>{t('ground.people.value', { above: card.above.length, all: homes.length })}</b>
        {needing > 0 && <small className="loud">{t('ground.people.needs', { count: needing })}</small>}
      </Told>
      <WayIn view={view} />
      <Next view={view} now={now} />
      <Told label={t('ground.state')} className="progress">
        {laterMarks.map((mark) => {
          const declared = told.marks.get(mark);
          return (
            <span key={mark} className={declared ? 'done' : ''} data-testid={`progress-${mark}`}>
              {declared ? (
                <>
                  ✓ {t(`mark.${mark}`)} <When declared={declared} />
                  {!fixed && declared.by !== null && <Mark view={view} mark={mark} back />}
                </>
              ) : fixed ? (
                <small>— {t(`mark.${mark}`)}</small>
              ) : (
                <Mark view={view} mark={mark} />
              )}
            </span>
          );
        })}
      </Told>
      {view.others.length > 0 && (
        <Told label={t('ground.others')} className="others">
          {view.others.map((other) => (
            <button
              key={other.id}
              className="link loud"
              data-testid="other-fire"
              onClick={() => screen.choices.setState({ openIncidentId: other.id })}
            >
              {local(other.title)}
            </button>
          ))}
        </Told>
      )}
      <button className="framed" data-testid="hand-over" onClick={onHandOver}>
        <Printer size="1em" /> {t('sheet.open')}
      </button>
    </header>
  );
}

function Told(props: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={`glance-told ${props.className ?? ''}`}>
      <small className="glance-label">{props.label}</small>
      <div>{props.children}</div>
    </div>
  );
}

function When({ declared }: { declared: Declared }) {
  const { t, person } = useText();
  return (
    <small>
      <ClockTime atMs={declared.atMs} />{' '}
      {declared.by === null ? t('ground.confirmed.panel') : person(declared.by)}
    </small>
  );
}

/** Declares it, or takes it back. */
function Mark(props: { view: FireView; mark: IncidentMark; primary?: boolean; back?: boolean }) {
  const { t } = useText();
  const screen = useScreen();
  const { mark, view, back = false } = props;
  return (
    <ActButton
      needs="incidents.act"
      className={back ? 'link' : props.primary ? 'primary' : 'framed'}
      testId={back ? `unmark-${mark}` : `mark-${mark}`}
      label={back ? `${t('mark.back')} · ${t(`mark.${mark}`)}` : t(`mark.${mark}`)}
      onClick={() =>
        void screen.session.command('markIncident', { incidentId: view.incident.id, mark, done: !back })
      }
    >
      {t(back ? 'mark.back' : `mark.${mark}`)}
    </ActButton>
  );
}

function WayIn({ view }: { view: FireView }) {
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const { blocked, clear } = useLanes();
  const [gate] = view.card.gates;
  const device = gate && devices.get(gate.key);
  return (
    <Told label={t('ground.way')}>
      <b>{device ? local(device.name) : t('ground.way.none')}</b>{' '}
      {gate && <small>{t('ground.way.far', { far: Math.round(gate.distanceM) })}</small>}{' '}
      {blocked.length > 0 ? (
        <small className="loud">{t('ground.way.blocked', { count: blocked.length })}</small>
      ) : (
        clear.length > 0 && <small>{t('ground.way.clear')}</small>
      )}
    </Told>
  );
}

function Next({ view, now }: { view: FireView; now: number }) {
  const { t, local } = useText();
  const { procedure } = view.asOf;
  const open = procedure.filter((one, i) => one.doneAtMs === null && askingOf(procedure, i) === 'asked');
  const step = open.find(({ optional }) => optional !== true) ?? open[0];
  const leftMs = step?.withinS === undefined ? null : view.asOf.startedAtMs + step.withinS * 1000 - now;
  return (
    <Told label={t('ground.next')} className="next">
      <b data-testid="glance-next">{step ? local(step.text) : t('ground.next.none')}</b>{' '}
      {leftMs !== null && !view.fixed && (
        <small className={leftMs < 0 ? 'loud' : ''}>
          {leftMs < 0
            ? t('ground.next.late', { time: stopwatch(-leftMs) })
            : t('ground.next.due', { time: stopwatch(leftMs) })}
        </small>
      )}
    </Told>
  );
}
