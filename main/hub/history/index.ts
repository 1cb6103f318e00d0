/**
 * The history room as the hub sees it. One writer thread owns the file; two readers answer questions beside it, so
 * that nobody's question delays a commit. A question sees everything appended before it was asked.
 */
import type { Worker } from 'node:worker_threads';
import type { Result } from '#shared/protocol/result.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { cancelledFault, createAsking, unavailable } from './asking.ts';
import { refusalOf } from './bounds.ts';
import { createHandover } from './handover.ts';
import {
  defaultLimits,
  type Answered,
  type Asked,
  type HistoryLimits,
  type HistorySizes,
  type PointBins,
  type Question,
  type QuestionKind,
  type Span,
} from './questions.ts';
import type { DamagedRow } from './segments.ts';
import { mendHistoryFile, type Salvaged } from './salvage.ts';
import type { Thinning } from './thinning.ts';
import { defaultWantedBytes, spaceOf, startUpkeep, type DiskSpace } from './upkeep.ts';

export type { HistorySizes, PointBins } from './questions.ts';
export type { Thinning } from './thinning.ts';

export interface History {
  append(compound: string, index: number, value: number, timeMs: number, quality: number): void;
  /** What a code of a text point means; written with the batch of the readings that were appended about it. */
  appendWord(compound: string, code: number, word: string): void;
  /**
   * `heard(true)` once everything appended so far is committed, at once where nothing waits; `heard(false)`, once, when
   * the disk refuses it for now: it is kept in memory and written when it can be, and nothing more is called.
   */
  settled(heard: (stored: boolean) => void): void;
  /**
   * `kept` when everything appended by now is committed, however long the disk refuses; `lost` where it was let go
   * because memory is bounded.
   */
  whenKept(kept: () => void, lost: () => void): void;
  /**
   * Whether a reading of this value was appended before this is asked; what is appended after it does not count.
   * False where history cannot tell.
   */
  wasHeard(compound: string, index: number, timeMs: number, value: number): Promise<boolean>;
  /** Last reading of every point at or before `atMs`. */
  stateAt(compound: string, atMs: number, signal?: AbortSignal): Promise<Result<Readings>>;
  /** Readings with fromMs ≤ t < toMs, ascending in time; at most 15 minutes. */
  window(compound: string, fromMs: number, toMs: number, signal?: AbortSignal): Promise<Result<Readings>>;
  /** Readings of one point with fromMs ≤ t < toMs, ascending in time; at most 35 days and 100,000 readings. */
  pointHistory(
    compound: string,
    index: number,
    fromMs: number,
    toMs: number,
    signal?: AbortSignal,
  ): Promise<Result<Readings>>;
  /** The same in at most 4,000 bins, of any span. */
  pointBins(
    compound: string,
    index: number,
    fromMs: number,
    toMs: number,
    bins: number,
    signal?: AbortSignal,
  ): Promise<Result<PointBins>>;
  /** Readings heard per bin. */
  density(
    compound: string,
    fromMs: number,
    toMs: number,
    bins: number,
    signal?: AbortSignal,
  ): Promise<Result<number[]>>;
  range(compound: string): Promise<Result<Span | null>>;
  /** Those of the codes that are known. */
  words(compound: string, codes: readonly number[]): Promise<Result<ReadonlyMap<number, string>>>;
  sizes(): Promise<Result<HistorySizes>>;
  /** Writes what waits; the value: readings and words that the disk did not take. */
  stop(): Promise<number>;
}

/**
 * `commit`: the disk takes no readings for now. `lost`: so long that the oldest had to go. `upkeep`: sealing,
 * compaction or retention fails. `thread`: a thread died, or cannot open the file. `dropping`: the disk is nearly full
 * and the oldest readings go. `damaged`: rows of the file are not what was written; answers leave them out. `aside`: what
 * was journaled of a compound could not be sealed and lies beside the rest. `salvaged`: the file could not be read and lies
 * beside; what could be kept of it began a new one.
 */
