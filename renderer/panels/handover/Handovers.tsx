/**
 * Handing the shift over: what is open, shelved and out of service now, what was promised to whom; who goes signs by being
 * signed in, who comes signs at the same screen with name and password. Below, the shifts before.
 */
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { isSetAside } from '#shared/alarms/machine.ts';
import { isWaiting, type Handover, type OpenItems } from '#shared/protocol/handover.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { localTime } from '#shared/time/localTime.ts';
import { askHub } from '#state/account.ts';
import { useDraft } from '#state/drafts.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { printTable } from '#ui/printTable.ts';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';
import { Sign } from './Sign.tsx';

const shownAtMost = 20;
const itemsNamed = 6;
const kinds = ['incidents', 'alarms', 'shelved', 'outOfService'] as const;
const titles: Readonly<Record<(typeof kinds)[number], TextKey>> = {
  incidents: 'handover.incidents',
  alarms: 'handover.alarms',
  shelved: 'handover.shelved',
  outOfService: 'handover.outOfService',
};

export function Handovers() {
  const { t } = useText();
  const compound = useFacts((facts) => facts.compoundId) ?? '';
  const [changes, setChanges] = useState(0);
  const actions = useFacts((facts) => facts.actions);
  const url =
    compound === '' ? null : `/api/compounds/${encodeURIComponent(compound)}/handovers?limit=${shownAtMost}`;
  const listed = useFetched<{ handovers: readonly Handover[] }>(
    url,
    changes,
    // Somebody at another screen may have signed.
    actions.findLast(({ verb }) => verb.startsWith('handover'))?.seq ?? 0,
  )?.handovers;
  const changed = () => setChanges((n) => n + 1);
  const nowMs = useInstant(60_000);
  const pending = listed?.find((one) => isWaiting(one, nowMs));
  return (
    <div className="handovers">
      <OpenNow />
      {pending ? <Sign handover={pending} onChanged={changed} /> : <Write onWritten={changed} />}
      <h3>{t('handover.before')}</h3>
      {listed?.length === 0 && <p className="empty">{t('handover.none')}</p>}
      <ul>
        {listed?.map((one) => (
          <Past key={one.id} handover={one} />
        ))}
      </ul>
    </div>
  );
}

/** Counted here as the hub will count it when it is written. */
function OpenNow() {
  const { t } = useText();
  const alarms = useFacts((facts) => facts.liveAlarms);
  const incidents = useFacts((facts) => facts.incidents);
  const devices = useFacts((facts) => facts.devices);
  const open = incidents.filter(({ state }) => state !== 'closed' && state !== 'false').length;
  const counts = {
    incidents: open,
    alarms: alarms.filter((alarm) => !isSetAside(alarm)).length,
    shelved: alarms.filter(({ state }) => state === 'shelved').length,
    outOfService: [...devices.values()].filter(({ outOfService }) => outOfService !== null).length,
  };
  return (
    <dl className="handover-now">
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{t(titles[kind])}</dt>
          <dd>{counts[kind]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Write({ onWritten }: { onWritten: () => void }) {
  const { t, person } = useText();
  const { notices } = useScreen();
  const compound = useFacts((facts) => facts.compoundId);
  const me = useFacts((facts) => facts.user);
  const [busy, setBusy] = useState(false);
  const [promised, setPromised] = useDraft(`handover ${compound ?? ''}`);
  async function write(): Promise<void> {
    if (compound === null || busy) return;
    setBusy(true);
    const answer = await askHub('POST', `/api/compounds/${encodeURIComponent(compound)}/handovers`, {
      promised,
    });
    setBusy(false);
    if (!answer.ok) {
      notices.fault(answer.error);
      return onWritten();
    }
    setPromised('');
    onWritten();
  }
  return (
    <div className="handover-form">
      <label>
        {t('handover.promised')}
        <textarea
          rows={4}
          maxLength={4000}
          value={promised}
          placeholder={t('handover.promised.hint')}
          data-testid="handover-promised"
          onChange={({ target }) => setPromised(target.value)}
        />
      </label>
      <ActButton needs="alarms.act" className="primary" testId="handover-write" onClick={() => void write()}>
        {t('handover.write', { name: person(me) })}
      </ActButton>
    </div>
  );
}

function Past({ handover }: { handover: Handover }) {
  const { t, local, person, language } = useText();
  const zone = useFacts(zoneOf);
  const time = (atMs: number) => {
    const { date, clock } = localTime(atMs, zone);
    return `${date} ${clock.slice(0, 5)}`;
  };
  const names = ({ count, items }: OpenItems) =>
    [
      ...items.slice(0, itemsNamed).map(({ name }) => local(name)),
      ...(count > itemsNamed ? [t('handover.more', { count: count - itemsNamed })] : []),
    ].join(t('list.comma'));
  const who = t('handover.who', {
    from: person(handover.from),
    to:
      handover.to === null
        ? t(handover.withdrawnAtMs === undefined ? 'handover.unsigned' : 'handover.withdrawn')
        : person(handover.to),
  });
  return (
    <li data-testid="handover">
      <details>
        <summary>
          <b>{time(handover.atMs)}</b> {who}
        </summary>
        {handover.promised && <q>{handover.promised}</q>}
        <dl>
          {kinds.map((kind) => (
            <div key={kind}>
              <dt>
                {t(titles[kind])} {handover.open[kind].count}
              </dt>
              <dd>{names(handover.open[kind])}</dd>
            </div>
          ))}
        </dl>
        <button
          className="link"
          onClick={() =>
            printTable({
              language,
              title: t('handover.title'),
              lines: [`${time(handover.atMs)} (${zone}) · ${who}`, handover.promised],
              head: [t('handover.column.kind'), t('handover.column.name')],
              rows: kinds.flatMap((kind) =>
                handover.open[kind].items.map(({ name }) => [t(titles[kind]), local(name)]),
              ),
            })
          }
        >
          <Printer size="1em" /> {t('journal.print')}
        </button>
      </details>
    </li>
  );
}
