/**
 * The replay source: keeps the replay world at the clock's instant. A seek asks the hub for the state there (while
 * scrubbing only the newest wish counts); playing streams windows of history ahead of the clock.
 */
import type { CommandStep } from '#shared/protocol/commands.ts';
import type { ActionRecord, AlarmTransition, EventRecord } from '#shared/protocol/records.ts';
import { fromWire } from '#shared/protocol/socket.ts';
import { ReadingsBuilder, unpackReadings, type Readings } from '#shared/twin/packed.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { Clock } from './clock.ts';
import type { HubClient } from './hubClient.ts';
import type { World } from './world.ts';

const stepMs = 100;
/** Events this old are still of interest when one arrives at an instant, for example a throw's track. */
const eventsBeforeMs = 10 * 60_000;
const windowMs = (rate: number) => Math.min(15 * 60_000, Math.max(20_000, rate * 20_000));

interface Ahead {
  readonly fromMs: number;
  readonly toMs: number;
  readonly readings: Readings;
  readonly transitions: readonly AlarmTransition[];
  readonly events: readonly EventRecord[];
  readonly actions: readonly ActionRecord[];
  readonly commands: readonly CommandStep[];
  at: number;
  transitionAt: number;
  eventAt: number;
  actionAt: number;
  commandAt: number;
}

export interface ReplaySource {
  /** Another compound is shown: nothing that was loaded holds any more. */
  restart(): void;
  dispose(): void;
}

export function createReplaySource(options: {
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly world: World;
  readonly compound: () => string | null;
  readonly onSeeking: (seeking: boolean) => void;
  readonly onFault: (fault: Fault | null) => void;
}): ReplaySource {
  const { hub, clock, world } = options;
  let shownMs = NaN;
  let seeking = false;
  let wishMs: number | null = null;
  const ahead: Ahead[] = [];
  let fetching = false;
  let generation = 0;

  async function seek(atMs: number): Promise<void> {
    wishMs = atMs;
    if (seeking) return;
    seeking = true;
    options.onSeeking(true);
    while (wishMs !== null) {
      const target: number = wishMs;
      wishMs = null;
      const compound = options.compound();
      if (compound === null) break;
      generation++;
      ahead.length = 0;
      const [state, before] = await Promise.all([
        hub.ask('snapshot', { compound, atMs: target }),
        hub.ask('window', { compound, fromMs: Math.max(0, target - eventsBeforeMs), toMs: target + 1 }),
      ]);
      if (compound !== options.compound()) continue;
      if (!state.ok) {
        options.onFault(state.error);
        break;
      }
      options.onFault(null);
      world.learnWords(state.value.words);
      world.reset(unpackReadings(state.value.columns), {
        alarms: state.value.alarms,
        incidents: state.value.incidents,
        events: before.ok ? before.value.events.map(fromWire) : [],
        actions: before.ok ? before.value.actions : [],
        commands: state.value.commands,
        outOfService: new Map(Object.entries(state.value.outOfService)),
      });
      shownMs = target;
    }
    seeking = false;
    options.onSeeking(false);
  }

  async function fetchAhead(fromMs: number): Promise<void> {
    const compound = options.compound();
    if (fetching || compound === null) return;
    fetching = true;
    const asked = generation;
    const toMs = Math.min(fromMs + windowMs(clock.current.rate), clock.hubNowMs());
    const answer = toMs > fromMs ? await hub.ask('window', { compound, fromMs, toMs }) : null;
    fetching = false;
    if (!answer?.ok || asked !== generation) return;
    const { transitions, actions, commands } = answer.value;
    const events = answer.value.events.map(fromWire);
    world.learnWords(answer.value.words);
    world.putIncidents(answer.value.incidents);
    ahead.push({
      fromMs,
      toMs,
      readings: unpackReadings(answer.value.columns),
      transitions,
      events,
      actions,
      commands,
      at: 0,
      transitionAt: 0,
      eventAt: 0,
      actionAt: 0,
      commandAt: 0,
    });
  }

  function playTo(instantMs: number): void {
    for (let part = ahead[0]; part; part = ahead[0]) {
      if (part.fromMs > instantMs) return;
      const start = part.at;
      while (part.at < part.readings.count && (part.readings.timeMs[part.at] ?? Infinity) <= instantMs)
        part.at++;
      if (part.at > start) world.apply(slice(part.readings, start, part.at));
      for (
        let next = part.transitions[part.transitionAt];
        next && next.atMs <= instantMs;
        next = part.transitions[++part.transitionAt]
      )
        world.transition(next);
      for (
        let next = part.events[part.eventAt];
        next && next.atMs <= instantMs;
        next = part.events[++part.eventAt]
      )
        world.event(next);
      for (
        let next = part.actions[part.actionAt];
        next && next.atMs <= instantMs;
        next = part.actions[++part.actionAt]
      )
        world.action(next);
      for (
        let next = part.commands[part.commandAt];
        next && next.atMs <= instantMs;
        next = part.commands[++part.commandAt]
      )
        world.command(next.command);
      if (instantMs < part.toMs) return;
      ahead.shift();
    }
  }

  function step(): void {
    if (clock.current.mode !== 'replay' || seeking) return;
    const instant = clock.instantMs();
    if (
      !clock.current.playing ||
      Number.isNaN(shownMs) ||
      instant < shownMs ||
      (ahead.length > 0 && instant < (ahead[0]?.fromMs ?? 0))
    ) {
      if (instant !== shownMs) void seek(instant);
      return;
    }
    const reachMs = ahead.at(-1)?.toMs ?? shownMs;
    // The clock ran past what is loaded (a jump, a stall): a fresh state is cheaper than catching up.
    if (instant > reachMs + windowMs(clock.current.rate)) return void seek(instant);
    playTo(Math.min(instant, reachMs));
    shownMs = Math.min(instant, reachMs);
    if (reachMs - instant < windowMs(clock.current.rate) / 2) void fetchAhead(reachMs);
    if (instant >= clock.hubNowMs() - 250) clock.live();
  }

  const timer = setInterval(step, stepMs);
  const unsubscribe = clock.subscribe(() => {
    if (clock.current.mode === 'live') {
      shownMs = NaN;
      generation++;
      ahead.length = 0;
    } else step();
  });
  return {
    restart() {
      shownMs = NaN;
      generation++;
      ahead.length = 0;
      world.reset(new ReadingsBuilder().take(), {
        alarms: [],
        incidents: [],
        events: [],
        actions: [],
        commands: [],
        outOfService: new Map(),
      });
      if (clock.current.mode === 'replay') void seek(clock.instantMs());
    },
    dispose() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

function slice(readings: Readings, from: number, to: number): Readings {
  return {
    count: to - from,
    index: readings.index.subarray(from, to),
    value: readings.value.subarray(from, to),
    timeMs: readings.timeMs.subarray(from, to),
    quality: readings.quality.subarray(from, to),
  };
}
