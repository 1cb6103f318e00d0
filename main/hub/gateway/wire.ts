/** Packed readings as the msgpack parser must get them: a Buffer becomes `bin`, a bare ArrayBuffer an extension browsers cannot read. */
import { packReadings, type Readings } from '#shared/twin/packed.ts';

export function onWire(readings: Readings, seq: number): Uint8Array {
  return Buffer.from(packReadings(readings, seq));
}