export type HistoryFault =
  | { readonly kind: 'commit' | 'upkeep' | 'thread'; readonly message: string }
  | { readonly kind: 'lost'; readonly readings: number }
  | { readonly kind: 'damaged'; readonly compound: string; readonly rows: number; readonly firstMs: number }
  | { readonly kind: 'aside'; readonly compound: string; readonly rows: number }
  | ({ readonly kind: 'salvaged' } & Salvaged)
  | { readonly kind: 'dropping'; readonly readings: number; readonly untilMs: number };

export interface HistoryOptions {
  readonly path: string;
  /**
   * Asked before readings are handed over: null where the rows they refer to are on disk, else they wait for it. What
   * throws or rejects is asked again later.
   */
  readonly whenNamed: () => Promise<void> | null;
  readonly onFault: (fault: HistoryFault) => void;
  /** A fault has ended by itself; `lost` never does. */
  readonly onRecovered: (kind: HistoryFault['kind']) => void;
  readonly now: () => number;
  readonly limits?: Partial<HistoryLimits>;
  readonly thinning?: (compound: string, index: number) => Thinning;
  readonly rawDays?: number;
  /** Null keeps what is thinned for ever. */
  readonly keepDays?: number | null;
  /** Where a compound's locked evidence begins: from there on nothing goes for its age. */
  readonly lockedFromMs?: (compound: string) => number | null;
  readonly disk?: (directory: string) => Promise<DiskSpace>;
  readonly wantedBytes?: (totalBytes: number) => number;
  /** How often the disk is measured; 10 s. */
  readonly measureEveryMs?: number;
  /** Each thread as it starts. */
  readonly onThread?: (role: 'writer' | 'quick' | 'long', worker: Worker) => void;
}

/** A question waits this long for readings that cannot be committed, then it is answered without them. */
const mostWaitMs = 5_000;
const stopWithinMs = 5_000;
const dayMs = 86_400_000;

