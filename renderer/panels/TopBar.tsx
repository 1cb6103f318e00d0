/** Top: which compound, which time, LIVE or REPLAY, alarms by priority, health, and the few switches. */
import { useMemo, useState } from 'react';
import { isSetAside } from '#shared/alarms/machine.ts';
import { elsewhere } from '#state/elsewhere.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { localTime } from '#shared/time/localTime.ts';
import { deviceQuality } from '#state/reading.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useInstant } from '#ui/useInstant.ts';
import { ageText, useText } from '#ui/useText.ts';
import { JumpTo } from './JumpTo.tsx';
import { Switches } from './Switches.tsx';
import { UserMenu } from './UserMenu.tsx';

const priorities: readonly AlarmPriority[] = [1, 2, 3, 4];
const callsShown = 2;
const weekdays: Readonly<Record<string, string>> = {
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
  Sun: '周日',
};

export function TopBar() {
  const { t, local } = useText();
  const compounds = useOperations((state) => state.compounds);
  const compoundId = useOperations((state) => state.compoundId);
  const manifest = compounds.find((one) => one.id === compoundId)?.manifest;
  return (
    <header className="top-bar">
      <div className="brand">{t('app.name')}</div>
      {compounds.length > 1 ? (
        <select
          className="compound-select"
          aria-label={t('tree.title')}
          value={compoundId ?? ''}
          onChange={(event) => void session().choose(event.target.value)}
        >
          {compounds.map((one) => (
            <option key={one.id} value={one.id}>
              {local(one.manifest.name)}
              {one.id !== compoundId && askingText(one.asking)}
            </option>
          ))}
        </select>
      ) : (
        manifest && <div className="compound-name">{local(manifest.name)}</div>
      )}
      <Elsewhere />
      {manifest && manifest.facts.buildings > 0 && (
        <div className="facts">
          <span>
            {t('tree.buildings', { count: manifest.facts.buildings })} ·{' '}
            {t('tree.units', { count: manifest.facts.units })} ·{' '}
            {t('tree.households', { count: manifest.facts.households })}
          </span>
          {manifest.layout === 'illustrative' && <span className="hint"> · {t('app.illustrative')}</span>}
        </div>
      )}
      <ModeAndClock timeZone={manifest?.origin.timeZone ?? 'Asia/Shanghai'} />
      <div className="spacer" />
      <AlarmCounts />
      <Health />
      <Switches />
      <UserMenu />
    </header>
  );
}

function askingText(asking: CompoundSummary['asking']): string {
  const counts = asking.flatMap((count, i) => (count > 0 ? [`P${i + 1} × ${count}`] : []));
  return counts.length > 0 ? ` · ${counts.join(' ')}` : '';
}

/** Alarms of compounds that are not on the screen; pressing one goes there, to the present. The selector lists all. */
function Elsewhere() {
  const { t, local } = useText();
  const compounds = useOperations((state) => state.compounds);
  const compoundId = useOperations((state) => state.compoundId);
  return elsewhere(compounds, compoundId)
    .slice(0, callsShown)
    .map(({ compound, priority, count }) => (
      <button
        key={compound.id}
        className={`elsewhere p${priority}`}
        role="alert"
        data-testid="elsewhere"
        title={t('top.elsewhere', { name: local(compound.manifest.name) })}
        onClick={() => {
          session().clock.live();
          void session().choose(compound.id);
        }}
      >
        <PriorityMark priority={priority} />
        <span>{local(compound.manifest.name)}</span>
        <b>{count}</b>
      </button>
    ));
}

function ModeAndClock({ timeZone }: { timeZone: string }) {
  const { t, language } = useText();
  const clock = useOperations((state) => state.clock);
  const instant = useInstant(200);
  const [jumping, setJumping] = useState(false);
  const now = localTime(instant, timeZone);
  const replaying = clock.mode === 'replay';
  const tenths = replaying ? `.${Math.floor((instant % 1000) / 100)}` : '';
  return (
    <>
      <button
        className={`mode ${clock.mode}`}
        data-testid="mode"
        onClick={() => replaying && session().clock.live()}
        title={replaying ? t('mode.back') : undefined}
      >
        <span className="dot" />
        {!replaying
          ? t('mode.live')
          : clock.playing
            ? t('mode.replay', { rate: clock.rate })
            : t('mode.paused')}
      </button>
      <button
        className="clock-button"
        title={t('time.jump')}
        data-testid="clock"
        onClick={() => setJumping(true)}
      >
        <time className="clock" dateTime={new Date(instant).toISOString()}>
          <b>
            {now.clock}
            {tenths && <small>{tenths}</small>}
          </b>
          <span>
            {now.date} {language === 'zh' ? weekdays[now.weekday] : now.weekday} {zoneName(instant, timeZone)}
            {replaying && (
              <em> · {t('mode.ago', { age: ageText(t, session().clock.hubNowMs() - instant) })}</em>
            )}
          </span>
        </time>
      </button>
      {jumping && <JumpTo timeZone={timeZone} onClose={() => setJumping(false)} />}
    </>
  );
}

function zoneName(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    instant,
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? timeZone;
}

function AlarmCounts() {
  const { t } = useText();
  const alarms = useOperations((state) => state.alarms);
  return (
    <div className="alarm-counts" role="status" aria-label={t('alarms.title')}>
      {priorities.map((priority) => {
        const all = alarms.filter((alarm) => alarm.priority === priority && !isSetAside(alarm));
        const open = all.filter((alarm) => !alarm.acknowledged).length;
        return (
          <span
            key={priority}
            className={`alarm-count ${open > 0 ? 'some' : ''}`}
            title={t(`alarms.p${priority}`)}
          >
            <PriorityMark priority={priority} muted={all.length === 0} />
            <b>{open}</b>
            <i>/ {all.length}</i>
          </span>
        );
      })}
    </div>
  );
}

function Health() {
  const { t } = useText();
  const devices = useOperations((state) => state.devices);
  const shown = useOperations((state) => state.shown);
  const rejected = useOperations((state) => state.rejected.total);
  const connected = useOperations((state) => state.connected);
  const online = useMemo(() => {
    let count = 0;
    for (const device of devices.values()) if (deviceQuality(device, shown.columns) === 'good') count++;
    return count;
  }, [devices, shown]);
  return (
    <div className="health">
      <span className="devices">{t('top.devices', { online, all: devices.size })}</span>
      {rejected > 0 && (
        <button className="link" onClick={() => setOperations({ overlay: 'rejections' })}>
          {t('top.rejected', { count: rejected })}
        </button>
      )}
      <span className={`connection ${connected ? 'up' : 'down'}`}>
        {connected ? t('top.connected') : t('top.lost')}
      </span>
    </div>
  );
}
