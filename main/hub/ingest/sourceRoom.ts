/**
 * The sources as an administrator sees and changes them while the hub runs: `sources.json` and the meters' files are
 * written first, then what changed is closed and opened. What is listened to on the first broker changes with the next start, and that is said.
 */
import { isDeepStrictEqual } from 'node:util';
import { failure, success, type Fault, type Result } from '#shared/protocol/result.ts';
import type { Meter, MeterFile } from '#shared/protocol/meter.ts';
import type { BrokerEdit, SourcesEdit, SourcesFile, SourcesView } from '#shared/protocol/sources.ts';
import { isReadableUrl, withoutLogin } from '#shared/protocol/url.ts';
import type { FurtherBrokers } from './furtherBrokers.ts';
import type { Ingest } from './index.ts';
import {
  checkSources,
  mainSource,
  metersSource,
  settingsOf,
  writeSourcesFile,
  type SourceSettings,
} from './sourcesFile.ts';
import { writeMeterFile } from './modbus/meterFiles.ts';
import type { ViidPlatform } from './viid/platform.ts';
import { viidView, withSecrets } from './viid/viidSettings.ts';

const mostMeters = 500;

export interface SourceRoom {
  view(): SourcesView;
  /** In the file at once; connections follow. */
  change(edit: SourcesEdit): Result<null>;
  meters(): readonly Meter[];
  /** The file of this meter; null removes it. */
  changeMeter(id: string, meter: MeterFile | null): Result<null>;
  /** Opens what the file names, once the first broker is there. */
  open(): Promise<void>;
  /** When all connections are as the file says. */
  followed(): Promise<void>;
}

export interface SourceRoomOptions {
  readonly dataDir: string;
  /** As it was read at the start. */
  readonly file: SourcesFile;
  readonly meters: readonly Meter[];
  readonly ingest: Ingest;
  readonly brokers: FurtherBrokers;
  readonly viid: Pick<ViidPlatform, 'registered'>;
  readonly now: () => number;
  /** A source is gone, and what was said of its connection with it. */
  readonly onClosed: (source: SourceSettings) => void;
  /** A source is off: this is wrong with it. */
  readonly onUnopened: (source: SourceSettings, fault: Fault) => void;
}

export function createSourceRoom({
  dataDir,
  file,
  meters,
  ingest,
  brokers,
  viid,
  now,
  onClosed,
  onUnopened,
}: SourceRoomOptions): SourceRoom {
  const started = settingsOf(file)[0].dialects;
  let stored = file;
  let storedMeters = meters;
  const wantedNow = () =>
    new Map([...further(stored), ...metersSource(storedMeters)].map((one) => [one.id, one]));
  let running = wantedNow();
  let following: Promise<void> = Promise.resolve();

  async function open(source: SourceSettings): Promise<void> {
    const opened = await brokers.open(source);
    if (!opened.ok) onUnopened(source, opened.error);
  }

  async function follow(): Promise<void> {
    const wanted = wantedNow();
    for (const [id, source] of running) {
      if (isDeepStrictEqual(wanted.get(id), source)) continue;
      await brokers.close(id).catch((error: unknown) => {
        process.stderr.write(`Source ${id} did not close well: ${String(error)}\n`);
      });
      ingest.close(id);
      onClosed(source);
      running.delete(id);
    }
    for (const [id, source] of wanted) {
      if (running.has(id)) continue;
      ingest.open(source);
      await open(source);
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
      cameras: (stored.cameras ?? []).map(
        ({ id, kind, url, on = true, name = null, anyCertificate = false }) => ({
          id,
          kind,
          url: withoutLogin(url),
          hasLogin: withoutLogin(url) !== url,
          on,
          name,
          anyCertificate,
        }),
      ),
      viid: viidView(stored.viid, viid.registered()),
      restart: !isDeepStrictEqual(stored.dialects ?? {}, started),
      atMs: now(),
    }),
    change({ dialects, brokers: edited, cameras, viid: viidEdit }) {
      const misspelt = unreadableIn([...edited, ...(cameras ?? [])]);
      if (misspelt) return misspelt;
      const checked = checkSources({
        version: 1,
        ...(dialects ? { dialects } : {}),
        brokers: addressed(edited, stored.brokers),
        ...(cameras ? { cameras: addressed(cameras, stored.cameras) } : kept('cameras', stored.cameras)),
        ...(viidEdit === undefined
          ? kept('viid', stored.viid)
          : viidEdit === null
            ? {}
            : { viid: withSecrets(viidEdit, stored.viid) }),
      });
      if (!checked.ok) return checked;
      // A login that was there before is as unreadable as a new one.
      const unreadable = unreadableIn([...(checked.value.brokers ?? []), ...(checked.value.cameras ?? [])]);
      if (unreadable) return unreadable;
      const written = writeSourcesFile(dataDir, checked.value);
      if (!written.ok) return written;
      stored = checked.value;
      following = following.then(follow);
      return success(null);
    },
    meters: () => storedMeters,
    changeMeter(id, meter) {
      const others = storedMeters.filter((one) => one.id !== id);
      const same = meter && others.find((one) => isDeepStrictEqual(placeOf(one), placeOf(meter)));
      if (same) return failure('meter-device-taken', { meter: same.id, device: placeOf(same).join('/') });
      if (meter && others.length >= mostMeters) return failure('too-many-meters', { most: mostMeters });
      const written = writeMeterFile(dataDir, id, meter);
      if (!written.ok) return written;
      storedMeters = [...others, ...(meter ? [{ ...meter, id }] : [])].sort((a, b) => (a.id < b.id ? -1 : 1));
      following = following.then(follow);
      return success(null);
    },
    async open() {
      for (const source of running.values()) await open(source);
    },
    followed: () => following,
  };
}

function unreadableIn(list: readonly { readonly id: string; readonly url: string }[]): Result<never> | null {
  const found = list.find(({ url }) => !isReadableUrl(url));
  return found ? failure('source-url', { source: found.id }) : null;
}

function placeOf({ device }: MeterFile): readonly string[] {
  return [device.compound, device.system, device.id];
}

function further(file: SourcesFile): SourceSettings[] {
  return settingsOf(file).filter(({ id }) => id !== mainSource);
}

function kept<K extends string, T>(name: K, value: T | undefined): { [P in K]?: T } | object {
  return value === undefined ? {} : { [name]: value };
}

function addressed<T extends Addressed>(
  edited: readonly T[],
  stored: readonly { readonly id: string; readonly url: string }[] | undefined,
): Omit<T, 'login'>[] {
  const before = new Map(stored?.map(({ id, url }) => [id, url]));
  return edited.map(({ login, ...one }) => ({
    ...one,
    url: addressOf({ id: one.id, url: one.url, login }, before.get(one.id)),
  }));
}

type Addressed = Pick<BrokerEdit, 'id' | 'url'> & { readonly login?: BrokerEdit['login'] };

/** With the login that was given, else the one it had: but never with that of another address. */
function addressOf({ url, login }: Addressed, before: string | undefined): string {
  const address = new URL(url);
  if (login === null) address.username = address.password = '';
  else if (login) {
    address.username = encodeURIComponent(login.name);
    address.password = encodeURIComponent(login.password);
  } else if (before !== undefined && withoutLogin(before) === url) return before;
  else return url;
  return address.href;
}
