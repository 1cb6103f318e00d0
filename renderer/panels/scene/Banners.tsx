/** What everybody at the screen must know now: the hub is away, something of the product itself is at fault, this is the past. */
import { useEffect, useState } from 'react';
import { runCommand } from '#commands/index.ts';
import type { RecordingMark } from '#shared/compounds/recording.ts';
import { isAsking } from '#shared/alarms/machine.ts';
import { localTime } from '#shared/time/localTime.ts';
import { recordingOf, zoneOf } from '#state/facts.ts';
import { useLayout } from '#state/useLayout.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import { Alerts } from './Alerts.tsx';

/** A screen that was just opened gets a moment to find the hub. */
const firstConnectionMs = 4000;
const raisedNamed = 3;

export function Banners() {
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  return (
    <div className="banners">
      <Lost />
      <Alerts />
      <Calling replaying={replaying} />
      <Missed />
      <Replay />
    </div>
  );
}

function Lost() {
  const { t } = useText();
  const connected = useFacts((facts) => facts.connected);
  const everConnected = useFacts((facts) => facts.everConnected);
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), firstConnectionMs);
    return () => clearTimeout(timer);
  }, []);
  if (connected || !(everConnected || waited)) return null;
  return (
    <p className="banner error" role="alert">
      {t('banner.lost')}
    </p>
  );
}

/**
 * The gravest that waits, with what, where and one key to it: in replay, where the list of alarms is behind another panel
 * or closed, and where a filter leaves it out.
 */
function Calling({ replaying }: { replaying: boolean }) {
  const { t, local } = useText();
  const screen = useScreen();
  const live = useFacts((facts) => facts.liveAlarms);
  const listed = useLayout((layout) => layout.isVisible('alarms'), true);
  const gravest = replaying ? 2 : 1;
  const asking = live.filter((alarm) => alarm.priority <= gravest && isAsking(alarm));
  const first = asking[0];
  const isShown = useChoices(({ shownAlarmIds }) => first !== undefined && shownAlarmIds.includes(first.id));
  if (!first || (!replaying && listed && isShown)) return null;
  return (
    <div role="alert" className="live-pending">
      <button
        className="banner error"
        data-over-scene
        data-testid="live-pending"
        onClick={() => runCommand(screen, 'alarm.gravest')}
      >
        <PriorityMark priority={first.priority} /> {local(first.name)} · {local(first.deviceName)}
        {asking.length > 1 && ` · ${t('banner.live', { count: asking.length })}`} <kbd>G</kbd>
      </button>
    </div>
  );
}

/** What changed while the hub was away, until somebody has read it. */
function Missed() {
  const { t, local } = useText();
  const { facts } = useScreen();
  const missed = useFacts((one) => one.missed);
  const zone = useFacts(zoneOf);
  if (!missed) return null;
  const { raised, over, acknowledged, incidents, fromMs, toMs } = missed;
  const changes = [
    raised.length > 0 && t('missed.raised', { count: raised.length }),
    over > 0 && t('missed.over', { count: over }),
    acknowledged > 0 && t('missed.acknowledged', { count: acknowledged }),
    incidents.length > 0 && t('missed.incidents', { count: incidents.length }),
  ].filter(Boolean);
  return (
    <div className="banner missed" role="status" data-testid="missed">
      <b>
        {t('missed.title', {
          from: localTime(fromMs, zone).clock,
          to: localTime(toMs, zone).clock,
          time: stopwatch(toMs - fromMs),
        })}
      </b>{' '}
      {changes.length > 0 ? changes.join(' · ') : t('missed.nothing')}
      {raised.slice(0, raisedNamed).map((alarm) => (
        <span key={alarm.id}>
          <PriorityMark priority={alarm.priority} /> {local(alarm.name)} · {local(alarm.deviceName)}
        </span>
      ))}
      <button onClick={() => facts.setState({ missed: null })}>{t('missed.read')}</button>
    </div>
  );
}

function Replay() {
  const { t, said } = useText();
  const { clock } = useScreen();
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const { loading, fault } = useFacts((facts) => facts.replay);
  const recording = useFacts(recordingOf);
  const zone = useFacts(zoneOf);
  const at = (atMs: number) => localTime(atMs, zone).clock;
  return (
    <>
      {fault && replaying && (
        <p className="banner error" role="alert" data-testid="replay-fault">
          {t('time.fault', { time: at(fault.atMs), why: said(fault.fault) })}
        </p>
      )}
      {(replaying || loading) && (
        <p className="banner replay" data-testid="replay-banner">
          {replaying && (recording ? <Recorded mark={recording} /> : t('banner.replay'))}
          {loading && (
            <span data-testid="replay-loading">
              {' '}
              {clock.isWaiting() ? t('time.loading', { time: at(clock.wishMs()) }) : t('time.waiting')}
            </span>
          )}
        </p>
      )}
    </>
  );
}

/** What cannot be taken for the present: from when to when it was, and when it was taken. */
function Recorded({ mark: { fromMs, toMs, recordedAtMs } }: { mark: RecordingMark }) {
  const { t } = useText();
  const zone = useFacts(zoneOf);
  const [from, to, at] = [fromMs, toMs, recordedAtMs].map((ms) => {
    const { date, clock } = localTime(ms, zone);
    return `${date} ${clock}`;
  });
  return (
    <span data-testid="recording-banner">
      {t('recording.banner', { from: from ?? '', to: to ?? '', at: at ?? '' })}
    </span>
  );
}
