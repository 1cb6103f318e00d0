/** To move through time. */
import type { TimelineMark } from '#shared/protocol/socket.ts';
import type { ScreenContext } from '#state/screenContext.ts';

/** The mark that each screen was stepped to last: others of the same millisecond come after it. */
const stepped = new WeakMap<ScreenContext, TimelineMark>();

export function shift({ clock }: ScreenContext, byMs: number): void {
  clock.seek(clock.wishMs() + byMs);
}

export function togglePlay({ clock }: ScreenContext): void {
  if (clock.current.mode === 'live' || clock.current.playing) clock.pause();
  else clock.play();
}

/** To the next or previous thing that happened; false when there is none. */
export async function stepToEvent(screen: ScreenContext, direction: 1 | -1): Promise<boolean> {
  const { facts, clock, session, notices, choices } = screen;
  const { compoundId } = facts.getState();
  if (compoundId === null) return false;
  const atMs = clock.wishMs();
  const last = stepped.get(screen);
  const found = await session.command('nextEvent', {
    compound: compoundId,
    atMs,
    direction,
    kinds: [...choices.getState().stepKinds],
    ...(last?.atMs === atMs ? { after: `${last.kind} ${last.ref}` } : {}),
  });
  if (!found.ok || !found.value) return false;
  stepped.set(screen, found.value);
  clock.pause();
  clock.seek(found.value.atMs);
  // The picture stays where it is; which of them this is must be said.
  if (found.value.atMs === atMs) notices.say('info', { text: found.value.label });
  return true;
}
