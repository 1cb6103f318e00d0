/** Which time the screen shows: LIVE, REPLAY, or LOST since when, and the instant. */
import { useState } from 'react';
import { localTime, zoneText } from '#shared/time/localTime.ts';
import { recordingOf, zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, rateText, stopwatch, useText } from '#ui/useText.ts';
import { JumpTo } from './JumpTo.tsx';

const weekdays: Readonly<Record<string, string>> = {
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
  Sun: '周日',
};

export function ModeAndClock() {
  const { t, language } = useText();
  const screen = useScreen();
  const timeZone = useFacts(zoneOf);
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const moving = useFacts(
    ({ clock, replay }) => clock.mode === 'replay' && (clock.playing || replay.loading),
  );
  const instant = useInstant(moving ? 200 : 1000);
  const [jumping, setJumping] = useState(false);
  const now = localTime(instant, timeZone);
  return (
    <>
      <Mode />
      <button
        className="clock-button"
        title={t('time.jump')}
        data-testid="clock"
        onClick={() => setJumping(true)}
      >
        <time className="clock" dateTime={new Date(instant).toISOString()}>
          <b>
            {now.clock}
            {replaying && <small>.{Math.floor((instant % 1000) / 100)}</small>}
          </b>
          <span>
            {now.date} {language === 'zh' ? weekdays[now.weekday] : now.weekday} {zoneText(instant, timeZone)}
            {replaying && <em> · {t('mode.ago', { age: ageText(t, screen.clock.hubNowMs() - instant) })}</em>}
          </span>
        </time>
      </button>
      {jumping && <JumpTo timeZone={timeZone} onClose={() => setJumping(false)} />}
    </>
  );
}

function Mode() {
  const { t } = useText();
  const { clock } = useScreen();
  const { mode, playing, rate } = useFacts((facts) => facts.clock);
  // Before the first compound is there the screen is loading, not lost.
  const lost = useFacts(
    ({ connected, everConnected, current, compoundId }) =>
      everConnected && (!connected || (compoundId !== null && !current)),
  );
  const replaying = mode === 'replay';
  const recording = useFacts((facts) => recordingOf(facts) !== null);
  if (recording)
    return (
      <p className="mode replay recording" data-testid="mode">
        <span className="dot" />
        {playing ? t('recording.playing', { rate: rateText(rate) }) : t('recording.paused')}
      </p>
    );
  return (
    <button
      className={`mode ${mode} ${lost && !replaying ? 'lost' : ''}`}
      data-testid="mode"
      aria-disabled={!replaying || undefined}
      onClick={() => replaying && clock.live()}
      title={replaying ? t('mode.back') : undefined}
    >
      <span className="dot" />
      {replaying ? (
        playing ? (
          t('mode.replay', { rate: rateText(rate) })
        ) : (
          t('mode.paused')
        )
      ) : lost ? (
        <Lost />
      ) : (
        t('mode.live')
      )}
    </button>
  );
}

/** How long the hub has been away. */
function Lost() {
  const { t } = useText();
  const { clock } = useScreen();
  useInstant(1000);
  const sinceMs = clock.lostSinceMs() ?? clock.hubNowMs();
  return (
    <span data-testid="lost-for">{t('mode.lost', { time: stopwatch(clock.hubNowMs() - sinceMs) })}</span>
  );
}
