/** Which notices an alarm's step or an order's step brings, by the compound's rules. Pure. */
import { withinHours } from '#shared/alarms/condition.ts';
import { isOnset } from '#shared/alarms/machine.ts';
import { alarmWords, orderWords } from '#shared/i18n/noticeTexts.ts';
import { isWithin } from '#shared/incidents/place.ts';
import type { NoticeRule, NoticeSettings } from '#shared/protocol/notice.ts';
import type { AlarmTransition } from '#shared/protocol/records.ts';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { NewNotice } from './outbox.ts';

export interface Where {
  readonly manifest: CompoundManifest;
  readonly plan: CompoundPlan;
}

type AlarmCause = 'alarm' | 'escalated' | 'returned';

export function causeOf(transition: AlarmTransition): AlarmCause | null {
  if (transition.verb === 'escalated') return 'escalated';
  if (transition.verb === 'returned') return 'returned';
  return isOnset(transition) ? 'alarm' : null;
}

export function noticesOfAlarm(
  transition: AlarmTransition,
  { manifest, plan }: Where,
  settings: NoticeSettings,
  nowMs: number,
): NewNotice[] {
  const cause = causeOf(transition);
  if (cause === null) return [];
  const { alarm } = transition;
  const { timeZone } = manifest.origin;
  const { hour } = localTime(nowMs, timeZone);
  const place = plan.places.find(({ id }) => id === alarm.placeId)?.name ?? null;
  const asked = settings.rules.filter(
    (rule) =>
      rule.on === cause &&
      (rule.priorities.length === 0 || rule.priorities.includes(alarm.priority)) &&
      (rule.systems === undefined || rule.systems.includes(alarm.system)) &&
      (rule.placeId === undefined || isWithin(plan, alarm.placeId, rule.placeId)) &&
      (rule.hours === undefined || withinHours({ hours: rule.hours }, hour)),
  );
  return addressed(asked, settings, (rule) => ({
    compound: alarm.compound,
    ...alarmWords(cause, alarm, { compound: manifest.name, place, timeZone }, rule.language),
    cause,
    ref: alarm.id,
    data: { alarm },
  }));
}

export function noticesOfOrder(order: WorkOrder, { manifest }: Where, settings: NoticeSettings): NewNotice[] {
  const { reporter: _, ...shown } = order;
  return addressed(
    settings.rules.filter(({ on }) => on === 'order'),
    settings,
    (rule) => ({
      compound: order.compound,
      ...orderWords(order, manifest.name, rule.language),
      cause: 'order',
      ref: order.id,
      data: { order: shown },
    }),
  );
}

/** One for each channel and address; a channel and address that two rules name hears it once. */
function addressed(
  rules: readonly NoticeRule[],
  { channels }: NoticeSettings,
  notice: (rule: NoticeRule) => Omit<NewNotice, 'channel' | 'to'>,
): NewNotice[] {
  const found = new Map<string, NewNotice>();
  for (const rule of rules)
    for (const id of rule.channels) {
      const channel = channels.find((one) => one.id === id);
      if (!channel) continue;
      const isAddressed = channel.kind === 'email' || channel.kind === 'sms';
      const addresses = isAddressed
        ? rule.to.filter((to) => to.includes('@') === (channel.kind === 'email'))
        : [''];
      for (const to of addresses)
        if (!found.has(`${id}\n${to}`)) found.set(`${id}\n${to}`, { channel: id, to, ...notice(rule) });
    }
  return [...found.values()];
}
