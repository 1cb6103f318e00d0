/** Bottom, always there: transport on the left, on the right the axis of time with readings, recordings and marks. */
import { Bookmark, CirclePlay, FastForward, Pause, Play, Rewind, SkipBack, SkipForward } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { mayDo } from '#commands/command.ts';
import { CommandButton, useCommand } from '#commands/CommandButton.tsx';
import { rates } from '#state/clock.ts';
import { recordingOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { rateText, useText } from '#ui/useText.ts';
import { PlaybackMenu } from './PlaybackMenu.tsx';
import { RangeBar } from './RangeBar.tsx';
import { TimeAxis } from './TimeAxis.tsx';
import { useBookmarks } from './useBookmarks.ts';

export function TimeBar() {
  const { t } = useText();
  const clock = useFacts((facts) => facts.clock);
  useBookmarks();
  // Of another recording, or the present again, the axis shows another stretch.
  const recorded = useFacts((facts) => (recordingOf(facts) ? facts.compoundId : 'live'));
  const running = clock.mode === 'live' || clock.playing;
  return (
    <footer className={`time-bar ${clock.mode}`} aria-label={t('time.title')}>
      <div className="transport">
        <div className="transport-row">
          <Transport command="time.previous" testId="previous-event" icon={<SkipBack size="1.1em" />} />
          <Transport command="time.jump.-10000" icon={<Rewind size="1.1em" />} />
          <Transport
            command="time.play"
            testId="play"
            icon={running ? <Pause size="1.1em" /> : <Play size="1.1em" />}
          />
          <Transport command="time.jump.10000" icon={<FastForward size="1.1em" />} />
          <Transport command="time.next" testId="next-event" icon={<SkipForward size="1.1em" />} />
          <Transport command="bookmark.list" testId="bookmarks" icon={<Bookmark size="1.1em" />} />
        </div>
        <div className="transport-row">
          <Rate />
          <PlaybackMenu />
          {clock.mode === 'replay' ? (
            <CommandButton command="time.live" className="back-to-live" testId="back-to-live" showKey />
          ) : (
            <Demo />
          )}
        </div>
      </div>
      <TimeAxis key={recorded} />
      <RangeBar />
    </footer>
  );
}

function Transport(props: { command: string; testId?: string; icon: ReactNode }) {
  return <CommandButton className="icon-button framed" {...props} />;
}

function Rate() {
  const { t } = useText();
  const screen = useScreen();
  const { mode, rate } = useFacts((facts) => facts.clock);
  const may = useFacts(() => mayDo(screen, 'history.read'));
  if (!may) return null;
  // Backwards only while it goes backwards: the keys start that.
  const shown = rate < 0 ? rates.map((one) => -one) : rates;
  return (
    <select
      className="rate"
      aria-label={t('time.rate')}
      value={rate}
      disabled={mode === 'live'}
      onChange={(event) => {
        screen.clock.setRate(Number(event.target.value));
        event.target.blur();
      }}
    >
      {shown.map((one) => (
        <option key={one} value={one}>
          {rateText(one)}
        </option>
      ))}
    </select>
  );
}

function Demo() {
  const { t } = useText();
  const screen = useScreen();
  // Who is signed in is known a moment later.
  useFacts((facts) => facts.person);
  if (!mayDo(screen, 'demo.run')) return null;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="demo" data-testid="demo">
        <CirclePlay size="1em" /> {t('time.demo')}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" side="top" align="start" sideOffset={6}>
          <DemoItem command="demo.fire" />
          <DemoItem command="demo.throw" />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function DemoItem({ command }: { command: string }) {
  const { t } = useText();
  const { text, reason, run } = useCommand(command);
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={reason !== null}
      title={reason ? t(reason) : undefined}
      onSelect={run}
    >
      {t(text)}
    </DropdownMenu.Item>
  );
}
