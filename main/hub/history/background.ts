/**
 * What is done beside the live, one small step after the other, the most urgent first: sealing, then keyframes, then
 * late readings, then merging, then what is old. A kind of work that failed rests for a while, the others go on.
 */
import type { Database } from 'better-sqlite3';
import { createCompaction } from './compaction.ts';
import { createKeyframes } from './keyframes.ts';
import { createRetention, type Keeping } from './retention.ts';
import { createSegments } from './segments.ts';
import type { Writer } from './writer.ts';

export const sealEveryMs = 10_000;
/** Late readings behind what is merged wait this long, so that they are merged by the many. */
const thoroughEveryMs = 300_000;
const restMs = 30_000;

export interface Dropped {
  readonly readings: number;
  readonly untilMs: number;
}

type Steps = Generator<void, void>;
const keepingKinds = ['old', 'thin', 'thinKeyframes'] as const;
type KeepingKind = (typeof keepingKinds)[number];

interface Job {
  readonly kind: string;
  readonly steps: Steps;
}

export function createBackground(db: Database, writer: Writer, dropped: (what: Dropped) => void) {
  const segments = createSegments(db);
  const keyframes = createKeyframes(db, segments);
  const compaction = createCompaction(db, segments, keyframes);
  const retention = createRetention(db, segments);
  const compounds = db.prepare<[], string>('SELECT DISTINCT compound FROM tallies').pluck();
  const mergedUntilMs = new Map<string, number>();
  const restsUntilMs = new Map<string, number>();
  let known: string[] | null = null;
  let keeping: Keeping | null = null;
  /** What of it is still to be looked at. */
  let keepingLeft: { kind: KeepingKind; compound: string }[] = [];
  /** Bytes by which there is less room than is wanted. */
  let missingBytes = 0;
  let givingBack = true;
  let [sealedMs, thoroughMs] = [-Infinity, -Infinity];
  let job: Job | null = null;

  function* once(act: () => unknown): Steps {
    act();
    yield;
  }

  /** Readings go until the file has room for what is missing; pages are given back when it is measured again. */
  function makeRoom(): Steps | null {
    if (missingBytes <= 0) return null;
    const freeBytes = retention.freeBytes();
    return once(() => {
      const gone = retention.dropOldest(known ?? []);
      if (gone) dropped(gone);
      missingBytes = gone ? missingBytes - (retention.freeBytes() - freeBytes) : 0;
    });
  }

  function* sealAll(nowMs: number): Steps {
    sealedMs = nowMs;
    if (yield* writer.seal()) sealedMs = -Infinity;
    known = null;
  }

  function* merge(compound: string, { untilMs, steps }: { untilMs: number; steps: Steps }): Steps {
    yield* steps;
    mergedUntilMs.set(compound, untilMs);
  }

  /** One step of one kind for one compound; what has nothing left is not looked at again this time. */
  function* keepStep({ kind, compound }: (typeof keepingLeft)[number], by: Keeping): Steps {
    const steps = kind === 'thin' ? retention.thin(compound, by) : null;
    if (steps) return yield* steps;
    const acted =
      kind === 'old'
        ? retention.dropOld(compound, by)
        : kind === 'thinKeyframes' && retention.thinKeyframes(compound, by);
    if (!acted) keepingLeft.shift();
  }

  const rests = (kind: string, nowMs: number) => (restsUntilMs.get(kind) ?? -Infinity) > nowMs;

  function next(nowMs: number): Job | null {
    if (nowMs - sealedMs >= sealEveryMs && !rests('seal', nowMs))
      return { kind: 'seal', steps: sealAll(nowMs) };
    known ??= compounds.all();
    if (nowMs - thoroughMs >= thoroughEveryMs) {
      thoroughMs = nowMs;
      mergedUntilMs.clear();
      givingBack = true;
    }
    const room = rests('room', nowMs) ? null : makeRoom();
    if (room) return { kind: 'room', steps: room };
    for (const compound of known) {
      const keyframe = rests('keyframe', nowMs) ? null : keyframes.advance(compound);
      if (keyframe) return { kind: 'keyframe', steps: keyframe };
      const late = rests('late', nowMs) ? null : keyframes.late(compound);
      if (late) return { kind: 'late', steps: late };
      // What is merged into a keyframe's time must be in it first.
      if (rests('merge', nowMs) || rests('late', nowMs)) continue;
      const merging = compaction.next(compound, mergedUntilMs.get(compound) ?? -Infinity);
      if (merging) return { kind: 'merge', steps: merge(compound, merging) };
    }
    const left = keepingLeft[0];
    if (keeping && left && !rests(left.kind, nowMs))
      return { kind: left.kind, steps: keepStep(left, keeping) };
    if (givingBack && missingBytes <= 0 && !rests('giveBack', nowMs))
      return { kind: 'giveBack', steps: once(() => (givingBack = retention.giveBack())) };
    return null;
  }

  return {
    /** Thins and drops what is old, once through. */
    keep(by: Keeping): void {
      keeping = by;
      keepingLeft = (known ?? compounds.all()).flatMap((compound) =>
        keepingKinds.map((kind) => ({ kind, compound })),
      );
    },
    /** What the disk has, and what it should have. Returns whether readings must go. */
    room(freeBytes: number, wantedBytes: number): boolean {
      missingBytes = wantedBytes - freeBytes - retention.freeBytes();
      return missingBytes > 0;
    },
    /**
     * Works until `untilMs` of `performance.now()`; false where nothing is left to do. Throws what failed: nothing of
     * that step is written.
     */
    work(nowMs: number, untilMs: number): boolean {
      while (performance.now() < untilMs) {
        job ??= next(nowMs);
        if (!job) return false;
        const { kind, steps } = job;
        try {
          if (steps.next().done === true) job = null;
        } catch (error) {
          job = null;
          if (kind === 'seal') sealedMs = -Infinity;
          restsUntilMs.set(kind, nowMs + (kind === 'seal' ? 1_000 : restMs));
          throw error;
        }
      }
      return true;
    },
    /** No kind of work rests because it failed. */
    healthy: (nowMs: number): boolean => [...restsUntilMs.keys()].every((kind) => !rests(kind, nowMs)),
    /** Seals what is journaled, to the last reading. */
    sealAll(): void {
      for (;;) {
        const steps = writer.seal();
        let step = steps.next();
        while (!step.done) step = steps.next();
        if (!step.value) break;
      }
      known = null;
    },
    /** All there is to do, thoroughly. */
    finish(nowMs: number): void {
      restsUntilMs.clear();
      thoroughMs = -Infinity;
      sealedMs = -Infinity;
      while (this.work(nowMs, Infinity));
    },
  };
}
