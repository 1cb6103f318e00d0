/** What devices' events bring: kept once, then alarms and incidents of them, then told to whoever listens. */
import type { EventRecord } from '#shared/protocol/records.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import type { Alarms } from './alarms/index.ts';
import type { EventLog, Incidents } from './incidents/index.ts';
import type { Passes } from './passes/index.ts';
import type { EventListener, Ingest } from './ingest/index.ts';
import { eventHorizonMs } from './twin/index.ts';

/** While the disk refuses, memory belongs to what raises alarms. */
const mostWaiting = 50_000;

export interface Happenings {
  /** Called with each event once, after it is kept. */
  readonly onEvent: (listener: (event: EventRecord) => void) => void;
}

export function createHappenings(rooms: {
  readonly ingest: Ingest;
  readonly events: EventLog;
  readonly alarms: Alarms;
  readonly incidents: Incidents;
  readonly passes: Pick<Passes, 'take'>;
  /** Units that wait for the disk. */
  readonly waiting: () => number;
}): Happenings {
  const { ingest, events, alarms, incidents } = rooms;
  const listeners: ((event: EventRecord) => void)[] = [];
  const refuseOf = (compound: string, deviceKey: string, refusal: Fault) =>
    ingest.rejections.add(`${compound}/${deviceKey}`, refusal, '');
  const takeByRules: EventListener = (compound, device, event, receivedMs, sentMs) => {
    if (receivedMs - event.t <= eventHorizonMs) alarms.takeEvent(compound, device, event, receivedMs, sentMs);
    else refuseOf(compound.id, device.record.key, fault('old-event', { event: event.id }));
  };
  ingest.onEvent((compound, device, heard, receivedMs, sentMs) => {
    const { key: deviceKey } = device.record;
    const refuse = (refusal: Fault) => refuseOf(compound.id, deviceKey, refusal);
    // Who passes is not everybody's to know; what goes on from here names nobody's visitor.
    const taken = rooms.passes.take(compound, device, heard, receivedMs, sentMs);
    if (taken?.repeat) return refuse(fault('duplicate', { event: heard.id }));
    const event = taken ? taken.event : heard;
    const { id, type, t: atMs, data = {} } = event;
    if (rooms.waiting() >= mostWaiting && !alarms.heeds(compound, device, event))
      return refuse(fault('event-disk', { event: id }));
    if (taken && !taken.isKept) return takeByRules(compound, device, event, receivedMs, sentMs);
    const kept = events.write(
      { compound: compound.id, deviceKey, id, type, atMs, receivedMs, data },
      sentMs,
      (told) => {
        for (const listener of listeners) listener(told);
      },
    );
    if (!kept) return refuse(fault('duplicate', { event: id }));
    takeByRules(compound, device, event, receivedMs, sentMs);
    incidents.takeEvent(kept, device.record);
  });
  return { onEvent: (listener) => void listeners.push(listener) };
}
