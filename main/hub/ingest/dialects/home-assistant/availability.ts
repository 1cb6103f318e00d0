/** Whether a device is there, from the availability topics of its entities and how each entity weighs them. */
import { parseJson } from '../json.ts';
import type { EntityConfig } from './config.ts';
import { parseTemplate } from './template.ts';

interface Source {
  readonly topic: string;
  /** Null: the payload is neither of the two words. */
  says(payload: string): boolean | null;
}

export interface Availability {
  /** Topics to listen to for this configuration. */
  topicsOf(config: EntityConfig): readonly string[];
  /** What a message makes of the device; null where it changes nothing. */
  hear(configs: readonly EntityConfig[], topic: string, payload: string): boolean | null;
}

/** One for each device. */
export function createAvailability(): Availability {
  const sources = new WeakMap<EntityConfig, readonly Source[]>();
  /** By topic; `nth` grows with each message. */
  const heard = new Map<string, { readonly online: boolean; readonly nth: number }>();
  let nth = 0;
  let wasOnline: boolean | null = null;

  function sourcesOf(config: EntityConfig): readonly Source[] {
    const known = sources.get(config) ?? readSources(config);
    sources.set(config, known);
    return known;
  }

  /** The device is there while each of its entities is. */
  function isOnline(configs: readonly EntityConfig[]): boolean {
    return configs.every((config) => {
      const words = sourcesOf(config)
        .flatMap(({ topic }) => heard.get(topic) ?? [])
        .sort((a, b) => a.nth - b.nth)
        .map(({ online }) => online);
      if (words.length === 0) return true;
      // The format's usual mode is the last word.
      const mode = config.availability_mode ?? 'latest';
      return mode === 'all' ? words.every(Boolean) : mode === 'any' ? words.some(Boolean) : words.at(-1);
    });
  }

  return {
    topicsOf: (config) => sourcesOf(config).map(({ topic }) => topic),
    hear(configs, topic, payload) {
      const all = configs.flatMap((config) => sourcesOf(config));
      for (const source of all) {
        const online = source.topic === topic ? source.says(payload) : null;
        if (online === null) continue;
        heard.set(topic, { online, nth: ++nth });
      }
      const before = wasOnline;
      wasOnline = isOnline(configs);
      // Where one topic among several says once more that it is there, nothing is new of the device.
      return before === true && wasOnline && heard.size > 1 ? null : wasOnline;
    },
  };
}

function readSources(config: EntityConfig): Source[] {
  const usual = [config.payload_available ?? 'online', config.payload_not_available ?? 'offline'] as const;
  const listed = (config.availability ?? []).map((one) =>
    readSource(
      one.topic,
      one.payload_available ?? usual[0],
      one.payload_not_available ?? usual[1],
      one.value_template,
    ),
  );
  const single = config.availability_topic;
  return single === undefined
    ? listed
    : [...listed, readSource(single, ...usual, config.availability_template)];
}

type Word = string | number | boolean;

function readSource(topic: string, online: Word, offline: Word, template: string | undefined): Source {
  const parsed = template === undefined ? null : parseTemplate(template);
  return {
    topic,
    says(payload) {
      const json = parsed?.ok ? parseJson(Buffer.from(payload)) : null;
      const word = parsed?.ok
        ? String(parsed.value({ value: payload, json: json?.ok ? json.value : undefined }))
        : payload;
      return word === String(online) ? true : word === String(offline) ? false : null;
    },
  };
}
