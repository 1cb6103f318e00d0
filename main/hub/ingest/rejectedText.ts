/**
 * What is shown of a message that was refused. Whoever mends a device has to see what it said, and may not see who came:
 * of a system whose devices let people through no text is shown but what kind of message it was and when, for a token or
 * a plate may stand anywhere in what was not understood. Elsewhere they are struck out where they are named.
 */
import { loginsStruck } from '#shared/protocol/url.ts';
import type { FaultParams } from '#shared/protocol/result.ts';
import { findSystem } from '#shared/systems/index.ts';
import { isRecord } from './dialects/records.ts';

const sampleLength = 200;
const paramLength = 400;
const struck = '…';
const shownTexts = new Set(['t', 'type']);
const longestShown = 40;
/** Of a fault's parameters those that are the hub's own words, or names that are no secret. */
const shownParams = new Set([
  'compound',
  'point',
  'kind',
  'event',
  'device',
  'owner',
  'form',
  'names',
  'place',
  'first',
]);
/** As JSON, XML or a form has it: the name, and its value up to its end. */
const named =
  /((?:token|plate|plateno|platenumber|platenumbers|licenseplate|licenceplate)["']?\s*(?:[:=]\s*["']?|>))[^"'<>&,}\]\s]+/gi;

/** Whether a device or a topic is of a system whose devices let people through. */
export function isOfPassage(topic: string, deviceKey: string | null): boolean {
  const [system = ''] = deviceKey === null ? [] : deviceKey.split('/');
  return [system, ...topic.split('/')].some((id) => findSystem(id)?.passage !== undefined);
}

export function sampleOf(text: string, isWhole: boolean, ofPassage: boolean): string {
  const shown = ofPassage ? outline(isWhole ? text : null) : text.replaceAll(named, `$1${struck}`);
  // eslint-disable-next-line no-control-regex
  return loginsStruck(shown.replace(/[\u0000-\u001f\u007f]/g, '·')).slice(0, sampleLength);
}

/** What a stranger wrote, short and without a login. */
export function shownParamsOf(params: FaultParams, ofPassage: boolean): FaultParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (ofPassage && !shownParams.has(name)) return [name, struck];
      return [name, loginsStruck(value).slice(0, paramLength)];
    }),
  );
}

/** Its names, numbers and answers yes or no; null: there is more of it than was read. */
function outline(text: string | null): string {
  if (text === '') return '';
  try {
    return JSON.stringify(withoutTexts(JSON.parse(text ?? ''), ''));
  } catch {
    return struck;
  }
}

function withoutTexts(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutTexts(one, ''));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutTexts(one, key)]));
  if (typeof value === 'string' && !(shownTexts.has(name) && value.length <= longestShown)) return struck;
  // A token of digits alone is one too.
  return typeof value === 'number' && /token|plate|card|code/i.test(name) ? struck : value;
}
