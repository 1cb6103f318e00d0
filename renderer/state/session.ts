/**
 * One screen's session with the hub: connects, subscribes to a compound, keeps both worlds fed and the store true.
 * Created once by the composition root; panels reach it through `session()`.
 */
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Answers } from '#shared/protocol/socket.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import { goToSignIn } from './account.ts';
import { Clock } from './clock.ts';
import { createLiveSource } from './liveSource.ts';
import { createHubClient, type HubClient } from './hubClient.ts';
import { setOperations, toastFault, useOperations } from './operations.ts';
import { createReplaySource } from './replay.ts';
import { World } from './world.ts';

const panelsMs = 250;

export interface Session {
  readonly hub: HubClient;
  readonly clock: Clock;
  /** The world that is shown now. */
  shown(): World;
  onWorldSwitch(listener: () => void): () => void;
  choose(compoundId: string): Promise<void>;
  /** Asks and shows the fault, if any, as a toast. */
  command<K extends RequestName>(name: K, request: RequestOf<K>): Promise<Result<Answers[K]>>;
  refreshModels(): Promise<void>;
  onAlarmRaised(listener: (alarm: AlarmRecord) => void): () => void;
}

export function createSession(): Session {
  const hub = createHubClient();
  hub.onRefused(goToSignIn);
  const clock = new Clock();
  const live = new World();
  const replay = new World();
  const switchListeners = new Set<() => void>();
  const raisedListeners = new Set<(alarm: AlarmRecord) => void>();
  let lastSeq = 0;
  let shown = live;
  let dirty = false;

  for (const world of [live, replay]) {
    world.subscribe({
      words: () => world === shown && setOperations({ words: world.words }),
      readings: () => void (dirty ||= world === shown),
      alarms: () =>
        setOperations({
          ...(world === shown ? { alarms: world.alarms } : {}),
          ...(world === live ? { liveAlarms: world.alarms } : {}),
        }),
      incidents: () => world === shown && setOperations({ incidents: world.incidents }),
      happenings: () =>
        world === shown &&
        setOperations({
          events: world.events,
          actions: world.actions,
          commands: world.commands,
          replayedService: world.outOfService,
        }),
    });
  }
  setInterval(() => {
    if (!dirty) return;
    dirty = false;
    setOperations({ shown: { columns: shown.columns } });
  }, panelsMs);

  clock.subscribe(() => {
    const next = clock.current.mode === 'live' ? live : replay;
    const before = useOperations.getState().clock;
    if (
      before.mode !== clock.current.mode ||
      before.playing !== clock.current.playing ||
      before.rate !== clock.current.rate
    ) {
      setOperations({ clock: clock.current });
    }
    if (next === shown) return;
    // Until the sought state is there, replay begins with what was on the screen.
    shown = next;
    dirty = true;
    const { words, alarms, incidents, events, actions, commands, outOfService } = shown;
    setOperations({ words, alarms, incidents, events, actions, commands, replayedService: outOfService });
    for (const listener of switchListeners) listener();
  });
  const source = createLiveSource(hub, clock, live, {
    seq: (seq) => {
      lastSeq = seq;
    },
    reconnected: (home) => {
      const { compoundId } = useOperations.getState();
      const first = compoundId ?? home;
      if (first !== null) void choose(first);
    },
    raised: (alarm) => {
      for (const listener of raisedListeners) listener(alarm);
    },
    models: () => void refreshModels(),
  });
  const replayed = createReplaySource({
    hub,
    clock,
    world: replay,
    compound: () => useOperations.getState().compoundId,
    onSeeking: (seeking) => setOperations({ seeking }),
    onFault: (replayFault) => setOperations({ replayFault }),
  });

  async function choose(compoundId: string): Promise<void> {
    const again = useOperations.getState().compoundId === compoundId;
    const answer = await fetch(`/api/compounds/${encodeURIComponent(compoundId)}/plan`).catch(() => null);
    // Gone again: the next connection chooses anew.
    if (!answer?.ok) return;
    const { plan } = (await answer.json()) as { plan: CompoundPlan };
    const release = source.hold();
    const hydration = await hub.ask('subscribe', { compound: compoundId, lastSeq: again ? lastSeq : 0 });
    if (!hydration.ok) {
      release();
      return toastFault(hydration.error);
    }
    const { value } = hydration;
    clock.alignToHub(value.hubTimeMs);
    lastSeq = value.seq;
    setOperations({
      compoundId,
      ...(again
        ? {}
        : {
            plan,
            models: [],
            selection: null,
            storey: null,
            selectedAlarmId: null,
            openIncidentId: null,
          }),
      devices: new Map(value.devices.map((device) => [device.key, device])),
      historyFromMs: value.historyFromMs,
    });
    if (!again) replayed.restart();
    live.learnWords(value.words);
    const readings = unpackReadings(value.columns);
    const { alarms, incidents, commands } = value;
    if (value.full)
      live.reset(readings, { alarms, incidents, commands, events: [], actions: [], outOfService: null });
    else {
      live.apply(readings);
      const { events, actions } = live;
      live.reset(currentReadings(live), { alarms, incidents, commands, events, actions, outOfService: null });
    }
    release();
    await refreshModels();
  }

  async function refreshModels(): Promise<void> {
    const response = await fetch('/api/models');
    if (!response.ok) return;
    const { models } = (await response.json()) as { models: readonly ModelManifest[] };
    const { compoundId } = useOperations.getState();
    setOperations({
      models: models.filter(({ compound }) => compound === null || compound === compoundId),
    });
  }

  return {
    hub,
    clock,
    shown: () => shown,
    onWorldSwitch: (listener) => {
      switchListeners.add(listener);
      return () => void switchListeners.delete(listener);
    },
    choose,
    async command(name, request) {
      const result = await hub.ask(name, request);
      if (!result.ok) toastFault(result.error);
      return result;
    },
    refreshModels,
    onAlarmRaised: (listener) => {
      raisedListeners.add(listener);
      return () => void raisedListeners.delete(listener);
    },
  };
}

function currentReadings(world: World) {
  const { columns } = world;
  const index = Uint32Array.from({ length: columns.length }, (_, i) => i);
  return {
    count: columns.length,
    index,
    value: columns.values.slice(0, columns.length),
    timeMs: columns.times.slice(0, columns.length),
    quality: columns.qualities.slice(0, columns.length),
  };
}

let current: Session | null = null;

export function startSession(): Session {
  return (current ??= createSession());
}

export function session(): Session {
  if (!current) throw new Error('the session is not started');
  return current;
}
