/**
 * One screen's session with the hub: connects, subscribes to a compound, keeps both worlds fed and the facts true.
 */
import { isImportOver } from '#shared/protocol/model.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Answers } from '#shared/protocol/socket.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import type { ModelListing } from './hubClient.ts';
import { asBuilt } from './appearance.ts';
import { createAtMost } from './atMost.ts';
import { nothingChosen } from './choices.ts';
import { createFormerDevices } from './formerDevices.ts';
import { createLiveSource } from './liveSource.ts';
import { recordingOf } from './facts.ts';
import { missedBetween, type Standing } from './missed.ts';
import { createReplaySource } from './replay.ts';
import type { ScreenParts } from './screenContext.ts';
import { createStandingModels } from './standingModels.ts';
import { World } from './world.ts';

/** In replay panels follow this often; live with the second that the clock shows, so that one picture shows both. */
const panelsMs = 250;
/** Two hundred alarms in ten seconds are shown in a hundred steps, not in two hundred. */
const recordsMs = 100;
/** After a compound's state could not be had, or not all of it. */
const againMs = [1000, 2000, 5000, 10_000] as const;

export interface Session {
  /** The world that is shown now. */
  shown(): World;
  onWorldSwitch(listener: () => void): () => void;
  /** Shows another compound. Of several that were chosen quickly, the last is shown. */
  choose(compoundId: string): Promise<void>;
  /** Asks and shows the fault, if any, as a toast. */
  command<K extends RequestName>(name: K, request: RequestOf<K>): Promise<Result<Answers[K]>>;
  refreshModels(): Promise<void>;
  /** Models of these phases of the compound; null: of the phase that stood at the shown instant. */
  showPhases(phases: readonly string[] | null): void;
  onAlarmRaised(listener: (alarm: AlarmRecord) => void): () => void;
  dispose(): void;
}

