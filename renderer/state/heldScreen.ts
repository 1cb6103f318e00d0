/**
 * The same screen at an instant that stands still: a world and a clock of its own, everything else (what is chosen, what is
 * hidden, which models stand) shared with the screen it is held beside.
 */
import type { Snapshot } from '#shared/protocol/socket.ts';
import { createStore } from 'zustand/vanilla';
import { createAppearance } from './appearance.ts';
import { Clock } from './clock.ts';
import type { Facts } from './facts.ts';
import type { ScreenContext } from './screenContext.ts';
import { createSlot } from './slot.ts';
import { modelsStanding } from './standingModels.ts';
import { World } from './world.ts';

/** `dispose` ends what follows the screen beside it; that screen goes on. */
export function holdAt(screen: ScreenContext, state: Snapshot): ScreenContext {
  const clock = new Clock();
  clock.settle(state.atMs);
  const world = new World();
  world.stand(state);

  const asHeld = (now: Facts): Facts => ({
    ...now,
    models: modelsStanding(now, now.allModels, state.atMs),
    devices: new Map([...state.formerDevices.map((device) => [device.key, device] as const), ...now.devices]),
    words: world.words,
    alarms: world.alarms,
    incidents: world.incidents,
    events: world.events,
    actions: world.actions,
    commands: world.commands,
    replayedService: world.outOfService,
    shown: { columns: world.columns },
    clock: clock.current,
  });
  const facts = createStore<Facts>(() => asHeld(screen.facts.getState()));
  // Of what the other screen is told, only this is true of another instant as well.
  const shared = ['plan', 'devices', 'models', 'allModels', 'phases', 'imports', 'compounds'] as const;
  const stopFacts = screen.facts.subscribe((now, before) => {
    if (shared.some((key) => now[key] !== before[key])) facts.setState(asHeld(now));
  });

  // What is hidden and cut holds on both sides; a tool is in one hand.
  const appearance = createAppearance();
  const follow = () => appearance.setState({ ...screen.appearance.getState(), tool: null });
  follow();
  const stopAppearance = screen.appearance.subscribe(follow);

  return {
    ...screen,
    clock,
    facts,
    appearance,
    scene: createSlot(),
    held: createSlot(),
    session: { ...screen.session, shown: () => world, onWorldSwitch: () => () => undefined },
    dispose() {
      stopFacts();
      stopAppearance();
    },
  };
}
