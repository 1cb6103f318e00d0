/**
 * The notice room: who is told of alarms and orders, by which rule, over which channel; warnings to residents. Rules are
 * asked when a step is taken, and what they bring is written in the same unit.
 */
import { testWords } from '#shared/i18n/noticeTexts.ts';
import type { Household } from '#shared/protocol/household.ts';
import type { Notice, NoticeSettings, ResidentWarning, WarningRequest } from '#shared/protocol/notice.ts';
import type { AlarmTransition } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import type { Records } from '../records/index.ts';
import type { Twin } from '../twin/index.ts';
import { noticesOfAlarm, noticesOfOrder, type Where } from './deciding.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createSettings, type Settings } from './settings.ts';
import { createWarnings, messagesOf, recipientsOf, type Recipients, type Warnings } from './warnings.ts';

export interface Notices {
  readonly settings: Pick<Settings, 'shown' | 'set'>;
  readonly outbox: Pick<Outbox, 'list' | 'find' | 'counts' | 'since' | 'again' | 'onChange'>;
  readonly warnings: Pick<Warnings, 'find' | 'list' | 'withdraw'>;
  takeTransition(transition: AlarmTransition): void;
  takeOrder(order: WorkOrder): void;
  /** Over one channel, so that somebody sees whether it works. */
  test(compound: string, channel: string, to: string, language: 'zh' | 'en'): Result<Notice>;
  /** Whom it would reach. */
  preview(compound: string, given: WarningRequest): Result<Recipients>;
  /** A drill is kept at once; what is meant waits for a second person. */
  write(compound: string, given: WarningRequest, by: string): Result<ResidentWarning>;
  confirm(id: string, by: string): Result<ResidentWarning>;
  start(): void;
  stop(): Promise<void>;
}

export function createNotices(options: {
  readonly records: Records;
  readonly twin: Twin;
  readonly now: () => number;
  readonly households: (compound: string) => Result<ReadonlyMap<string, Household>>;
}): Notices {
  const { records, twin, now, households } = options;
  const settings = createSettings(records);
  const outbox = createOutbox({
    records,
    now,
    channelOf: (compound, id) => settings.of(compound).channels.find((channel) => channel.id === id),
  });
  const warnings = createWarnings(records, now);
  const whereOf = (id: string): Where | undefined => twin.compounds.get(id);

  function send(
    compound: string,
    decide: (where: Where, of: NoticeSettings) => ReturnType<typeof noticesOfOrder>,
  ) {
    const where = whereOf(compound);
    const of = settings.of(compound);
    if (!where || of.rules.length === 0) return;
    for (const notice of decide(where, of)) outbox.add(notice, of.drill);
  }

  function preview(compound: string, given: WarningRequest): Result<Recipients> {
    const where = whereOf(compound);
    if (!where) return failure('no-compound', { compound });
    const unknown = given.placeIds.find((id) => !where.plan.places.some((place) => place.id === id));
    if (unknown !== undefined) return failure('order-place', { place: unknown });
    const of = settings.of(compound);
    const missing = given.channels.find((id) => !of.channels.some((channel) => channel.id === id));
    if (missing !== undefined) return failure('notice-channel', { channel: missing });
    const known = households(compound);
    if (!known.ok) return known;
    return success(recipientsOf(given, where.plan, known.value, of));
  }

  function sendWarning(warning: ResidentWarning, recipients: Recipients): void {
    const drill = warning.drill || settings.of(warning.compound).drill;
    for (const notice of messagesOf(warning, recipients)) outbox.add(notice, drill);
  }

  return {
    settings,
    outbox,
    warnings,
    takeTransition(transition) {
      send(transition.alarm.compound, (where, of) => noticesOfAlarm(transition, where, of, now()));
    },
    takeOrder(order) {
      send(order.compound, (where, of) => noticesOfOrder(order, where, of));
    },
    test(compound, channel, to, language) {
      const of = settings.of(compound);
      if (!of.channels.some(({ id }) => id === channel)) return failure('notice-channel', { channel });
      return success(
        outbox.add({ compound, channel, to, ...testWords[language], cause: 'test', ref: null }, of.drill),
      );
    },
    preview,
    write(compound, given, by) {
      const found = preview(compound, given);
      if (!found.ok) return found;
      if (found.value.messages.length === 0) return failure('warning-nobody');
      if (given.text.zh.trim() === '' || given.text.en.trim() === '') return failure('warning-text');
      const warning = warnings.write(compound, given, found.value, by);
      if (warning.confirmedAtMs !== null) sendWarning(warning, found.value);
      return success(warning);
    },
    confirm(id, by) {
      const waiting = warnings.find(id);
      if (!waiting) return failure('no-warning');
      if (waiting.writtenBy === by) return failure('warning-same');
      const found = preview(waiting.compound, waiting);
      if (!found.ok) return found;
      const confirmed = warnings.confirm(id, by);
      if (confirmed.ok) sendWarning(confirmed.value, found.value);
      return confirmed;
    },
    start: () => outbox.start(),
    stop: () => outbox.stop(),
  };
}
