/** How well the alarms serve who is on duty: figures with their targets, what to put right, people and days. */
import { Download, Table2 } from 'lucide-react';
import { useState } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { kpiTargets, type AlarmKpis, type Response, type Source } from '#shared/alarms/kpis.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { csvText } from '#shared/units/csv.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { saveFile } from '#ui/saveFile.ts';
import { saveXlsx } from '#ui/saveXlsx.ts';
import { useFetched } from '#ui/useFetched.ts';
import { ageText, stopwatch, useText, type Text } from '#ui/useText.ts';

const dayMs = 86_400_000;
const spans = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;
type Span = keyof typeof spans;
const spanNames: readonly Span[] = ['day', 'week', 'month'];

interface Figure {
  readonly key: TextKey;
  readonly value: string;
  readonly target: string | null;
  /** Null: there is no target, or nothing to measure. */
  readonly isMet: boolean | null;
}

const percent = (share: number | null) =>
  share === null ? '—' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

function spread({ p50S, p95S }: Response): string {
  const time = (seconds: number | null) => (seconds === null ? '—' : stopwatch(seconds * 1000));
  return `${time(p50S)} / ${time(p95S)}`;
}

function figuresOf(kpis: AlarmKpis): Figure[] {
  const { perTenMinutes, perDay, floodShare, priorities, topTenShare, acknowledged } = kpis;
  const t = kpiTargets;
  return [
    {
      key: 'figuresOf.rate',
      value: perTenMinutes.toFixed(2),
      target: `≤ ${t.perTenMinutes}`,
      isMet: perTenMinutes <= t.perTenMinutes,
    },
    {
      key: 'figuresOf.perDay',
      value: perDay.toFixed(1),
      target: `≤ ${t.manageablePerDay}`,
      isMet: perDay <= t.manageablePerDay,
    },
    {
      key: 'figuresOf.flood',
      value: percent(floodShare),
      target: `< ${percent(t.floodShare)}`,
      isMet: floodShare < t.floodShare,
    },
    { key: 'figuresOf.floods', value: String(kpis.floods), target: null, isMet: null },
    {
      key: 'figuresOf.priorities',
      value: priorities?.map((share) => `${Math.round(share * 100)}`).join(' / ') ?? '—',
      target: '5 / 15 / 80',
      isMet: null,
    },
    {
      key: 'figuresOf.top',
      value: percent(topTenShare),
      target: `≤ ${percent(t.topTenShare)}`,
      isMet: topTenShare === null ? null : topTenShare <= t.topTenShare,
    },
    { key: 'figuresOf.acknowledged', value: spread(acknowledged), target: null, isMet: null },
    { key: 'figuresOf.confirmed', value: spread(kpis.confirmed), target: null, isMet: null },
    { key: 'figuresOf.inTime', value: percent(acknowledged.inTime), target: null, isMet: null },
  ];
}

export function AlarmFigures() {
  const { t } = useText();
  const compound = useFacts((facts) => facts.compoundId);
  const [span, setSpan] = useState<Span>('week');
  const toMs = Math.ceil(useInstant(60_000) / 60_000) * 60_000;
  const url =
    compound &&
    `/api/compounds/${encodeURIComponent(compound)}/alarm-kpis?from=${toMs - spans[span]}&to=${toMs}`;
  const kpis = useFetched<{ kpis: AlarmKpis }>(url || null)?.kpis;
  return (
    <div className="alarm-figures">
      <div className="alarm-figures-head">
        <div className="segments" role="group" aria-label={t('figuresOf.span')}>
          {spanNames.map((one) => (
            <button key={one} aria-pressed={span === one} onClick={() => setSpan(one)}>
              {t(`figuresOf.span.${one}`)}
            </button>
          ))}
        </div>
        {kpis && <Exports kpis={kpis} />}
      </div>
      {kpis && (
        <>
          <dl className="kpi-grid">
            {figuresOf(kpis).map(({ key, value, target, isMet }) => (
              <div key={key} className={isMet === false ? 'missed' : ''}>
                <dt>{t(key)}</dt>
                <dd>{value}</dd>
                {target !== null && <small>{t('figuresOf.target', { target })}</small>}
              </div>
            ))}
          </dl>
          <Sources title="figuresOf.chattering" list={kpis.chattering} advice="figuresOf.chattering.advice" />
          <Sources
            title="figuresOf.stale"
            list={kpis.stale}
            noteOf={(one) => ageText(t, toMs - (kpis.stale.find((stale) => stale === one)?.sinceMs ?? toMs))}
          />
          <Sources title="figuresOf.sources" list={kpis.topSources} noteOf={({ count }) => `× ${count}`} />
          <People kpis={kpis} />
          <Days kpis={kpis} />
        </>
      )}
    </div>
  );
}

