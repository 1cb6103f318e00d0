/** Below the list, always of the same height: the chosen alarm in full, and what can be done with all that are chosen. */
import { useMemo } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { chosenAlarms } from '#commands/alarmCommands.ts';
import { selectPlace } from '#commands/focus.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { AlarmLife } from './AlarmLife.tsx';

const lateMs = 2000;

export function AlarmDetail() {
  const { t } = useText();
  const screen = useScreen();
  const chosenIds = useChoices((choices) => choices.chosenAlarmIds);
  const alarms = useFacts((facts) => facts.alarms);
  const shownIds = useChoices((choices) => choices.shownAlarmIds);
  const chosen = useMemo(
    () => chosenAlarms(screen),
    // What is chosen comes of these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [screen, alarms, chosenIds, shownIds],
  );
  const lead = chosen.find(({ id }) => id === chosenIds.at(-1)) ?? chosen[0];
  return (
    <div className="alarm-detail" data-testid="alarm-detail" aria-label={t('alarms.chosen')} role="region">
      {!lead ? (
        <p className="empty">{t(chosenIds.length > 0 ? 'alarms.chosen.over' : 'alarms.choose')}</p>
      ) : (
        <>
          <div className="alarm-detail-text">
            {chosen.length > 1 && (
              <p className="alarm-many">{t('alarms.chosen.many', { count: chosen.length })}</p>
            )}
            <Lead alarm={lead} />
          </div>
          <Buttons many={chosen.length > 1} />
        </>
      )}
    </div>
  );
}

function Lead({ alarm }: { alarm: AlarmRecord }) {
  const { t, local, person } = useText();
  const screen = useScreen();
  const place = useFacts(({ plan }) => plan.places.find(({ id }) => id === alarm.placeId));
  return (
    <>
      <h3>
        {local(alarm.name)} · {local(alarm.deviceName)}
      </h3>
      <p className="hint">
        {place && (
          <button className="link" onClick={() => selectPlace(screen, place.id)}>
            {local(place.name)}
          </button>
        )}{' '}
        <Times alarm={alarm} />
        {alarm.acknowledgedBy && ` · ${t('alarms.acked', { by: person(alarm.acknowledgedBy) })}`}
        {(alarm.escalatedAtMs ?? null) !== null && ` · ${t('alarms.escalated')}`}
        {alarm.count > 1 && ` · ${t('alarms.repeats', { count: alarm.count })}`}
      </p>
      <p>{t('alarms.suggest', { action: local(alarm.action) })}</p>
      <p className="hint">{t('alarms.consequence', { text: local(alarm.consequence) })}</p>
      {alarm.note && <q>{alarm.note}</q>}
      <AlarmLife alarm={alarm} />
    </>
  );
}

/** A late word says both: when it happened, and when anybody here could know. */
function Times({ alarm: { firstAtMs, happenedAtMs, learntAtMs } }: { alarm: AlarmRecord }) {
  const { t } = useText();
  if (happenedAtMs === undefined || learntAtMs === undefined || Math.abs(learntAtMs - happenedAtMs) < lateMs)
    return <ClockTime atMs={firstAtMs} />;
  return (
    <span data-testid="learnt">
      {t('alarms.happened')} <ClockTime atMs={happenedAtMs} /> · {t('alarms.learnt')}{' '}
      <ClockTime atMs={learntAtMs} />
    </span>
  );
}

function Buttons({ many }: { many: boolean }) {
  return (
    <div className="alarm-buttons">
      {/* These keep their places, so that nothing comes under a pointer that rests there. */}
      <CommandButton command="alarm.acknowledge" className="primary" testId="acknowledge" showKey />
      <CommandButton command="alarm.note" testId="acknowledge-note" showKey />
      {!many && <CommandButton command="alarm.incident" testId="open-incident" showKey />}
      <CommandButton command="alarm.reset" testId="reset" className="primary" hideUnable />
      <CommandButton command="alarm.shelve" testId="shelve" hideUnable />
      <CommandButton command="alarm.unshelve" hideUnable />
    </div>
  );
}
