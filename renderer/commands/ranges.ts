/** A stretch of time on the time bar: chosen by two instants, played again and again, exported as a recording, bookmarked. */
import type { ScreenContext } from '#state/screenContext.ts';
import type { TimeRange } from '#state/clock.ts';
import { failure } from '#shared/protocol/result.ts';
import { saveBlob } from '#ui/saveFile.ts';
import { writeBookmark } from './bookmarks.ts';
import { flipEnds, showChanges, swipeEnds } from './changes.ts';
import type { ScreenCommand } from './command.ts';

/** Of an end that is chosen without the other, so long lies beside it. */
const usualMs = 60_000;
const leastMs = 1000;

/** Either order; within what can be shown. */
export function chooseRange({ clock, choices }: ScreenContext, aMs: number, bMs: number): void {
  const within = (ms: number) => Math.round(Math.max(clock.firstMs(), Math.min(ms, clock.lastMs())));
  const [fromMs, toMs] = [within(Math.min(aMs, bMs)), within(Math.max(aMs, bMs))];
  choices.setState({ range: toMs - fromMs >= leastMs ? { fromMs, toMs } : null });
  // What is played again and again is what is chosen.
  if (clock.loop) clock.setLoop(choices.getState().range);
}

export function clearRange({ clock, choices }: ScreenContext): void {
  choices.setState({ range: null });
  clock.setLoop(null);
}

function beginHere(screen: ScreenContext): void {
  const at = screen.clock.wishMs();
  const end = screen.choices.getState().range?.toMs ?? -Infinity;
  chooseRange(screen, at, end > at ? end : at + usualMs);
}

function endHere(screen: ScreenContext): void {
  const at = screen.clock.wishMs();
  const begin = screen.choices.getState().range?.fromMs ?? Infinity;
  chooseRange(screen, begin < at ? begin : at - usualMs, at);
}

function toggleLoop({ clock, choices }: ScreenContext): void {
  const { range } = choices.getState();
  if (clock.loop || !range) return clock.setLoop(null);
  clock.setLoop(range);
  const at = clock.wishMs();
  if (at < range.fromMs || at >= range.toMs) clock.seek(range.fromMs);
  clock.play();
}

const exporting = new WeakSet<ScreenContext>();

/** The file is saved by the browser. False where none came, which is said. */
export async function exportRange(screen: ScreenContext, { fromMs, toMs }: TimeRange): Promise<boolean> {
  const { facts, notices } = screen;
  const { compoundId } = facts.getState();
  if (compoundId === null || exporting.has(screen)) return false;
  exporting.add(screen);
  notices.say('info', { key: 'range.exporting' });
  try {
    const query = new URLSearchParams({ from: String(fromMs), to: String(toMs) });
    const answer = await fetch(`/api/compounds/${encodeURIComponent(compoundId)}/export?${query.toString()}`);
    if (!answer.ok) {
      const told = (await answer.json()) as ReturnType<typeof failure>;
      notices.fault(told.error);
      return false;
    }
    const begin = new Date(fromMs).toISOString().slice(0, 19).replaceAll(':', '');
    saveBlob(`${compoundId}-${begin}.linli`, await answer.blob());
    return true;
  } catch {
    notices.fault(failure('unreachable').error);
    return false;
  } finally {
    exporting.delete(screen);
  }
}

const noRange = ({ choices }: ScreenContext) => (choices.getState().range === null ? 'range.none' : null);

export const rangeCommands: readonly ScreenCommand[] = [
  {
    id: 'range.from',
    group: 'time',
    text: 'range.from',
    keys: [','],
    needs: 'history.read',
    run: beginHere,
  },
  { id: 'range.to', group: 'time', text: 'range.to', keys: ['.'], needs: 'history.read', run: endHere },
  {
    id: 'range.clear',
    group: 'time',
    text: 'range.clear',
    needs: 'history.read',
    unable: noRange,
    unlisted: true,
    run: clearRange,
  },
  {
    id: 'range.loop',
    group: 'time',
    text: ({ facts }) => (facts.getState().clock.looping ? 'range.loop.off' : 'range.loop'),
    keys: ['Y'],
    needs: 'history.read',
    unable: noRange,
    isOn: ({ facts }) => facts.getState().clock.looping,
    run: toggleLoop,
  },
  {
    id: 'range.export',
    group: 'time',
    text: 'range.export',
    needs: 'compounds.edit',
    unable: noRange,
    run(screen) {
      const { range } = screen.choices.getState();
      return range ? exportRange(screen, range) : undefined;
    },
  },
  {
    id: 'changes.show',
    group: 'time',
    text: 'changes.show',
    keys: ['Shift+C'],
    needs: 'history.read',
    unable: noRange,
    run: showChanges,
  },
  {
    id: 'changes.flip',
    group: 'time',
    text: 'changes.flip',
    keys: ['Q'],
    needs: 'history.read',
    unable: noRange,
    repeats: true,
    run: flipEnds,
  },
  {
    id: 'changes.swipe',
    group: 'time',
    text: 'changes.swipe',
    keys: ['Shift+Q'],
    needs: 'history.read',
    unable: noRange,
    isOn: ({ choices }) => choices.getState().changes?.isSwiped === true,
    run: swipeEnds,
  },
  {
    id: 'bookmark.add',
    group: 'time',
    text: 'bookmark.add',
    keys: ['B'],
    needs: 'alarms.act',
    run: writeBookmark,
  },
  {
    id: 'bookmark.list',
    group: 'time',
    text: 'bookmark.list',
    keys: ['Shift+B'],
    needs: 'history.read',
    run: ({ choices }) => choices.setState({ overlay: 'bookmarks' }),
  },
];