function Sources(props: {
  title: TextKey;
  list: readonly Source[];
  advice?: TextKey;
  noteOf?: (source: Source) => string;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const { title, list, advice, noteOf } = props;
  return (
    <section>
      <h3>
        {t(title)} <i>{list.length === 0 ? t('figuresOf.none') : list.length}</i>
      </h3>
      {list.length > 0 && advice && <p className="hint">{t(advice)}</p>}
      <ul>
        {list.map((one) => (
          <li key={`${one.deviceKey} ${one.ruleId}`}>
            <button className="link" onClick={() => selectDevice(screen, one.deviceKey)}>
              {local(one.name)} · {local(one.deviceName)}
            </button>{' '}
            {noteOf?.(one) ?? `× ${one.count}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function People({ kpis }: { kpis: AlarmKpis }) {
  const { t, person } = useText();
  if (kpis.operators.length === 0) return null;
  return (
    <table>
      <caption>{t('figuresOf.operators')}</caption>
      <thead>
        <tr>
          <th>{t('figuresOf.operators')}</th>
          <th>{t('figuresOf.operators.count')}</th>
          <th>{t('figuresOf.acknowledged')}</th>
          <th>{t('figuresOf.inTime')}</th>
        </tr>
      </thead>
      <tbody>
        {kpis.operators.map((one) => (
          <tr key={one.by}>
            <td>{person(one.by)}</td>
            <td>{one.count}</td>
            <td>{spread(one)}</td>
            <td>{percent(one.inTime)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ kpis }: { kpis: AlarmKpis }) {
  const { t } = useText();
  if (kpis.days.length === 0) return null;
  return (
    <table>
      <caption>{t('figuresOf.days')}</caption>
      <thead>
        <tr>
          <th>{t('figuresOf.days')}</th>
          <th>{t('figuresOf.perDay')}</th>
          <th>{t('figuresOf.days.worst')}</th>
          <th>{t('figuresOf.flood')}</th>
        </tr>
      </thead>
      <tbody>
        {kpis.days.map((day) => (
          <tr key={day.date} className={day.onsets > kpiTargets.manageablePerDay ? 'missed' : ''}>
            <td>{day.date}</td>
            <td>{day.onsets}</td>
            <td>{day.worstTenMinutes}</td>
            <td>{stopwatch(day.floodS * 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tables(kpis: AlarmKpis, t: Text, local: ReturnType<typeof useText>['local']) {
  const sources = (list: readonly Source[]) => [
    [t('alarms.column.name'), t('alarms.column.device'), t('alarms.column.count')],
    ...list.map(({ name, deviceName, count }) => [local(name), local(deviceName), count]),
  ];
  return [
    {
      title: t('figuresOf.title'),
      rows: [
        [t('figuresOf.name'), t('figuresOf.value'), t('figuresOf.goal')],
        ...figuresOf(kpis).map(({ key, value, target }) => [t(key), value, target ?? '']),
      ],
    },
    {
      title: t('figuresOf.days'),
      rows: [
        [t('figuresOf.days'), t('figuresOf.perDay'), t('figuresOf.days.worst')],
        ...kpis.days.map(({ date, onsets, worstTenMinutes }) => [date, onsets, worstTenMinutes]),
      ],
    },
    { title: t('figuresOf.sources'), rows: sources(kpis.topSources) },
    { title: t('figuresOf.chattering'), rows: sources(kpis.chattering) },
    { title: t('figuresOf.stale'), rows: sources(kpis.stale) },
  ];
}

function Exports({ kpis }: { kpis: AlarmKpis }) {
  const { t, local } = useText();
  const name = 'linli-alarm-figures';
  return (
    <>
      <button
        className="icon-button"
        aria-label={t('figuresOf.csv')}
        title={t('figuresOf.csv')}
        onClick={() =>
          saveFile(
            `${name}.csv`,
            'text/csv',
            csvText(
              tables(kpis, t, local).flatMap(({ title, rows }) => [
                [title],
                ...rows.map((row) => row.map(String)),
                [],
              ]),
            ),
          )
        }
      >
        <Download size="1.1em" />
      </button>
      <button
        className="icon-button"
        aria-label={t('figuresOf.xlsx')}
        title={t('figuresOf.xlsx')}
        onClick={() => void saveXlsx(`${name}.xlsx`, tables(kpis, t, local))}
      >
        <Table2 size="1.1em" />
      </button>
    </>
  );
}
