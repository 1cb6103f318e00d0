/**
 * What happened, as one list: alarms, what people did, events, commands, incidents; searchable over any span, live and in
 * replay. A row leads to its instant and its device; the list goes out as CSV or onto paper.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Download, Printer, RefreshCw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { journalKinds, type JournalKind, type JournalRow } from '#shared/protocol/journal.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useRem } from '#ui/useRem.ts';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { useExport } from './exportJournal.ts';
import { useJournal, type JournalQuestion } from './useJournal.ts';

const hourMs = 3_600_000;
const spans = { shift: 12 * hourMs, day: 24 * hourMs, week: 168 * hourMs, month: 30 * 24 * hourMs } as const;
type Span = keyof typeof spans | 'all';
const rowRem = 2.9;
/** What is typed is asked for once the hand rests. */
const typingMs = 300;

export function Journal() {
  const { t } = useText();
  const { clock } = useScreen();
  const compound = useFacts((facts) => facts.compoundId);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const historyFromMs = useFacts((facts) => facts.historyFromMs);
  const [span, setSpan] = useState<Span>('shift');
  const [kinds, setKinds] = useState<readonly JournalKind[]>(journalKinds);
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  const [asked, setAsked] = useState(0);
  const happened = useFacts(
    ({ events, actions, commands }) =>
      `${events.at(-1)?.seq} ${actions.at(-1)?.seq} ${commands[0]?.id} ${commands[0]?.state}`,
  );
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [text]);

  const question = useMemo((): JournalQuestion | null => {
    if (compound === null || kinds.length === 0) return null;
    const toMs = clock.hubNowMs();
    const fromMs = span === 'all' ? (historyFromMs ?? 0) : toMs - spans[span];
    return { compound, fromMs: Math.max(0, fromMs), toMs: toMs + 1, kinds, text: settled };
    // Asked anew when somebody wants it so. To look at a row's instant leaves the list where it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [compound, kinds, span, settled, asked, historyFromMs]);
  const journal = useJournal(question);
  const files = useExport(question);
  const [read, setRead] = useState(happened);
  if (read !== happened && journal.loading) setRead(happened);

  return (
    <div className="journal">
      <div className="journal-head">
        <input
          type="search"
          value={text}
          maxLength={200}
          placeholder={t('journal.search')}
          aria-label={t('journal.search')}
          data-testid="journal-search"
          onChange={({ target }) => setText(target.value)}
        />
        <select
          aria-label={t('journal.span')}
          value={span}
          data-testid="journal-span"
          onChange={({ target }) => setSpan(target.value as Span)}
        >
          {([...Object.keys(spans), 'all'] as Span[]).map((one) => (
            <option key={one} value={one}>
              {t(`journal.span.${one}`)}
            </option>
          ))}
        </select>
        <button
          className={`icon-button ${read === happened || replaying ? '' : 'fresh'}`}
          aria-label={t('journal.again')}
          title={t('journal.again')}
          data-testid="journal-again"
          onClick={() => {
            setRead(happened);
            setAsked((n) => n + 1);
          }}
        >
          <RefreshCw size="1.05em" />
        </button>
        <button
          className="icon-button"
          aria-label={t('journal.csv')}
          title={t('journal.csv')}
          data-testid="journal-csv"
          onClick={() => void files.csv()}
        >
          <Download size="1.05em" />
        </button>
        <button
          className="icon-button"
          aria-label={t('journal.print')}
          title={t('journal.print')}
          data-testid="journal-print"
          onClick={() => void files.print()}
        >
          <Printer size="1.05em" />
        </button>
      </div>
      <div className="journal-kinds" role="group" aria-label={t('journal.kinds')}>
        {journalKinds.map((kind) => (
          <button
            key={kind}
            aria-pressed={kinds.includes(kind)}
            onClick={() =>
              setKinds(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind])
            }
          >
            {t(`journal.kind.${kind}`)}
          </button>
        ))}
      </div>
      <Rows journal={journal} none={kinds.length === 0} />
    </div>
  );
}

function Rows({ journal, none }: { journal: ReturnType<typeof useJournal>; none: boolean }) {
  const { t, said } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  // oxlint-disable-next-line react/incompatible-library -- only the React compiler minds, and none runs here
  const virtual = useVirtualizer({
    count: journal.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rem * rowRem,
    overscan: 8,
  });
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  const { more, loading, loadMore } = journal;
  const atEnd = more && !loading && last >= journal.rows.length - 1;
  useEffect(() => {
    if (atEnd) loadMore();
    // The function is new each time; what it does depends on where the list is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [atEnd]);
  return (
    <div
      ref={scroller}
      className="journal-rows"
      data-testid="journal"
      tabIndex={0}
      role="group"
      aria-label={t('journal.title')}
    >
      {journal.fault && <p className="fault">{said(journal.fault)}</p>}
      {journal.rows.length === 0 && !loading && !journal.fault && (
        <p className="empty">{t(none ? 'journal.none.kinds' : 'journal.none')}</p>
      )}
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = journal.rows[index];
          return row && <Row key={row.key} row={row} top={start} height={size} />;
        })}
      </div>
      {loading && <p className="empty">{t('journal.loading')}</p>}
    </div>
  );
}

function Row({ row, top, height }: { row: JournalRow; top: number; height: number }) {
  const { t, local, person } = useText();
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const { date, clock } = localTime(row.atMs, zone);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 500 : 60_000);
  return (
    <button
      // In replay: what had not happened yet.
      className={`journal-row ${row.kind} ${replaying && row.atMs > instant ? 'ahead' : ''}`}
      style={{ top, height }}
      title={t('incident.timeline.seek')}
      onClick={() => {
        screen.clock.seek(row.atMs);
        if (row.deviceKey !== null) selectDevice(screen, row.deviceKey);
      }}
    >
      <time>
        {clock}
        <small>{date.slice(5)}</small>
      </time>
      {row.priority === null ? <span className="entry-dot" /> : <PriorityMark priority={row.priority} />}
      <span className="journal-text">
        {local(row.text)}
        <small>
          {t(`journal.kind.${row.kind}`)}
          {row.by !== null && ` · ${person(row.by)}`}
          {row.note && (
            <>
              {' · '}
              <q>{row.note}</q>
            </>
          )}
        </small>
      </span>
    </button>
  );
}
