/** What the list leaves out, how it is ordered and grouped. Priorities are filtered with the counters above the screen. */
import { FilterX, Search } from 'lucide-react';
import { useMemo } from 'react';
import type { TextKey } from '#shared/i18n/zh.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { wholeView, type AlarmView } from '#state/alarmView.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const choicesOf = {
  state: ['all', 'unacknowledged', 'acknowledged', 'set-aside'],
  age: ['all', 'hour', 'shift', 'older'],
  sort: ['gravity', 'newest', 'oldest', 'place', 'system'],
  group: ['none', 'place', 'cause'],
} as const satisfies { readonly [K in keyof AlarmView]?: readonly AlarmView[K][] };

export function AlarmFilters() {
  const { t, local } = useText();
  const { choices } = useScreen();
  const view = useChoices(({ alarmView }) => alarmView);
  const alarms = useFacts((facts) => facts.alarms);
  const places = useFacts((facts) => facts.plan.places);
  const systems = useMemo(
    () => [...new Set(alarms.map(({ system }) => system))].sort().map(systemOrUnknown),
    [alarms],
  );
  const placed = useMemo(
    () => places.filter(({ kind }) => kind === 'courtyard' || kind === 'building' || kind === 'area'),
    [places],
  );
  const change = (part: Partial<AlarmView>) =>
    choices.setState(({ alarmView }) => ({ alarmView: { ...alarmView, ...part } }));
  return (
    <div className="alarm-filters" role="search" aria-label={t('alarms.filter')}>
      <label className="alarm-search">
        <Search size="1em" />
        <input
          type="search"
          value={view.text}
          maxLength={100}
          placeholder={t('alarms.filter.text')}
          aria-label={t('alarms.filter.text')}
          onChange={({ target }) => change({ text: target.value })}
        />
      </label>
      <Choice
        name="alarms.filter.system"
        value={view.system ?? ''}
        onChange={(system) => change({ system: system === '' ? null : system })}
        options={[
          ['', t('alarms.filter.system.all')],
          // A filter on a system whose alarms are over stays what it is.
          ...(view.system !== null && !systems.some(({ id }) => id === view.system)
            ? [systemOrUnknown(view.system)]
            : []
          )
            .concat(systems)
            .map(({ id, name }) => [id, local(name)] as const),
        ]}
      />
      <Choice
        name="alarms.filter.place"
        value={view.placeId ?? ''}
        onChange={(placeId) => change({ placeId: placeId === '' ? null : placeId })}
        options={[
          ['', t('alarms.filter.place.all')],
          ...placed.map(({ id, name }) => [id, local(name)] as const),
        ]}
      />
      {(['state', 'age', 'sort', 'group'] as const).map((part) => (
        <Choice
          key={part}
          name={`alarms.filter.${part}`}
          value={view[part]}
          onChange={(value) => change({ [part]: value })}
          options={choicesOf[part].map((one) => [one, t(`alarms.filter.${part}.${one}` as TextKey)] as const)}
        />
      ))}
    </div>
  );
}

/** Back to all alarms; order and groups stay. */
export function ClearFilters() {
  const { t } = useText();
  const { choices } = useScreen();
  const view = useChoices(({ alarmView }) => alarmView);
  const { layout, sort, group } = view;
  const whole: AlarmView = { ...wholeView, layout, sort, group };
  const isFiltered =
    view.priorities.size > 0 ||
    (['system', 'placeId', 'state', 'age', 'text'] as const).some((key) => view[key] !== whole[key]);
  return (
    <button
      className={`icon-button ${isFiltered ? 'active' : ''}`}
      disabled={!isFiltered}
      aria-label={t('alarms.filter.clear')}
      title={t('alarms.filter.clear')}
      data-testid="alarm-filter-clear"
      onClick={() => choices.setState({ alarmView: whole })}
    >
      <FilterX size="1.1em" />
    </button>
  );
}

function Choice(props: {
  readonly name: TextKey;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: string])[];
}) {
  const { t } = useText();
  return (
    <select
      className={props.value === props.options[0]?.[0] ? '' : 'active'}
      aria-label={t(props.name)}
      title={t(props.name)}
      data-testid={props.name}
      value={props.value}
      onChange={({ target }) => props.onChange(target.value)}
    >
      {props.options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
