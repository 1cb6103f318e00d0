/** Open alarms of all compounds. A press goes there: down to the compound, with the alarm chosen. */
import { memo, useMemo, useState } from 'react';
import { isAsking } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { stateText } from '#panels/alarms/AlarmRow.tsx';
import { sinceMs } from '#panels/alarms/arrange.ts';
import { useHold } from '#panels/alarms/useHold.ts';
import { heldOrder, priorities } from '#state/standing.ts';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { alarmsShown, everyAlarm, type AlarmFilter } from './alarmsShown.ts';
import { useDistrictFacts, useHubNow } from './useDistrict.tsx';

const rowsAtMost = 200;
const none: readonly AlarmRecord[] = [];

export function AlarmColumn({
  compounds,
  onGo,
}: {
  /** By name, for choosing. */
  compounds: readonly CompoundSummary[];
  onGo: (alarm: AlarmRecord) => void;
}) {
  const { t, local } = useText();
  const alarms = useDistrictFacts((facts) => facts.alarms);
  const stale = useDistrictFacts((facts) => facts.alarmsStale);
  const mayRead = useDistrictFacts(({ person }) => person?.verbs.includes('alarms.read') !== false);
  const [filter, setFilter] = useState<AlarmFilter>(everyAlarm);
  const nowMs = useHubNow();
  const { held, handlers } = useHold();
  const current = useMemo(() => alarmsShown(alarms ?? none, filter), [alarms, filter]);
  const [order, setOrder] = useState<readonly AlarmRecord[]>(none);
  if (!held && order !== current) setOrder(current);
  const shown = useMemo(
    () =>
      held
        ? heldOrder(
            order.map(({ id }) => id),
            current,
          )
        : current,
    [held, order, current],
  );
  const names = useMemo(() => new Map(compounds.map((one) => [one.id, one.manifest.name])), [compounds]);
  const empty = !mayRead
    ? 'district.alarms.forbidden'
    : alarms === null
      ? 'district.alarms.loading'
      : alarms.length === 0
        ? 'district.alarms.none'
        : 'district.alarms.noMatch';
  return (
    <section className="district-alarms" aria-label={t('district.alarms')}>
      <header>
        <h2>{t('district.alarms')}</h2>
        <Filters filter={filter} compounds={compounds} onFilter={setFilter} />
      </header>
      {stale && (
        <p className="district-stale" role="status">
          {t('district.alarms.stale')}
        </p>
      )}
      {shown.length === 0 ? (
        <p className="empty" role="status">
          {t(empty)}
        </p>
      ) : (
        <ul data-testid="district-alarms" {...handlers}>
          {shown.slice(0, rowsAtMost).map((alarm) => (
            <AlarmLine
              key={alarm.id}
              alarm={alarm}
              compound={local(names.get(alarm.compound) ?? alarm.compound)}
              age={ageText(t, nowMs - sinceMs(alarm))}
              onGo={onGo}
            />
          ))}
        </ul>
      )}
      {shown.length > rowsAtMost && (
        <p className="hint empty">{t('district.alarms.more', { count: shown.length - rowsAtMost })}</p>
      )}
    </section>
  );
}

const AlarmLine = memo(function AlarmLine(props: {
  alarm: AlarmRecord;
  compound: string;
  age: string;
  onGo: (alarm: AlarmRecord) => void;
}) {
  const { t, local } = useText();
  const { alarm, compound, age, onGo } = props;
  const asking = isAsking(alarm);
  return (
    <li>
      <button
        type="button"
        className={`district-alarm p${alarm.priority} ${asking ? 'asking' : 'seen'}`}
        data-testid="district-alarm"
        data-alarm={alarm.id}
        title={t('district.alarms.go', { name: compound })}
        onClick={() => onGo(alarm)}
      >
        <PriorityMark priority={alarm.priority} muted={!asking} />
        <b>
          {local(alarm.name)} · <bdi>{local(alarm.deviceName)}</bdi>
        </b>
        <time>{age}</time>
        <small>
          {compound} · {stateText(alarm, t)}
          {alarm.value && ` · ${alarm.value}`}
        </small>
      </button>
    </li>
  );
});

function Filters({
  filter,
  compounds,
  onFilter,
}: {
  filter: AlarmFilter;
  compounds: readonly CompoundSummary[];
  onFilter: (filter: AlarmFilter) => void;
}) {
  const { t, local } = useText();
  const { which, hidden, compound } = filter;
  return (
    <div className="district-alarm-filters">
      <div className="district-choices" role="group" aria-label={t('district.alarms.which')}>
        {(['all', 'asking'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={which === one}
            onClick={() => onFilter({ ...filter, which: one })}
          >
            {t(`district.alarms.${one}`)}
          </button>
        ))}
      </div>
      <div className="line">
        <div className="district-choices" role="group" aria-label={t('district.alarms.priorities')}>
          {priorities.map((priority) => (
            <button
              key={priority}
              type="button"
              aria-pressed={!hidden.includes(priority)}
              aria-label={t('district.alarms.priority', { name: t(`alarms.p${priority}`) })}
              data-testid={`district-priority-${priority}`}
              onClick={() =>
                onFilter({
                  ...filter,
                  hidden: hidden.includes(priority)
                    ? hidden.filter((one) => one !== priority)
                    : [...hidden, priority],
                })
              }
            >
              <PriorityMark priority={priority} muted={hidden.includes(priority)} />
            </button>
          ))}
        </div>
        <select
          aria-label={t('district.alarms.of')}
          value={compound ?? ''}
          onChange={({ target }) =>
            onFilter({ ...filter, compound: target.value === '' ? null : target.value })
          }
        >
          <option value="">{t('district.alarms.everywhere')}</option>
          {compounds.map(({ id, manifest }) => (
            <option key={id} value={id}>
              {local(manifest.name)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
