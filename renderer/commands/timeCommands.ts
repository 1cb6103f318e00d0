/** Transport: play, step, shuttle. J K L as editing desks have them: back, stop, on; pressed again, faster. */
import { recordingOf } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { ScreenCommand } from './command.ts';
import { shift, stepToEvent, togglePlay } from './playback.ts';

/** At the live edge there is nowhere further to go. */
const isLive = ({ facts }: ScreenContext) => (facts.getState().clock.mode === 'live' ? 'why.live' : null);

function shuttle({ clock }: ScreenContext, direction: 1 | -1): void {
  clock.shuttle(direction);
}

async function step(screen: ScreenContext, direction: 1 | -1): Promise<void> {
  if (await stepToEvent(screen, direction)) return;
  screen.notices.say('info', { key: direction > 0 ? 'time.nonext' : 'time.noprevious' });
}

const jumps = [
  ['ArrowLeft', -10_000, 'time.back.10s'],
  ['ArrowRight', 10_000, 'time.on.10s'],
  ['Shift+ArrowLeft', -1000, 'time.back.1s'],
  ['Shift+ArrowRight', 1000, 'time.on.1s'],
  ['Alt+ArrowLeft', -100, 'time.back.100ms'],
  ['Alt+ArrowRight', 100, 'time.on.100ms'],
] as const;

export const timeCommands: readonly ScreenCommand[] = [
  {
    id: 'time.play',
    group: 'time',
    text: ({ facts }) => {
      const { clock } = facts.getState();
      return clock.mode === 'live' || clock.playing ? 'time.pause' : 'time.play';
    },
    keys: ['Space'],
    needs: 'history.read',
    run: togglePlay,
  },
  {
    id: 'time.reverse',
    group: 'time',
    text: 'time.reverse',
    keys: ['J'],
    needs: 'history.read',
    run: (screen) => shuttle(screen, -1),
  },
  {
    id: 'time.stop',
    group: 'time',
    text: 'time.pause',
    keys: ['K'],
    needs: 'history.read',
    unlisted: true,
    run: ({ clock }) => clock.pause(),
  },
  {
    id: 'time.forward',
    group: 'time',
    text: 'time.forward',
    keys: ['L'],
    needs: 'history.read',
    unable: isLive,
    run: (screen) => shuttle(screen, 1),
  },
  {
    id: 'time.live',
    group: 'time',
    text: ({ facts }) => (recordingOf(facts.getState()) ? 'recording.end' : 'mode.back'),
    keys: ['Shift+L', 'End'],
    unable: isLive,
    run: ({ clock }) => clock.live(),
  },
  ...jumps.map(([key, byMs, text]): ScreenCommand => ({
    id: `time.jump.${byMs}`,
    group: 'time',
    text,
    keys: [key],
    needs: 'history.read',
    repeats: true,
    unlisted: true,
    run: (screen) => shift(screen, byMs),
  })),
  {
    id: 'time.previous',
    group: 'time',
    text: 'time.previous',
    keys: ['['],
    needs: 'history.read',
    repeats: true,
    run: (screen) => step(screen, -1),
  },
  {
    id: 'time.next',
    group: 'time',
    text: 'time.next',
    keys: [']'],
    needs: 'history.read',
    repeats: true,
    run: (screen) => step(screen, 1),
  },
];
