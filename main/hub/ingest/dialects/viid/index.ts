/**
 * The dialect of GA/T 1400: `viid/<registered>` with what was taken of a report, `…/status` with whether it is registered.
 * Cars are passes of a gate, with plate, colours and time on the clocks of the compound; of people an event says that one
 * was seen, and nothing else. What a lower platform reports of others is theirs, who speak through it.
 */
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import type { ForeignDevices } from '#hub/ingest/foreign/foreignDevices.ts';
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
import { newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import { viidRoot } from '#hub/ingest/viid/platform.ts';
import { seenKinds } from '#hub/ingest/viid/reduce.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ViidSettings } from '#shared/protocol/sources.ts';
import { findPoint, findSystem } from '#shared/systems/index.ts';
import { instantOf } from '#shared/time/localTime.ts';
import { parseJson } from '../json.ts';
import { isRecord, numberIn, recordsIn, stringIn, type JsonRecord } from '../records.ts';
import { colorOf, colors } from './colors.ts';

/** What a list of a thousand comes to. */
const mostBytes = 1024 * 1024;

export function createViid(
  settings: ViidSettings,
  devices: ForeignDevices,
  zoneOf: (compound: string) => string,
): Dialect {
  const known = new Map(settings.devices.map((one) => [one.id, one]));

  function deviceFor(told: Told, registered: string, id: string, kind?: string): ForeignDevice | null {
    const found = devices.find(id);
    if (found && (kind === undefined || found.kind === kind)) return found;
    return devices.learn(told, id, {
      name: known.get(id)?.name ?? id,
      model: 'GA/T 1400',
      ...(kind === undefined ? {} : { kind }),
      ...(id === registered ? {} : { via: registered }),
    });
  }

  function instantIn(record: JsonRecord, { address }: ForeignDevice): number | null {
    const at = stringIn(record, 'at');
    const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(at ?? '');
    if (!parts || !address) return null;
    const [, year, month, day, hour, minute, second, millisecond] = parts;
    const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    const ms = instantOf(local, zoneOf(address.compound));
    return ms === null ? null : ms + Number(millisecond ?? 0);
  }

  function hearVehicle(told: Told, registered: string, record: JsonRecord): void {
    const own = stringIn(record, 'deviceId') ?? registered;
    const device = deviceFor(told, registered, own, 'vehicle gate');
    if (!device) return;
    const tMs = instantIn(record, device);
    const direction = (known.get(own) ?? known.get(registered))?.direction;
    const [color, plateColor] = [colorOf(record['color']), colorOf(record['plateColor'])];
    const speedKmh = numberIn(record, 'speedKmh');
    const confidence = numberIn(record, 'confidence');
    // A plate is about a person: it goes where the device is of a system that asks for plates.
    const asksPlates = device.address !== null && findPoint(device.address.system, 'plate') !== undefined;
    const pass = {
      ...(asksPlates ? { plate: stringIn(record, 'plate') ?? '' } : {}),
      ...(plateColor === null ? {} : { 'plate-color': plateColor }),
      ...(color === null ? {} : { color }),
      ...(direction === undefined ? {} : { direction }),
      ...(typeof record['lane'] === 'string' ? { lane: record['lane'] } : {}),
      ...(confidence === undefined ? {} : { confidence }),
    };
    devices.say(told, device, pass, tMs, passPoint);
    const id = stringIn(record, 'id') ?? '';
    devices.event(told, device, {
      id: `pass-${id === '' ? `${stringIn(record, 'at') ?? ''}-${stringIn(record, 'lane') ?? ''}` : id}`,
      type: passageEventOf(device) ?? 'pass',
      tMs,
      data: { ...pass, ...(speedKmh === undefined ? {} : { speedKmh }) },
    });
  }

  function hearSeen(told: Told, registered: string, record: JsonRecord): void {
    const kind = seenKinds.find((one) => one === record['kind']);
    const own = stringIn(record, 'deviceId') ?? registered;
    const before = devices.find(own);
    // One that sees cars is a gate; one that sees people alone a camera.
    const device = deviceFor(told, registered, own, before && before.kind !== '' ? undefined : 'camera');
    if (!device || !kind) return;
    const id = stringIn(record, 'id') ?? '';
    const at = stringIn(record, 'at') ?? '';
    devices.event(told, device, {
      id: `seen-${id === '' ? `${kind}-${at}` : id}`,
      type: 'seen',
      tMs: instantIn(record, device),
      data: { kind },
    });
  }

  function hearStatus(told: Told, registered: string, online: boolean): void {
    told.isOwnWord = true;
    deviceFor(told, registered, registered);
    for (const device of devices.all())
      if (device.id === registered || device.via === registered) devices.available(told, device, online);
  }

  return {
    id: 'viid',
    foreign: devices,
    subscriptions: [],
    owns: (topic) => topic.startsWith(viidRoot),
    decode(topic, payload) {
      const told = newTold();
      const [registered = '', what] = topic.slice(viidRoot.length).split('/');
      const parsed = parseJson(payload, mostBytes);
      if (!known.has(registered)) told.refusals.push(fault('unknown-device'));
      else if (!parsed.ok) told.refusals.push(parsed.error);
      else if (isRecord(parsed.value)) {
        const said = parsed.value;
        if (what === 'status') hearStatus(told, registered, said['online'] === true);
        for (const record of recordsIn(said['vehicles'])) hearVehicle(told, registered, record);
        for (const record of recordsIn(said['seen'])) hearSeen(told, registered, record);
      }
      return told;
    },
    encode: () => null,
  };
}

function passageEventOf({ address }: ForeignDevice): string | undefined {
  return address ? findSystem(address.system)?.passage?.event : undefined;
}

function passPoint(key: string, value: string | number | boolean): ForeignPoint {
  if (key === 'color' || key === 'plate-color') return { key, kind: 'text', words: colors };
  if (key === 'direction') return { key, kind: 'text', words: ['in', 'out'] };
  return { key, kind: typeof value === 'number' ? 'number' : 'text' };
}
