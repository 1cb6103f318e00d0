/**
 * Notices on their way, on disk: queued, sent with patience, and never silently lost. That a notice is being sent is
 * written before it is; where the hub ended just then it is sent once more, and not again after that.
 */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { Notice, type NoticeChannel, type NoticeState } from '#shared/protocol/notice.ts';
import { createUnstored, type Records } from '../records/index.ts';
import { send } from './channels/send.ts';

/** Between two attempts, ms; after the last one it has failed. */
const pausesMs = [10_000, 60_000, 300_000, 900_000, 3_600_000] as const;
const atOnce = 4;

export type NewNotice = Pick<
  Notice,
  'compound' | 'channel' | 'to' | 'subject' | 'text' | 'cause' | 'ref' | 'data'
>;

export interface Outbox {
  /** Within the unit of whatever causes it. A drill is kept and never sent. */
  add(notice: NewNotice, drill: boolean): Notice;
  /** Newest first. */
  list(compound: string, limit: number, ref?: string): Notice[];
  counts(compound: string, ref: string): Readonly<Record<NoticeState, number>>;
  /** Of notices created since. */
  since(compound: string, fromMs: number): Readonly<Record<NoticeState, number>>;
  /** Tries once more what has failed. */
  again(id: string): Notice | null;
  find(id: string): Notice | null;
  onChange(listener: (notice: Notice) => void): void;
  start(): void;
  stop(): Promise<void>;
}

const isNotice = Compile(Notice);
const put = `INSERT OR REPLACE INTO notices (id, compound, ref, state, created_ms, record) VALUES (?, ?, ?, ?, ?, ?)`;
const none: Readonly<Record<NoticeState, number>> = { queued: 0, sending: 0, sent: 0, failed: 0, drill: 0 };

export function createOutbox(options: {
  readonly records: Records;
  readonly now: () => number;
  readonly channelOf: (compound: string, id: string) => NoticeChannel | undefined;
}): Outbox {
  const { records, now, channelOf } = options;
  const { db } = records;
  const unstored = createUnstored<Notice>();
  const listeners: ((notice: Notice) => void)[] = [];
  /** All that still has to be sent, by id. */
  const waiting = new Map<string, Notice>();
  const sending = new Set<Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;

  const one = db.prepare<[string], string>('SELECT record FROM notices WHERE id = ?').pluck();
  const some = db
    .prepare<[{ compound: string; ref: string | null; limit: number }], string>(
      `SELECT record FROM notices WHERE compound = @compound AND (@ref IS NULL OR ref = @ref)
       ORDER BY created_ms DESC, id LIMIT @limit`,
    )
    .pluck();
  const tally = db.prepare<
    [{ compound: string; ref: string | null; fromMs: number }],
    { state: NoticeState; count: number }
  >(
    `SELECT state, count(*) AS count FROM notices WHERE compound = @compound AND (@ref IS NULL OR ref = @ref)
       AND created_ms >= @fromMs GROUP BY state`,
  );

  function parsed(record: string): Notice {
    const value: unknown = JSON.parse(record);
    if (!isNotice.Check(value)) throw new Error('a record of a notice in linli.db is damaged');
    return value;
  }

  function keep(notice: Notice): Promise<boolean> {
    const release = unstored.hold(notice.id, notice);
    const { id, compound, ref, state, createdAtMs } = notice;
    if (state === 'queued' || state === 'sending') waiting.set(id, notice);
    else waiting.delete(id);
    for (const listener of listeners) listener(notice);
    return new Promise((resolve) =>
      records.write(
        [{ sql: put, params: [id, compound, ref, state, createdAtMs, JSON.stringify(notice)] }],
        (stored) => {
          if (stored) release();
          resolve(stored);
        },
      ),
    );
  }

  async function sendOne(notice: Notice): Promise<void> {
    const sendingNow: Notice = { ...notice, state: 'sending', attempts: notice.attempts + 1 };
    // A disk that refuses must not keep a fire from being told: it is sent all the same.
    await keep(sendingNow);
    const channel = channelOf(notice.compound, notice.channel);
    const why = channel ? await send(channel, sendingNow, now()) : 'channel-gone';
    const pauseMs = pausesMs[sendingNow.attempts - 1];
    if (why === null) await keep({ ...sendingNow, state: 'sent', sentAtMs: now(), error: null });
    else if (pauseMs === undefined || !channel || notice.resumed)
      await keep({ ...sendingNow, state: 'failed', error: why });
    else await keep({ ...sendingNow, state: 'queued', error: why, nextAtMs: now() + pauseMs });
  }

  function work(): void {
    clearTimeout(timer);
    if (!isRunning) return;
    const queued = [...waiting.values()]
      .filter(({ state }) => state === 'queued')
      .sort((a, b) => a.nextAtMs - b.nextAtMs);
    for (const notice of queued) {
      if (sending.size >= atOnce) return;
      if (notice.nextAtMs > now()) {
        timer = setTimeout(work, Math.min(notice.nextAtMs - now() + 5, 60_000));
        return;
      }
      const sent: Promise<void> = sendOne(notice).finally(() => {
        sending.delete(sent);
        work();
      });
      sending.add(sent);
    }
  }

  function countsOf(compound: string, ref: string | null, fromMs: number): typeof none {
    const found = { ...none };
    for (const { state, count } of tally.all({ compound, ref, fromMs })) found[state] = count;
    return found;
  }

  return {
    add(given, drill) {
      const notice: Notice = {
        version: 1,
        id: randomUUID(),
        ...given,
        state: drill ? 'drill' : 'queued',
        attempts: 0,
        resumed: false,
        createdAtMs: now(),
        nextAtMs: now(),
        sentAtMs: null,
        error: null,
      };
      void keep(notice);
      // Once what causes it is committed with it, or the disk has said that it cannot be.
      records.settled(() => work());
      return notice;
    },
    find: (id) => {
      const record = one.get(id);
      return unstored.get(id) ?? (record === undefined ? null : parsed(record));
    },
    list(compound, limit, ref) {
      const found = new Map(
        some.all({ compound, ref: ref ?? null, limit }).map((record) => {
          const notice = parsed(record);
          return [notice.id, notice];
        }),
      );
      for (const fresh of unstored.values())
        if (fresh.compound === compound && (ref === undefined || fresh.ref === ref))
          found.set(fresh.id, fresh);
      return [...found.values()].sort((a, b) => b.createdAtMs - a.createdAtMs).slice(0, limit);
    },
    counts: (compound, ref) => countsOf(compound, ref, 0),
    since: (compound, fromMs) => countsOf(compound, null, fromMs),
    again(id) {
      const record = one.get(id);
      const notice = record === undefined ? null : parsed(record);
      if (notice?.state !== 'failed') return null;
      const queued: Notice = { ...notice, state: 'queued', attempts: 0, resumed: false, nextAtMs: now() };
      void keep(queued);
      records.settled(() => work());
      return queued;
    },
    onChange: (listener) => void listeners.push(listener),
    start() {
      isRunning = true;
      const left = db
        .prepare<[], string>(`SELECT record FROM notices WHERE state IN ('queued', 'sending')`)
        .pluck()
        .all();
      for (const record of left) {
        const notice = parsed(record);
        if (notice.state === 'queued') waiting.set(notice.id, notice);
        else if (notice.resumed) void keep({ ...notice, state: 'failed', error: 'interrupted-twice' });
        else void keep({ ...notice, state: 'queued', resumed: true, nextAtMs: now() });
      }
      work();
    },
    async stop() {
      isRunning = false;
      clearTimeout(timer);
      await Promise.all(sending);
    },
  };
}
