/** What devices' events bring: kept once, then alarms and incidents of them, then told to whoever listens. */
import type { EventRecord } from '#shared/protocol/records.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import type { Alarms } from './alarms/index.ts';
import type { EventLog, Incidents } from './incidents/index.ts';
import type { Passes } from './passes/index.ts';
import type { Ingest } from './ingest/index.ts';
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
  ingest.onEvent((compound, device, heard, receivedMs, sentMs) => {
    const { key: deviceKey } = device.record;
    const refuse = (refusal: Fault) => ingest.rejections.add(`${compound.id}/${deviceKey}`, refusal, '');
    // Who passes is not everybody's to know; what goes on from here names nobody's visitor.
    const taken = rooms.passes.take(compound, device, heard, receivedMs, sentMs);
    if (taken?.repeat) return refuse(fault('duplicate', { event: heard.id }));
    const event = taken ? taken.event : heard;
    if (!event) return;
    const { id, type, t: atMs, data = {} } = event;
    if (rooms.waiting() >= mostWaiting && !alarms.heeds(compound, device, event))
      return refuse(fault('event-disk', { event: id }));
    const kept = events.write(
      { compound: compound.id, deviceKey, id, type, atMs, receivedMs, data },
      sentMs,
      (told) => {
        for (const listener of listeners) listener(told);
      },
    );
    if (!kept) return refuse(fault('duplicate', { event: id }));
    if (receivedMs - atMs <= eventHorizonMs) alarms.takeEvent(compound, device, event, receivedMs, sentMs);
    else refuse(fault('old-event', { event: id }));
    incidents.takeEvent(kept, device.record);
  });
  return { onEvent: (listener) => void listeners.push(listener) };
}