/** `wished`: shown first, where the hub serves it to this person. */
export function createSession(
  { hub, clock, facts, choices, appearance, notices, preferences }: ScreenParts,
  wished: string | null = null,
): Session {
  const live = new World();
  const replay = new World();
  const switchListeners = new Set<() => void>();
  const raisedListeners = new Set<(alarm: AlarmRecord) => void>();
  let lastSeq = 0;
  /** Of the hub's models, as it told last. */
  let modelsRevision = 0;
  let chosen = 0;
  let asked: string | null = null;
  let failures = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  /** What was known when the hub went; null while it is in reach. */
  let lost: Standing | null = null;
  let shown = live;
  const showReadings = () => facts.setState({ shown: { columns: shown.columns } });
  const readings = createAtMost(
    () => (clock.current.mode === 'live' ? 1001 - (clock.instantMs() % 1000) : panelsMs),
    showReadings,
  );

  /** Panels look again only at what is another. */
  const showRecords = () => {
    const { alarms, incidents, events, actions, commands, outOfService } = shown;
    facts.setState({
      alarms,
      liveAlarms: live.alarms,
      incidents,
      events,
      actions,
      commands,
      replayedService: outOfService,
    });
  };
  const former = createFormerDevices(facts);
  const records = createAtMost(() => recordsMs, showRecords);

  for (const world of [live, replay]) {
    world.subscribe({
      words: () => world === shown && facts.setState({ words: world.words }),
      readings: () => world === shown && readings.soon(),
      anew: () => {
        showRecords();
        if (world === shown) former.show(world.formerDevices);
      },
      alarms: records.soon,
      incidents: records.soon,
      happenings: records.soon,
    });
  }
  const stopClock = clock.subscribe(() => {
    const next = clock.current.mode === 'live' ? live : replay;
    const before = facts.getState().clock;
    if (
      before.mode !== clock.current.mode ||
      before.playing !== clock.current.playing ||
      before.rate !== clock.current.rate ||
      before.looping !== clock.current.looping
    ) {
      facts.setState({ clock: clock.current });
    }
    if (next === shown) return;
    shown = next;
    showReadings();
    facts.setState({ words: shown.words });
    former.show(shown.formerDevices);
    showRecords();
    for (const listener of switchListeners) listener();
  });
  const standing = createStandingModels({ facts, clock });
  const source = createLiveSource({ hub, clock, facts }, live, {
    seq: (seq) => {
      lastSeq = seq;
    },
    reconnected: (home) => {
      const { compoundId, compounds } = facts.getState();
      const first = compoundId ?? (compounds.some(({ id }) => id === wished) ? wished : home);
      if (first !== null) void choose(first);
    },
    raised: (alarm) => {
      for (const listener of raisedListeners) listener(alarm);
    },
    models: (revision, changed) => {
      modelsRevision = revision;
      if (changed) void refreshModels();
    },
  });
  const replayed = createReplaySource({
    hub,
    clock,
    world: replay,
    compound: () => facts.getState().compoundId,
    skipsGaps: () => preferences.getState().skipGaps,
    onSkipped: (fromMs, toMs) =>
      notices.say('info', { key: 'time.skipped', values: { minutes: Math.round((toMs - fromMs) / 60_000) } }),
    onState(state) {
      facts.setState({ replay: state });
      // While the present is shown, nothing on the screen waits for what could not be had.
      if (state.fault && clock.current.mode === 'live') notices.fault(state.fault.fault);
    },
  });

  const stopWatching = hub.onConnection((connected) => {
    if (connected || lost || !facts.getState().everConnected) return;
    lost = { atMs: clock.hubNowMs(), alarms: live.alarms, incidents: live.incidents };
    clock.setReachable(false);
    facts.setState({ current: false });
  });

  async function choose(compoundId: string): Promise<void> {
    const choice = ++chosen;
    clearTimeout(again);
    if (asked !== compoundId) failures = 0;
    asked = compoundId;
    const isSame = facts.getState().compoundId === compoundId;
    // All at once: none needs the other's answer.
    const planned = hub.plan(compoundId);
    const modelled = hub.models();
    const release = source.hold();
    const [plan, hydration] = await Promise.all([
      planned,
      hub.ask('subscribe', { compound: compoundId, lastSeq: isSame ? lastSeq : 0 }),
    ]);
    if (choice !== chosen) return release();
    if (!plan || !hydration.ok) {
      release();
      if (!hydration.ok && failures === 0) notices.fault(hydration.error);
      // The hub may already tell of the wanted compound: what is shown is not followed any more.
      clock.setReachable(false);
      facts.setState({ current: false });
      // Where the connection is gone too, the next one chooses anew.
      const waitMs = againMs[Math.min(failures++, againMs.length - 1)];
      again = setTimeout(() => {
        if (choice === chosen && facts.getState().connected) void choose(compoundId);
      }, waitMs);
      return;
    }
    failures = 0;
    const { value } = hydration;
    clock.alignToHub(value.hubTimeMs);
    lastSeq = value.seq;
    facts.setState({
      compoundId,
      ...(isSame ? {} : { plan, models: [], allModels: [], phases: null, savedViews: [], bookmarks: [] }),
      devices: new Map(value.devices.map((device) => [device.key, device])),
      historyFromMs: value.historyFromMs,
    });
    former.show(shown.formerDevices);
    if (!isSame) {
      choices.setState(nothingChosen);
      appearance.setState(asBuilt);
      replayed.restart();
    }
    clock.setBounds(recordingOf(facts.getState()));
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
    clock.setReachable(true);
    facts.setState({ current: true });
    if (lost && isSame) {
      const now = { atMs: value.hubTimeMs, alarms: live.alarms, incidents: live.incidents };
      facts.setState({ missed: missedBetween(lost, now) });
    }
    lost = null;
    await refreshModels(modelled);
  }

  /** A list from before the hub told of more, asked for early or slow to come, is asked for again. */
  async function refreshModels(listing = hub.models()): Promise<void> {
    const first = await listing;
    showModels(first && first.revision < modelsRevision ? await hub.models() : first);
  }

  function showModels(listing: ModelListing | null): void {
    if (!listing) return;
    const { models, jobs } = listing;
    const { compoundId, imports } = facts.getState();
    // What is heard while an import runs is newer than what is listed, but for its end, which a lost connection hides.
    const further = jobs.filter(({ jobId, phase }) => phase !== 'done' && !imports.has(jobId));
    const ended = jobs.filter(({ jobId, phase }) => isImportOver(phase) && imports.has(jobId));
    if (further.length + ended.length > 0) {
      const known = new Map(imports);
      for (const job of ended) known.set(job.jobId, job);
      facts.setState({ imports: new Map([...further.map((job) => [job.jobId, job] as const), ...known]) });
    }
    standing.list(models.filter(({ compound }) => compound === null || compound === compoundId));
  }

  return {
    shown: () => shown,
    onWorldSwitch: (listener) => {
      switchListeners.add(listener);
      return () => void switchListeners.delete(listener);
    },
    choose,
    async command(name, request) {
      const result = await hub.ask(name, request);
      if (!result.ok) notices.fault(result.error);
      return result;
    },
    refreshModels: () => refreshModels(),
    showPhases: standing.choose,
    onAlarmRaised: (listener) => {
      raisedListeners.add(listener);
      return () => void raisedListeners.delete(listener);
    },
    dispose() {
      readings.dispose();
      clearTimeout(again);
      records.dispose();
      stopClock();
      standing.dispose();
      stopWatching();
      source.dispose();
      replayed.dispose();
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
