/** One notification of an ONVIF camera, read from XML: its topic without prefixes, its source, what it says, and when. */
import { elementAt, elementsIn, wordsIn } from '../xml.ts';
import type { JsonRecord } from '../records.ts';

const mostItems = 50;
const longestName = 100;

export interface Item {
  readonly name: string;
  readonly value: string;
}

export interface Notification {
  /** `RuleEngine/CellMotionDetector/Motion` */
  readonly topic: string;
  readonly sources: readonly Item[];
  readonly data: readonly Item[];
  /** Null: it is no property, or does not say so. */
  readonly operation: 'Initialized' | 'Changed' | 'Deleted' | null;
  readonly tMs: number | null;
}

export function notificationsIn(answer: JsonRecord): readonly JsonRecord[] {
  return elementsIn(elementAt(answer, 'Envelope', 'Body', 'PullMessagesResponse'), 'NotificationMessage');
}

/** Null where it has no topic or no message. */
export function readNotification(record: JsonRecord): Notification | null {
  const topic = plainTopic(wordsIn(record, 'Topic') ?? '');
  const message = elementAt(record, 'Message', 'Message');
  if (topic === '' || !message) return null;
  const tMs = Date.parse(wordsIn(message, '@UtcTime') ?? '');
  const operation = wordsIn(message, '@PropertyOperation');
  return {
    topic,
    sources: [...itemsIn(message, 'Source'), ...itemsIn(message, 'Key')],
    data: itemsIn(message, 'Data'),
    operation:
      operation === 'Initialized' || operation === 'Changed' || operation === 'Deleted' ? operation : null,
    tMs: Number.isNaN(tMs) ? null : tMs,
  };
}

/** Makers put levels of their own between the usual ones: `tns1:RuleEngine/tnsajax:MotionDetector/Detection`. */
function plainTopic(written: string): string {
  return written
    .trim()
    .split('/')
    .map((level) => level.slice(level.indexOf(':') + 1))
    .filter((level) => level !== '')
    .join('/')
    .slice(0, longestName);
}

function itemsIn(message: JsonRecord, part: string): Item[] {
  const found = elementAt(message, part);
  return elementsIn(found, 'SimpleItem')
    .slice(0, mostItems)
    .flatMap((item) => {
      const name = wordsIn(item, '@Name');
      if (name === undefined || name === '') return [];
      return [{ name: name.slice(0, longestName), value: (wordsIn(item, '@Value') ?? '').slice(0, 200) }];
    });
}
