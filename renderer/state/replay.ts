/**
 * The replay source: puts the state of an instant into the replay world, and only then lets the clock say that instant.
 * While somebody scrubs, only the newest wish is asked for. Playing loads windows ahead of the clock; where they end the
 * clock waits. Backwards, states are asked for one after the other.
 */
import { failure, type Fault, type Result } from '#shared/protocol/result.ts';
import type { HistoryWindow } from '#shared/protocol/socket.ts';
import { ReadingsBuilder, unpackReadings } from '#shared/twin/packed.ts';
import type { Clock, TimeRange } from './clock.ts';
import type { HubClient } from './hubClient.ts';
import { isEmpty, nextRecorded } from './gaps.ts';
import { createPlayback, type Playback } from './playback.ts';
import type { World } from './world.ts';

const stepMs = 100;
const longestStepMs = 1000;
const retryMs = 2000;
/** Less is no gap: most devices speak once a minute. */
const leastGapMs = 60_000;
/** This near to the present, replay becomes live. */
const liveEdgeMs = 250;
const windowMs = (rate: number) => Math.min(15 * 60_000, Math.max(20_000, rate * 20_000));

/** So long an answer may take that somebody waits for with a hand on the time bar. */
const longestMs = 5000;

/** An answer that got lost must not keep those after it waiting. */
function orTooLate<T>(answer: Promise<Result<T>>): Promise<Result<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve(failure('no-answer')), longestMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** What the screen says about it. */
export interface ReplayState {
  /** The state of an instant, or what comes next while playing, is on its way. */
  readonly loading: boolean;
  /** It could not be had: for which instant, and why. */
  readonly fault: { readonly atMs: number; readonly fault: Fault } | null;
}

export interface ReplaySource {
  /** Another compound is shown: nothing that was loaded holds any more. */
  restart(): void;
  dispose(): void;
}

