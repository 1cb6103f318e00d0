/**
 * The sources as an administrator sees and changes them while the hub runs: `sources.json` is written first, then what
 * changed is closed and opened. What is listened to on the first broker changes with the next start, and that is said.
 */
import { isDeepStrictEqual } from 'node:util';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { BrokerEdit, SourcesEdit, SourcesFile, SourcesView } from '#shared/protocol/sources.ts';
import { parsedUrl, withoutLogin } from '#shared/protocol/url.ts';
import type { FurtherBrokers } from './furtherBrokers.ts';
import type { Ingest } from './index.ts';
import {
  checkSources,
  mainSource,
  settingsOf,
  writeSourcesFile,
  type SourceSettings,
} from './sourcesFile.ts';

export interface SourceRoom {
  view(): SourcesView;
  /** In the file at once; connections follow. */
  change(edit: SourcesEdit): Result<null>;
  /** When all connections are as the file says. */
  followed(): Promise<void>;
}

export interface SourceRoomOptions {
  readonly dataDir: string;
  /** As it was read at the start. */
  readonly file: SourcesFile;
  readonly ingest: Ingest;
  readonly brokers: FurtherBrokers;
  readonly now: () => number;
  /** A source is gone, and what was said of its connection with it. */
  readonly onClosed: (source: SourceSettings) => void;
}

export function createSourceRoom({
  dataDir,
  file,
  ingest,
  brokers,
  now,
  onClosed,
}: SourceRoomOptions): SourceRoom {
  const started = settingsOf(file)[0].dialects;
  let stored = file;
  let running = new Map(further(file).map((one) => [one.id, one]));
  let following: Promise<void> = Promise.resolve();

  async function follow(): Promise<void> {
    const wanted = new Map(further(stored).map((one) => [one.id, one]));
    for (const [id, source] of running) {
      if (isDeepStrictEqual(wanted.get(id), source)) continue;
      await brokers.close(id);
      ingest.close(id);
      onClosed(source);
      running.delete(id);
    }
    for (const [id, source] of wanted) {
      if (running.has(id)) continue;
      ingest.open(source);
      await brokers.open(source);
    }
    running = wanted;
  }

  return {
    view: () => ({
      sources: ingest.sources(),
      dialects: stored.dialects ?? {},
      brokers: (stored.brokers ?? []).map(({ id, url, on = true, dialects = {} }) => ({
        id,
        url: withoutLogin(url),
        hasLogin: withoutLogin(url) !== url,
        on,
        dialects,
      })),
      restart: !isDeepStrictEqual(stored.dialects ?? {}, started),
      atMs: now(),
    }),
    change({ dialects, brokers: edited }) {
      const before = new Map(stored.brokers?.map(({ id, url }) => [id, url]));
      const unreadable = edited.find(({ url }) => parsedUrl(url) === null);
      if (unreadable) return failure('source-url', { source: unreadable.id });
      const checked = checkSources({
        version: 1,
        ...(dialects ? { dialects } : {}),
        brokers: edited.map(({ login, ...one }) => ({
          ...one,
          url: addressOf({ login, ...one }, before.get(one.id)),
        })),
      });
      if (!checked.ok) return checked;
      const written = writeSourcesFile(dataDir, checked.value);
      if (!written.ok) return written;
      stored = checked.value;
      following = following.then(follow);
      return success(null);
    },
    followed: () => following,
  };
}

function further(file: SourcesFile): SourceSettings[] {
  return settingsOf(file).filter(({ id }) => id !== mainSource);
}

/** With the login that was given, else the one it had: but never with that of another address. */
function addressOf({ url, login }: BrokerEdit, before: string | undefined): string {
  const address = new URL(url);
  if (login === null) address.username = address.password = '';
  else if (login) {
    address.username = encodeURIComponent(login.name);
    address.password = encodeURIComponent(login.password);
  } else if (before !== undefined && withoutLogin(before) === url) return before;
  else return url;
  return address.href;
}
