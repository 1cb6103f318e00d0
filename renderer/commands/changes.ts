/** What changed between the ends of the chosen stretch: asks for both states, and shows the difference beside the scene. */
import type { Snapshot } from '#shared/protocol/socket.ts';
import { changesBetween } from '#state/changes.ts';
import type { Choices } from '#state/choices.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { World } from '#state/world.ts';

export async function showChanges(screen: ScreenContext): Promise<void> {
  const { hub, facts, choices } = screen;
  const { range } = choices.getState();
  const { compoundId: compound } = facts.getState();
  if (!range || compound === null) return;
  const changes = { range, found: null, fault: null, begun: null, isSwiped: false, isFolded: false };
  choices.setState({ changes });
  // One after the other: of a screen's states the hub answers the newest question alone.
  const then = await hub.ask('snapshot', { compound, atMs: range.fromMs });
  const now = then.ok ? await hub.ask('snapshot', { compound, atMs: range.toMs }) : then;
  // Another stretch, another compound, or none was chosen meanwhile.
  if (choices.getState().changes?.range !== range || facts.getState().compoundId !== compound) return;
  if (!then.ok || !now.ok) {
    const fault = then.ok ? (now.ok ? null : now.error) : then.error;
    choices.setState({ changes: { ...changes, fault } });
    return;
  }
  const found = changesBetween(facts.getState().devices.values(), stateOf(then.value), stateOf(now.value));
  choices.setState({ changes: { ...changes, found, begun: then.value } });
}

const isOf = ({ changes, range }: Choices) => changes !== null && changes.range === range;

/** The beginning of the stretch left of a divider, its end right of it; off when it is so already. */
export async function swipeEnds(screen: ScreenContext): Promise<void> {
  const { choices, clock } = screen;
  if (!isOf(choices.getState()) || choices.getState().changes?.fault) await showChanges(screen);
  const { changes } = choices.getState();
  if (!changes?.begun || !isOf(choices.getState())) return;
  // Both instants want the room that the list takes.
  choices.setState({ changes: { ...changes, isSwiped: !changes.isSwiped, isFolded: !changes.isSwiped } });
  if (changes.isSwiped) return;
  clock.setLoop(null);
  clock.pause();
  clock.seek(changes.range.toMs);
}

export function foldChanges({ choices }: ScreenContext, isFolded: boolean): void {
  const { changes } = choices.getState();
  if (changes) choices.setState({ changes: { ...changes, isFolded } });
}

export function leaveChanges({ choices }: ScreenContext): boolean {
  if (choices.getState().changes === null) return false;
  choices.setState({ changes: null });
  return true;
}

/** To the beginning, or from there to the end: the same place, then and now, under one key. */
export function flipEnds({ clock, choices }: ScreenContext): void {
  const { range } = choices.getState();
  if (!range) return;
  clock.setLoop(null);
  clock.pause();
  clock.seek(Math.abs(clock.wishMs() - range.fromMs) < 1 ? range.toMs : range.fromMs);
}

function stateOf(snapshot: Snapshot): World {
  const world = new World();
  world.stand(snapshot);
  return world;
}
