/** One entity of Home Assistant as a point of a device: how its payload is read, and what can be asked of it. */
import type { PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
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
  /** What it is, whatever it is called, and in which words it speaks. */
  readonly point: ForeignPoint;
  /** Absent for entities without a state, such as buttons. */
  readonly stateTopic: string | null;
  /** In the words of `point`; null: the payload says nothing of the value now. */
  read(said: Said): Result<PointValue>;
  /** What to send so that it comes to say this word of `point`. */
  payloadFor(word: unknown): string;
}

/** Classes that are called otherwise there than anywhere else. */
const classes: Readonly<Record<string, string>> = { signal_strength: 'rssi', problem: 'fault' };

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

export function createEntity(config: EntityConfig, ownId: string): Result<Entity> {
  const { platform } = config;
  if (!understood.has(platform)) return failure('component', { platform });
  const template = config.value_template === undefined ? null : parseTemplate(config.value_template);
  if (template && !template.ok) return template;
  const { kind, words, read } = readerOf(config);
  const unit = config.unit_of_measurement;
  return success({
    config,
    ownId,
    point: {
      key: ownId,
      deviceClass: classes[config.device_class ?? ''] ?? config.device_class ?? platform,
      ...(config.name ? { name: config.name } : {}),
      ...(kind ? { kind } : {}),
      ...(unit ? { unit } : {}),
      ...(words ? { words } : {}),
      ...(config.command_topic === undefined ? {} : { settable: true }),
    },
    stateTopic: platform === 'button' ? null : (config.state_topic ?? null),
    read: (said) => read(shownWord(said, template?.value ?? null)),
    payloadFor: (word) => String(payloadFor(config, word)),
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

interface Reader {
  readonly kind: ForeignPoint['kind'];
  /** All that it says, of those that say only certain words. */
  readonly words?: readonly string[];
  readonly read: (word: unknown) => Result<PointValue>;
}

function oneOf(values: readonly (readonly [unknown, PointValue])[], words?: readonly string[]): Reader {
  return {
    kind: words ? 'text' : 'boolean',
    ...(words ? { words } : {}),
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
      return oneOf([
        [on, true],
        [off, false],
      ]);
    case 'lock':
      return oneOf(
        [
          [config.state_locked ?? 'LOCKED', 'locked'],
          [config.state_unlocked ?? 'UNLOCKED', 'unlocked'],
          // On its way: the last state stands.
          ['LOCKING', null],
          ['UNLOCKING', null],
          ['JAMMED', 'locked'],
        ],
        ['locked', 'unlocked'],
      );
    case 'cover':
    case 'valve':
      return oneOf(
        [
          [config.state_open ?? 'open', 'open'],
          [config.state_closed ?? 'closed', 'closed'],
          ['opening', null],
          ['closing', null],
          ['stopped', null],
        ],
        ['open', 'closed'],
      );
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

function payloadFor(config: EntityConfig, word: unknown): unknown {
  switch (config.platform) {
    case 'lock':
      return word === 'locked' ? (config.payload_lock ?? 'LOCK') : (config.payload_unlock ?? 'UNLOCK');
    case 'cover':
    case 'valve':
      return word === 'open' ? (config.payload_open ?? 'OPEN') : (config.payload_close ?? 'CLOSE');
    default:
      if (typeof word !== 'boolean') return word;
      return word ? (config.payload_on ?? 'ON') : (config.payload_off ?? 'OFF');
  }
}
