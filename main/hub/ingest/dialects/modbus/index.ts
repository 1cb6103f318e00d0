/**
 * The Modbus dialect: `modbus/<meter>` with what was read of a meter. A meter's file names the device that it is, as a
 * plan does: it is described in the native owner's name, and its commands are what the file says can be written.
 */
import { addressOf, newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import type { DeviceMeta, PointValue } from '#shared/protocol/device.ts';
import { fault } from '#shared/protocol/result.ts';
import { parseJson } from '../json.ts';
import { nativeOwner } from '../native/index.ts';
import { isRecord, stringIn } from '../records.ts';
import type { Meter } from '#shared/protocol/meter.ts';
import { usualIntervalMs } from '#shared/protocol/meterWords.ts';
import { valueIn, wordsFor } from './registers.ts';

export const modbusRoot = 'modbus/';

export function createModbus(meters: readonly Meter[]): Dialect {
  const known = new Map(meters.map((meter) => [meter.id, meter]));
  const described = new Set<string>();

  function describe(told: Told, meter: Meter): void {
    if (described.has(meter.id)) return;
    described.add(meter.id);
    const { name, placeId } = meter.device;
    const meta: DeviceMeta = {
      name,
      intervalS: Math.max(1, (meter.intervalMs ?? usualIntervalMs) / 1000),
      points: meter.registers.map(({ point, unit, type }) => ({
        id: point,
        kind: type === 'bit' ? 'boolean' : 'number',
        ...(unit === undefined ? {} : { unit }),
      })),
      ...(placeId === undefined ? {} : { placeId }),
    };
    told.messages.push({ kind: 'describe', device: deviceOf(meter), meta, from: nativeOwner });
  }

  /** By the place of the register in the file: its words, or why it could not be read. */
  function read(told: Told, meter: Meter, words: readonly unknown[]): void {
    const values: Record<string, PointValue> = {};
    meter.registers.forEach((register, nth) => {
      const given = words[nth];
      const value = Array.isArray(given) ? valueIn(given, register) : null;
      if (value !== null) values[register.point] = value;
      else {
        const written = (JSON.stringify(given) ?? '').slice(0, 200);
        told.refusals.push(fault('payload', { point: register.point, value: written }));
      }
    });
    if (Object.keys(values).length > 0)
      told.messages.push({
        kind: 'state',
        device: deviceOf(meter),
        from: nativeOwner,
        tMs: null,
        values,
        quality: undefined,
      });
  }

  return {
    id: 'modbus',
    subscriptions: [],
    owns: (topic) => topic.startsWith(modbusRoot),
    decode(topic, payload) {
      const told = newTold();
      const meter = known.get(topic.slice(modbusRoot.length));
      const parsed = parseJson(payload);
      if (!meter) told.refusals.push(fault('topic', { form: `${modbusRoot}<meter>` }));
      else if (!parsed.ok) told.refusals.push(parsed.error);
      else if (isRecord(parsed.value)) {
        const said = parsed.value;
        const id = stringIn(said, 'reply');
        told.isOwnWord = said['online'] === false;
        describe(told, meter);
        if (Array.isArray(said['words'])) read(told, meter, said['words']);
        if (said['online'] === false)
          told.messages.push({
            kind: 'availability',
            device: deviceOf(meter),
            online: false,
            from: nativeOwner,
          });
        if (id !== undefined)
          told.messages.push({
            kind: 'reply',
            device: deviceOf(meter),
            reply: { id, ok: true },
            from: nativeOwner,
          });
      }
      return told;
    },
    encode({ device, name, id, params }, owner) {
      if (owner !== nativeOwner) return null;
      const meter = meters.find(
        (one) => deviceOf(one).key === device.key && one.device.compound === device.compound,
      );
      const write = meter?.writes?.find(({ command }) => command === name);
      const wanted = write?.value ?? (write?.param === undefined ? undefined : params[write.param]);
      if (!meter || !write || typeof wanted === 'string' || wanted === undefined || wanted === null)
        return null;
      const words = wordsFor(wanted, write);
      if (!words) return null;
      const order = { id, function: write.function, address: write.address, words };
      return { topic: `${modbusRoot}${meter.id}`, payload: JSON.stringify(order), qos: 1 };
    },
  };
}

function deviceOf({ device: { compound, system, id } }: Meter) {
  return addressOf(compound, system, id);
}