export function createHistory(options: HistoryOptions): History {
  const limits = { ...defaultLimits, ...options.limits };
  const { path, now } = options;
  let broken: string | null = null;
  let stopping: Promise<number> | null = null;
  let droppedReadings = 0;
  const down = new Set<string>();
  const standing = new Set<HistoryFault['kind']>();

  function fault(what: HistoryFault): void {
    standing.add(what.kind);
    options.onFault(what);
  }

  function recovered(kind: HistoryFault['kind']): void {
    if (standing.delete(kind)) options.onRecovered(kind);
  }

  /** One fault stands while any thread is down. */
  function threadState(role: string, state: 'ready' | 'dead' | 'broken', message: string): void {
    if (state !== 'ready') {
      down.add(role);
      fault({ kind: 'thread', message: `${role}: ${message}` });
    } else if (down.delete(role) && down.size === 0) recovered('thread');
  }

  /** Both readers meet the same rows. */
  const damaged = new Map<string, Map<string, number>>();
  function tellDamaged({ compound, id, fromMs }: DamagedRow): void {
    const rows = damaged.get(compound) ?? new Map<string, number>();
    damaged.set(compound, rows.set(String(id ?? `keyframe ${fromMs}`), fromMs));
    fault({ kind: 'damaged', compound, rows: rows.size, firstMs: Math.min(...rows.values()) });
  }

  const aside = new Map<string, number>();
  for (const found of mendHistoryFile(path, now())) fault({ kind: 'salvaged', ...found });

  const readers = (['quick', 'long'] as const).map((name) =>
    createAsking({
      path,
      limits,
      onReader: (state, message) => threadState(name, state, message),
      onDamaged: tellDamaged,
      onThread: (worker) => options.onThread?.(name, worker),
    }),
  );
  const [quick, long] = readers;
  if (!quick || !long) throw new Error('two readers are needed');

  const handover = createHandover({
    path,
    whenNamed: options.whenNamed,
    waitingReadings: limits.waitingReadings,
    onRefused: (message) => fault({ kind: 'commit', message }),
    onCommitted: () => recovered('commit'),
    onLost: (readings) => fault({ kind: 'lost', readings }),
    onWriter(state, message) {
      threadState('writer', state, message);
      broken = state === 'broken' ? message : null;
      if (state === 'ready') for (const reader of readers) reader.open();
      if (state === 'broken') for (const reader of readers) reader.fail(message);
    },
    onMessage(message) {
      if (message.kind === 'upkeep' && message.fault !== null)
        fault({ kind: 'upkeep', message: message.fault });
      else if (message.kind === 'upkeep') recovered('upkeep');
      else if (message.kind === 'dropped') {
        droppedReadings += message.what.readings;
        fault({ kind: 'dropping', readings: droppedReadings, untilMs: message.what.untilMs });
      } else if (message.kind === 'aside') {
        const rows = (aside.get(message.compound) ?? 0) + message.rows;
        aside.set(message.compound, rows);
        fault({ kind: 'aside', compound: message.compound, rows });
      } else if (message.kind === 'room' && message.enough) recovered('dropping');
    },
    onThread: (worker) => options.onThread?.('writer', worker),
  });

  function whenCommitted(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, mostWaitMs);
      handover.settled(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async function ask<K extends QuestionKind>(
    kind: K,
    asked: Asked[K],
    signal?: AbortSignal,
  ): Promise<Result<Answered[K]>> {
    // The compiler cannot see that a kind and what is asked of it make a question.
    const question = { kind, ...asked } as unknown as Question;
    const refusal = refusalOf(question, limits);
    if (refusal) return refusal;
    if (stopping) return unavailable('closed');
    if (!handover.isSettled()) await whenCommitted();
    if (signal?.aborted) return cancelledFault;
    if (broken !== null) return unavailable(broken);
    const reader = isLong(question) ? long : quick;
    return (await reader?.ask(question, signal)) as Result<Answered[K]>;
  }

  const upkeep = startUpkeep({
    path,
    now,
    rawDays: options.rawDays ?? 30,
    keepDays: options.keepDays ?? null,
    lockedFromMs: options.lockedFromMs ?? (() => null),
    thinning: options.thinning ?? (() => 'changes'),
    disk: options.disk ?? spaceOf,
    wantedBytes: options.wantedBytes ?? defaultWantedBytes,
    measureEveryMs: options.measureEveryMs ?? 10_000,
    reach: async () => {
      const found = await ask('reach', {});
      return found.ok ? found.value : [];
    },
    post: (message) => void handover.post(message),
  });

  async function stop(): Promise<number> {
    upkeep.stop();
    await Promise.all(readers.map((reader) => reader.stop()));
    return handover.stop(stopWithinMs);
  }

  return {
    append: handover.append,
    appendWord: (compound, code, word) => handover.appendWord(compound, code, word, now()),
    settled: handover.settled,
    whenKept: handover.whenKept,
    wasHeard: handover.wasHeard,
    stateAt: (compound, atMs, signal) => ask('stateAt', { compound, atMs }, signal),
    window: (compound, fromMs, toMs, signal) => ask('window', { compound, fromMs, toMs }, signal),
    pointHistory: (compound, index, fromMs, toMs, signal) =>
      ask('pointHistory', { compound, index, fromMs, toMs }, signal),
    pointBins: (compound, index, fromMs, toMs, bins, signal) =>
      ask('pointBins', { compound, index, fromMs, toMs, bins }, signal),
    density: (compound, fromMs, toMs, bins, signal) =>
      ask('density', { compound, fromMs, toMs, bins }, signal),
    range: (compound) => ask('range', { compound }),
    words: (compound, codes) => ask('words', { compound, codes }),
    sizes: () => ask('sizes', {}),
    stop: () => (stopping ??= stop()),
  };
}

/** Whatever may read days of segments. */
function isLong(question: Question): boolean {
  switch (question.kind) {
    case 'pointHistory':
    case 'pointBins':
      return question.toMs - question.fromMs > dayMs;
    case 'sizes':
    case 'reach':
      return true;
    default:
      return false;
  }
}
