/**
 * What a notification means: points with values, an event, what it says of the picture. By its topic where the topic is
 * known, else by how its values are written. Words that may name a person or a car are left out.
 */
import { crc32 } from 'node:zlib';
import type { PictureTrouble } from '../cameraPicture.ts';
import type { Item, Notification } from './notification.ts';

export interface Meaning {
  /** By key; null: there is no such property any more. */
  readonly values: Readonly<Record<string, number | boolean | null>>;
  readonly picture: { readonly trouble: PictureTrouble; readonly active: boolean } | null;
  /** Of a source without picture: true. */
  readonly signalLost: boolean | null;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  } | null;
}

/** Source items that name a picture: they tell channels apart, not instances of a detector. */
const pictureTokens: ReadonlySet<string> = new Set([
  'VideoSourceToken',
  'VideoSourceConfigurationToken',
  'VideoAnalyticsConfigurationToken',
  'VideoSource',
  'Source',
]);
/** The one value of its topic: it needs no name of its own. */
const usualNames = /^(?:Is[A-Z]\w*|State|LogicalState|Value|Detected|Active|ObjectIsInside|Motion|Alarm)$/;
/** What is seen, in words of the camera: there, or no longer. */
const classNames: ReadonlySet<string> = new Set(['ClassTypes', 'ClassType', 'ObjectTypes', 'ObjectType']);
const yes: ReadonlySet<string> = new Set(['true', 'active', 'on']);
const no: ReadonlySet<string> = new Set(['false', 'inactive', 'off']);
const longestType = 64;

const troubles: readonly (readonly [RegExp, PictureTrouble])[] = [
  [/(?:^|\/)Tamper(?:Detector)?(?:\/|$)/, 'covered'],
  [/(?:^|\/)GlobalSceneChange(?:\/|$)/, 'moved'],
  [/(?:^|\/)ImageTooBlurry(?:\/|$)/, 'blurred'],
];

/** Tokens by which the notification may name its picture, the likeliest first. */
export function tokensOf({ sources }: Notification): readonly string[] {
  return [...pictureTokens].flatMap((name) => sources.find((one) => one.name === name)?.value ?? []);
}

export function meaningOf(notification: Notification): Meaning {
  const { topic, sources, data, operation, tMs } = notification;
  const instance = sources.filter(({ name }) => !pictureTokens.has(name)).map(({ value }) => value);
  const at = instance.length === 0 ? '' : `@${instance.join(',')}`;
  const values: Record<string, number | boolean | null> = {};
  let state: boolean | null = null;
  for (const item of data) {
    const value = valueOf(item);
    if (value === null) continue;
    const isUsual = usualNames.test(item.name) || classNames.has(item.name);
    const key = isUsual ? topic + at : `${topic}.${item.name}${at}`;
    values[key] = operation === 'Deleted' ? null : value;
    if (typeof value === 'boolean') state = state === true || value;
  }
  const trouble = troubles.find(([form]) => form.test(topic))?.[1];
  const active = operation === 'Deleted' ? false : state;
  return {
    values,
    picture: trouble === undefined || active === null ? null : { trouble, active },
    signalLost: /(?:^|\/)SignalLos[st](?:\/|$)/.test(topic) ? active : null,
    event: isNews(notification, state)
      ? {
          id: `${crc32(JSON.stringify([topic, sources, data])).toString(16)}-${tMs ?? 0}`,
          type: topic.split('/').slice(-2).join('/').slice(-longestType),
          data: eventData(notification, instance),
        }
      : null,
  };
}

/** Something has begun, or is no state at all: a line was crossed. What holds at the beginning is no news. */
function isNews({ operation, tMs }: Notification, state: boolean | null): boolean {
  if (operation === 'Deleted' || tMs === null) return false;
  return state === null || (state && operation !== 'Initialized');
}

function eventData(
  { topic, data }: Notification,
  instance: readonly string[],
): Readonly<Record<string, unknown>> {
  const classes = data.find(({ name }) => classNames.has(name))?.value ?? '';
  return {
    topic,
    ...(instance.length === 0 ? {} : { rule: instance.join(', ') }),
    ...(classes === '' ? {} : { classes: classes.split(/[\s,]+/).slice(0, 20) }),
  };
}

/** Null: a number that only counts objects, or words. */
function valueOf({ name, value }: Item): number | boolean | null {
  if (classNames.has(name)) return value.trim() !== '';
  const word = value.trim().toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  if (word === '' || /(?:id|token|uuid)$/i.test(name)) return null;
  const number = Number(word);
  if (!Number.isFinite(number)) return null;
  return usualNames.test(name) && (number === 0 || number === 1) ? number === 1 : number;
}
