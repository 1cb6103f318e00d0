/**
 * Warnings to residents: written by one person, confirmed by another, then one message for each contact of each household
 * at the named places. A drill needs nobody's confirmation and leaves the hub nowhere.
 */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { isWithin } from '#shared/incidents/place.ts';
import type { Household } from '#shared/protocol/household.ts';
import {
  isWarningWaiting,
  ResidentWarning,
  type NoticeSettings,
  type WarningRequest,
} from '#shared/protocol/notice.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { createUnstored, type Records } from '../records/index.ts';
import type { NewNotice } from './outbox.ts';

export interface Recipients {
  readonly households: number;
  /** One for each address and channel. */
  readonly messages: readonly { readonly channel: string; readonly to: string }[];
}

/** Whom a warning would reach; an address that two people share is written to once. */
export function recipientsOf(
  { placeIds, channels }: Pick<WarningRequest, 'placeIds' | 'channels'>,
  plan: CompoundPlan,
  households: ReadonlyMap<string, Household>,
  settings: NoticeSettings,
): Recipients {
  const inside = [...households.values()].filter(({ placeId }) =>
    placeIds.some((outer) => isWithin(plan, placeId, outer)),
  );
  const contacts = inside.flatMap((household) => household.contacts);
  const messages = channels.flatMap((id) => {
    const kind = settings.channels.find((channel) => channel.id === id)?.kind;
    const addresses =
      kind === 'sms'
        ? contacts.map(({ phone }) => phone)
        : kind === 'email'
          ? contacts.flatMap(({ email }) => email ?? [])
          : kind === undefined
            ? []
            : [''];
    return [...new Set(addresses)].map((to) => ({ channel: id, to }));
  });
  return { households: inside.length, messages };
}

export interface Warnings {
  find(id: string): ResidentWarning | null;
  /** Newest first. */
  list(compound: string, limit: number): ResidentWarning[];
  write(compound: string, given: WarningRequest, recipients: Recipients, by: string): ResidentWarning;
  confirm(id: string, by: string): Result<ResidentWarning>;
  withdraw(id: string): Result<ResidentWarning>;
}

const isWarning = Compile(ResidentWarning);
const put = 'INSERT OR REPLACE INTO warnings (id, compound, written_ms, record) VALUES (?, ?, ?, ?)';

export function createWarnings(records: Records, now: () => number): Warnings {
  const unstored = createUnstored<ResidentWarning>();
  const one = records.db.prepare<[string], string>('SELECT record FROM warnings WHERE id = ?').pluck();
  const newest = records.db
    .prepare<[string, number], string>(
      'SELECT record FROM warnings WHERE compound = ? ORDER BY written_ms DESC, id LIMIT ?',
    )
    .pluck();

  function parsed(record: string): ResidentWarning {
    const value: unknown = JSON.parse(record);
    if (!isWarning.Check(value)) throw new Error('a record of a warning in linli.db is damaged');
    return value;
  }
  function find(id: string): ResidentWarning | null {
    const record = one.get(id);
    return unstored.get(id) ?? (record === undefined ? null : parsed(record));
  }
  function keep(warning: ResidentWarning): ResidentWarning {
    const { id, compound, writtenAtMs } = warning;
    const release = unstored.hold(id, warning);
    records.write([{ sql: put, params: [id, compound, writtenAtMs, JSON.stringify(warning)] }], (stored) => {
      if (stored) release();
    });
    return warning;
  }
  function waiting(id: string): Result<ResidentWarning> {
    const warning = find(id);
    if (!warning) return failure('no-warning');
    return isWarningWaiting(warning, now()) ? success(warning) : failure('warning-over');
  }

  return {
    find,
    list(compound, limit) {
      const found = new Map(
        newest.all(compound, limit).map((record) => {
          const warning = parsed(record);
          return [warning.id, warning];
        }),
      );
      for (const fresh of unstored.values()) if (fresh.compound === compound) found.set(fresh.id, fresh);
      return [...found.values()].sort((a, b) => b.writtenAtMs - a.writtenAtMs).slice(0, limit);
    },
    write(compound, given, { households, messages }, by) {
      const atMs = now();
      const isConfirmed = given.drill;
      return keep({
        version: 1,
        id: randomUUID(),
        compound,
        ...given,
        households,
        recipients: messages.length,
        writtenBy: by,
        writtenAtMs: atMs,
        confirmedBy: isConfirmed ? by : null,
        confirmedAtMs: isConfirmed ? atMs : null,
        withdrawnAtMs: null,
      });
    },
    confirm(id, by) {
      const warning = waiting(id);
      if (!warning.ok) return warning;
      return success(keep({ ...warning.value, confirmedBy: by, confirmedAtMs: now() }));
    },
    withdraw(id) {
      const warning = waiting(id);
      if (!warning.ok) return warning;
      return success(keep({ ...warning.value, withdrawnAtMs: now() }));
    },
  };
}

export function messagesOf(warning: ResidentWarning, { messages }: Recipients): NewNotice[] {
  const { compound, id, text } = warning;
  // In both languages: nobody knows which of them a resident reads.
  return messages.map(({ channel, to }) => ({
    compound,
    channel,
    to,
    subject: text.zh,
    text: text.en,
    cause: 'warning',
    ref: id,
  }));
}