export function createReplaySource(options: {
  readonly hub: Pick<HubClient, 'ask'>;
  readonly clock: Clock;
  readonly world: World;
  readonly compound: () => string | null;
  readonly onState: (state: ReplayState) => void;
  /** Times of which nothing was recorded are left out while playing. */
  readonly skipsGaps: () => boolean;
  readonly onSkipped: (fromMs: number, toMs: number) => void;
}): ReplaySource {
  const { hub, clock, world } = options;
  const playback: Playback = createPlayback(world);
  let seeking = false;
  let fetching = false;
  /** Begins where the loaded windows end. */
  let gap: TimeRange | null = null;
  /** Counts the states put into the world: a window asked for before the last one is worth nothing. */
  let settled = 0;
  let retryAt = 0;
  let lastStepAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let fault: ReplayState['fault'] = null;
  let said = '';

  function say(starved = false): void {
    const state = { loading: clock.isWaiting() || starved, fault };
    const words = `${state.loading} ${fault?.atMs} ${fault?.fault.code}`;
    if (words === said) return;
    said = words;
    options.onState(state);
  }

  /** Shows the newest wish; meanwhile made ones replace it. */
  async function seek(): Promise<void> {
    if (seeking) return;
    seeking = true;
    for (let wish = clock.wishMs(); clock.isWaiting(); wish = clock.wishMs()) {
      const compound = options.compound();
      if (compound === null) break;
      say();
      const answer = await orTooLate(hub.ask('snapshot', { compound, atMs: wish }));
      if (compound !== options.compound() || !clock.isWaiting()) continue;
      if (!answer.ok) {
        fault = { atMs: wish, fault: answer.error };
        if (clock.wishMs() !== wish) continue;
        clock.giveUp();
        break;
      }
      fault = null;
      settled++;
      playback.clear();
      gap = null;
      world.stand(answer.value);
      lastStepAt = clock.hubNowMs();
      clock.settle(wish);
    }
    seeking = false;
    say();
  }

  async function fetchAhead(fromMs: number): Promise<void> {
    const compound = options.compound();
    if (fetching || compound === null || clock.hubNowMs() < retryAt) return;
    // The last instant of a recording belongs to it.
    const toMs = Math.min(fromMs + windowMs(clock.current.rate), clock.lastMs() + Number(clock.isRecording));
    if (toMs <= fromMs) return;
    fetching = true;
    const asked = settled;
    const answer = await hub.ask('window', { compound, fromMs, toMs });
    const gapFound = answer.ok && isGap(answer.value) ? await gapFrom(fromMs, compound) : null;
    fetching = false;
    if (asked !== settled || compound !== options.compound()) return;
    if (!answer.ok) {
      fault = { atMs: fromMs, fault: answer.error };
      retryAt = clock.hubNowMs() + retryMs;
      return say();
    }
    fault = null;
    world.learnWords(answer.value.words);
    world.putIncidents(answer.value.incidents);
    gap = gapFound;
    if (!gap) playback.add(answer.value);
    say();
  }

  function isGap({ columns, ...records }: HistoryWindow): boolean {
    return options.skipsGaps() && isEmpty({ readings: unpackReadings(columns).count, ...records });
  }

  /** Where something was recorded again; null where the gap is played like any other time. */
  async function gapFrom(fromMs: number, compound: string): Promise<TimeRange | null> {
    const toMs = await nextRecorded(hub, compound, fromMs, clock.loop?.toMs ?? clock.lastMs());
    return toMs === null || toMs - fromMs < leastGapMs ? null : { fromMs, toMs };
  }

  function playForward(sinceMs: number): void {
    const { rate } = clock.current;
    const at = clock.instantMs();
    const reach = playback.reachMs() ?? at;
    const loopEndMs = clock.loop && at <= clock.loop.toMs ? clock.loop.toMs : Infinity;
    const next = Math.min(
      at + sinceMs * rate,
      reach,
      loopEndMs,
      clock.isRecording ? clock.lastMs() : Infinity,
    );
    playback.playTo(next);
    clock.advance(next);
    if (clock.loop && next === loopEndMs) return clock.seek(clock.loop.fromMs);
    if (clock.isRecording && next >= clock.lastMs()) return clock.pause();
    if (!clock.isRecording && next >= clock.lastMs() - liveEdgeMs) return clock.live();
    if (gap && next >= reach) {
      options.onSkipped(gap.fromMs, gap.toMs);
      return clock.seek(gap.toMs);
    }
    if (!gap && reach - next < windowMs(rate) / 2) void fetchAhead(reach);
    say(next >= reach);
  }

  function playBackward(sinceMs: number): void {
    const at = clock.instantMs();
    const next = at + sinceMs * clock.current.rate;
    const { loop } = clock;
    if (loop && at >= loop.fromMs && next <= loop.fromMs) return clock.seek(loop.toMs);
    if (at > clock.firstMs()) return clock.seek(next);
    if (clock.isRecording) clock.pause();
  }

  function step(): void {
    const nowMs = clock.hubNowMs();
    // A machine that slept, or an hour set anew, is not made up for.
    const sinceMs = Math.min(longestStepMs, Math.max(0, nowMs - lastStepAt));
    if (seeking || clock.isWaiting()) return;
    lastStepAt = nowMs;
    if (clock.current.rate > 0) playForward(sinceMs);
    else playBackward(sinceMs);
  }

  /** Only what plays needs to be looked at again and again. */
  function follow(): void {
    const { mode, playing } = clock.current;
    const plays = mode === 'replay' && playing;
    if (plays && timer === undefined) {
      lastStepAt = clock.hubNowMs();
      timer = setInterval(step, stepMs);
    } else if (!plays) {
      clearInterval(timer);
      timer = undefined;
    }
    if (mode === 'live' && !clock.isWaiting()) {
      settled++;
      gap = null;
      playback.clear();
    }
    if (clock.isWaiting()) {
      fault = null;
      void seek();
    } else if (!seeking) say();
  }

  const unsubscribe = clock.subscribe(follow);
  return {
    restart() {
      settled++;
      gap = null;
      playback.clear();
      world.reset(new ReadingsBuilder().take(), {
        alarms: [],
        incidents: [],
        events: [],
        actions: [],
        commands: [],
        outOfService: new Map(),
      });
      if (clock.current.mode === 'replay') clock.seek(clock.instantMs());
    },
    dispose() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
