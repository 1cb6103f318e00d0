/** Bottom, always there: transport on the left, on the right the axis of time with readings, recordings and marks. */
import { CirclePlay, FastForward, Pause, Play, Rewind, SkipBack, SkipForward } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { rates } from '#state/clock.ts';
import { toast, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { useText } from '#ui/useText.ts';
import { stepToEvent, togglePlay } from '#commands/actions.ts';
import { TimeAxis } from './TimeAxis.tsx';

export function TimeBar() {
  const { t } = useText();
  const clock = useOperations((state) => state.clock);
  const running = clock.mode === 'live' || clock.playing;

  async function step(direction: 1 | -1): Promise<void> {
    if (!(await stepToEvent(direction))) toast('info', t(direction > 0 ? 'time.nonext' : 'time.noprevious'));
  }

  return (
    <footer className={`time-bar ${clock.mode}`} aria-label={t('time.title')}>
      <div className="transport">
        <div className="transport-row">
          <button
            className="icon-button framed"
            aria-label={t('time.previous')}
            title={t('time.previous')}
            data-testid="previous-event"
            onClick={() => void step(-1)}
          >
            <SkipBack size="1.1em" />
          </button>
          <button
            className="icon-button framed"
            aria-label={t('keys.arrows')}
            title="−10 s"
            onClick={() => session().clock.seek(session().clock.instantMs() - 10_000)}
          >
            <Rewind size="1.1em" />
          </button>
          <button
            className="icon-button framed"
            aria-label={t(running ? 'time.pause' : 'time.play')}
            title={t(running ? 'time.pause' : 'time.play')}
            data-testid="play"
            onClick={togglePlay}
          >
            {running ? <Pause size="1.1em" /> : <Play size="1.1em" />}
          </button>
          <button
            className="icon-button framed"
            aria-label={t('keys.arrows')}
            title="+10 s"
            onClick={() => session().clock.seek(session().clock.instantMs() + 10_000)}
          >
            <FastForward size="1.1em" />
          </button>
          <button
            className="icon-button framed"
            aria-label={t('time.next')}
            title={t('time.next')}
            data-testid="next-event"
            onClick={() => void step(1)}
          >
            <SkipForward size="1.1em" />
          </button>
        </div>
        <div className="transport-row">
          <select
            className="rate"
            aria-label={t('time.rate')}
            value={clock.rate}
            disabled={clock.mode === 'live'}
            onChange={(event) => {
              session().clock.setRate(Number(event.target.value));
              event.target.blur();
            }}
          >
            {rates.map((rate) => (
              <option key={rate} value={rate}>
                ×{rate}
              </option>
            ))}
          </select>
          {clock.mode === 'replay' ? (
            <button
              className="back-to-live"
              data-testid="back-to-live"
              onClick={() => session().clock.live()}
            >
              {t('mode.back')} <kbd>L</kbd>
            </button>
          ) : (
            <Demo />
          )}
        </div>
      </div>
      <TimeAxis />
    </footer>
  );
}

function Demo() {
  const { t } = useText();
  const run = (scenario: 'fire' | 'throw') => void session().command('runDemo', { scenario });
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="demo" data-testid="demo">
        <CirclePlay size="1em" /> {t('time.demo')}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" side="top" align="start" sideOffset={6}>
          <DropdownMenu.Item className="menu-item" onSelect={() => run('fire')}>
            {t('time.demo.fire')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => run('throw')}>
            {t('time.demo.throw')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
