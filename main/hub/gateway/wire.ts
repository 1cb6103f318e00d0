/** Packed readings as the msgpack parser must get them: a Buffer becomes `bin`, a bare ArrayBuffer an extension browsers cannot read. */
import type { EventRecord } from '#shared/protocol/records.ts';
import type { WireEvent } from '#shared/protocol/socket.ts';
import { packReadings, type Readings } from '#shared/twin/packed.ts';

export function onWire(readings: Readings, seq: number): Uint8Array {
  return Buffer.from(packReadings(readings, seq));
}

/** The parser changes some numbers and half surrogates; as JSON text an event's data arrives as it was sent. */
export function eventOnWire({ data, ...event }: EventRecord): WireEvent {
  return { ...event, data: JSON.stringify(data) };
}
