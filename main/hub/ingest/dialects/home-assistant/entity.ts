/** One entity of Home Assistant as a point of a device: how its payload is read, what can be asked of it, its place there. */
import type { PointMeta, PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { parseJson } from '../json.ts';
import type { EntityConfig } from './config.ts';
import { parseTemplate, type Template } from './template.ts';

/** A payload of a topic, opened once for all entities that look at it. */
export interface Said {
  readonly text: string;
  /** Undefined where it is none. */
  json(): unknown;
}

export interface Entity {
  readonly config: EntityConfig;
  /** Its name among the entities of its device. */
  readonly ownId: string;
  /** What the point is, whatever it is called. */
  readonly meta: Omit<PointMeta, 'id'>;
  /** Absent for entities without a state, such as buttons. */
  readonly stateTopic: string | null;
  /** Null: the payload says nothing of the value now. */
  read(said: Said): Result<PointValue>;
  /** Payload for a command of ours, and the value that shows it was carried out. */
  order(command: string): { readonly payload: string; readonly wanted: PointValue } | null;
}

/** Where a class of entity has its place in a declared system: system, point, and what its words are there. */
interface Place {
  readonly system: string;
  readonly point: string;
}

const places: Readonly<Record<string, Place>> = {
  'binary_sensor/smoke': { system: 'smoke', point: 'alarm' },
  lock: { system: 'unit-door', point: 'lock' },
  'cover/gate': { system: 'vehicle-gate', point: 'arm' },
};
/** Beside the entity that makes a device what it is. */
const companions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  smoke: {
    'sensor/temperature': 'temperature',
    'sensor/battery': 'battery',
    'sensor/signal_strength': 'rssi',
    'binary_sensor/problem': 'fault',
  },
  'unit-door': { 'binary_sensor/tamper': 'tamper' },
};

const understood = new Set([
  'binary_sensor',
  'sensor',
  'switch',
  'siren',
  'light',
  'fan',
  'lock',
  'cover',
  'valve',
  'number',
  'select',
  'text',
  'button',
]);

export const undeclaredSystem = 'home-assistant';

function classOf({ platform, device_class: deviceClass }: EntityConfig): string {
  return deviceClass ? `${platform}/${deviceClass}` : platform;
}

function placeOf(config: EntityConfig): Place | undefined {
  return places[classOf(config)] ?? places[config.platform];
}

/** What its entities make of a device. */
export function systemOf(configs: readonly EntityConfig[]): string {
  for (const config of configs) {
    const place = placeOf(config);
    if (place) return place.system;
  }
  return undeclaredSystem;
}

/** What its point is called in a device of this system. */
export function pointIdIn(system: string, { config, ownId }: Entity): string {
  const place = placeOf(config);
  return place?.system === system
    ? place.point
    : (companions[system]?.[classOf(config)] ?? ownId.slice(0, 64));
}

export function createEntity(config: EntityConfig, ownId: string): Result<Entity> {
  const { platform } = config;
  if (!understood.has(platform)) return failure('component', { platform });
  const template = config.value_template === undefined ? null : parseTemplate(config.value_template);
  if (template && !template.ok) return template;
  const reading = readerOf(config);
  const unit = config.unit_of_measurement;
  return success({
    config,
    ownId,
    meta: {
      ...(config.name ? { name: config.name } : {}),
      ...(reading.kind ? { kind: reading.kind } : {}),
      ...(unit ? { unit } : {}),
    },
    stateTopic: platform === 'button' ? null : (config.state_topic ?? null),
    read: (said) => reading.read(shownWord(said, template?.value ?? null)),
    order: (command) => orderOf(config, command),
  });
}

export function saidIn(payload: Uint8Array): Said {
  const text = Buffer.from(payload).toString('utf8');
  let opened: { readonly json: unknown } | null = null;
  return {
    text,
    json() {
      if (!opened) {
        const parsed = parseJson(payload);
        opened = { json: parsed.ok ? parsed.value : undefined };
      }
      return opened.json;
    },
  };
}

function shownWord(said: Said, template: Template | null): unknown {
  return template ? template({ value: said.text, json: said.json() }) : said.text;
}

const same = (word: unknown, other: unknown) => String(word).toLowerCase() === String(other).toLowerCase();
const saysNothing = (word: unknown) =>
  word === null || word === undefined || /^(|unknown|unavailable|none)$/i.test(String(word));

type Reader = { readonly kind: PointMeta['kind']; readonly read: (word: unknown) => Result<PointValue> };

function oneOf(kind: PointMeta['kind'], values: readonly (readonly [unknown, PointValue])[]): Reader {
  return {
    kind,
    read(word) {
      if (saysNothing(word)) return success(null);
      const found = values.find(([said]) => same(word, said));
      return found ? success(found[1]) : failure('payload', { point: '', value: JSON.stringify(word) });
    },
  };
}

function readerOf(config: EntityConfig): Reader {
  const on = config.state_on ?? config.payload_on ?? 'ON';
  const off = config.state_off ?? config.payload_off ?? 'OFF';
  switch (config.platform) {
    case 'binary_sensor':
    case 'switch':
    case 'siren':
    case 'light':
    case 'fan':
      return oneOf('boolean', [
        [on, true],
        [off, false],
      ]);
    case 'lock':
      return oneOf('text', [
        [config.state_locked ?? 'LOCKED', 'locked'],
        [config.state_unlocked ?? 'UNLOCKED', 'unlocked'],
        // On its way: the last state stands.
        ['LOCKING', null],
        ['UNLOCKING', null],
        ['JAMMED', 'locked'],
      ]);
    case 'cover':
    case 'valve':
      return oneOf('text', [
        [config.state_open ?? 'open', config.device_class === 'gate' ? 'up' : 'open'],
        [config.state_closed ?? 'closed', config.device_class === 'gate' ? 'down' : 'closed'],
        ['opening', null],
        ['closing', null],
        ['stopped', null],
      ]);
    case 'number':
      return numeric;
    case 'sensor':
      return config.unit_of_measurement || config.state_class ? numeric : words;
    default:
      return words;
  }
}

const numeric: Reader = {
  kind: 'number',
  read(word) {
    if (saysNothing(word)) return success(null);
    const value = Number(word);
    return Number.isFinite(value)
      ? success(value)
      : failure('payload', { point: '', value: JSON.stringify(word) });
  },
};

const words: Reader = {
  kind: 'text',
  read: (word) =>
    saysNothing(word)
      ? success(null)
      : success((typeof word === 'object' ? JSON.stringify(word) : String(word)).slice(0, 512)),
};

function orderOf(
  config: EntityConfig,
  command: string,
): { readonly payload: string; readonly wanted: PointValue } | null {
  const said = (payload: unknown, wanted: PointValue) => ({ payload: String(payload), wanted });
  const isGate = config.device_class === 'gate';
  switch (`${config.platform} ${command}`) {
    case 'lock open':
    case 'lock release':
      return said(config.payload_unlock ?? 'UNLOCK', 'unlocked');
    case 'lock lock':
      return said(config.payload_lock ?? 'LOCK', 'locked');
    case 'cover open':
      return said(config.payload_open ?? 'OPEN', isGate ? 'up' : 'open');
    case 'cover close':
      return said(config.payload_close ?? 'CLOSE', isGate ? 'down' : 'closed');
    default:
      return null;
  }
}
