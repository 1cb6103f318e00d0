/**
 * GA/T 1400: the platform at which devices and lower platforms register and to which they report. It answers while the
 * settings name devices, and hands on what is left of a report after people are taken out of it; a report is confirmed
 * when it is on the disk.
 */
import { fault, type Fault } from '#shared/protocol/result.ts';
import type { ViidSettings } from '#shared/protocol/sources.ts';
import type { Broker } from '../broker.ts';
import { compactTime, statusList, statusObject, type StatusName } from './answers.ts';
import { createDigestDoor } from './digestDoor.ts';
import { reduced } from './reduce.ts';
import { createRegistry } from './registry.ts';
import { subscribeAt } from './subscribe.ts';

export const viidRoot = 'viid/';
/** Devices say every minute or so that they live; two may be lost. */
const usualSilenceMs = 180_000;

export interface ViidRequest {
  readonly method: string;
  readonly path: string;
  readonly address: string;
  /** Its own address of the hub, as scheme and host. */
  readonly origin: string;
  readonly authorization: string | undefined;
  /** `User-Identify` */
  readonly identity: string | undefined;
  /** Undefined: none, or none that is JSON. */
  readonly body: unknown;
}

export interface ViidAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: object;
}

export interface ViidPlatform {
  /** Null: nobody is to register here. */
  answer(request: ViidRequest): Promise<ViidAnswer> | null;
  /** Whether a body of this one is worth reading. */
  isHeard(identity: string | undefined, address: string): boolean;
  readonly isOpen: boolean;
  /** Numbers of those that are registered. */
  registered(): readonly string[];
  start(settings: ViidSettings, line: ViidLine): Broker;
}

export interface ViidLine {
  readonly onMessage: (topic: string, payload: Uint8Array) => void;
  readonly onConnection: (connected: boolean) => void;
  readonly onRefused: (refusal: Fault, from: string) => void;
  readonly whenKept: (kept: () => void, lost: () => void) => void;
}

export function createViidPlatform(options: {
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly silenceMs?: number;
}): ViidPlatform {
  const { now, timeZone, silenceMs = usualSilenceMs } = options;
  const door = createDigestDoor(now);
  let open: {
    readonly settings: ViidSettings;
    readonly line: ViidLine;
    readonly ending: AbortController;
  } | null = null;
  const say = (topic: string, said: object) => open?.line.onMessage(topic, Buffer.from(JSON.stringify(said)));
  const registry = createRegistry({
    now,
    silenceMs,
    onOnline: (id, online) => say(`${viidRoot}${id}/status`, { online }),
  });

  const deviceOf = (id: string) => open?.settings.devices.find((one) => one.id === id && one.on !== false);

  function single(request: ViidRequest, id: string, status: StatusName, http = 200): ViidAnswer {
    const facts = { path: request.path, id, status, nowMs: now(), timeZone: timeZone() };
    return { status: http, headers: {}, body: { ResponseStatusObject: statusObject(facts) } };
  }

  function challenged(request: ViidRequest, id: string): ViidAnswer {
    return {
      ...single(request, id, 'invalidOperation', 401),
      headers: { 'www-authenticate': door.challenges() },
    };
  }

  function register(request: ViidRequest): ViidAnswer {
    const id = idIn(request.body, 'RegisterObject') ?? request.identity ?? '';
    const { authorization, method, address } = request;
    const device = deviceOf(id);
    const verdict = door.judge({ authorization, method, id, secret: device?.secret, address });
    if (verdict === 'wait')
      return {
        ...single(request, id, 'busy', 429),
        headers: { 'retry-after': String(door.waitS(address, id)) },
      };
    if (verdict === 'challenge' || !device || !open) return challenged(request, id);
    registry.register(device, address);
    const { settings, ending } = open;
    subscribeAt(device, {
      platformId: settings.id,
      receiveUrl: `${request.origin}/VIID/SubscribeNotifications`,
      nowMs: now(),
      timeZone: timeZone(),
      signal: ending.signal,
    }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!ending.signal.aborted)
        process.stdout.write(`VIID ${id}: the subscription failed (${reason.slice(0, 200)})\n`);
    });
    return single(request, id, 'ok');
  }

  function kept(): Promise<boolean> {
    const line = open?.line;
    return new Promise((resolve) => {
      if (line)
        line.whenKept(
          () => resolve(true),
          () => resolve(false),
        );
      else resolve(false);
    });
  }

  async function report(request: ViidRequest, id: string): Promise<ViidAnswer> {
    const { path } = request;
    const answer = (ids: readonly string[], status: StatusName, http = 200): ViidAnswer => ({
      status: http,
      headers: {},
      body: statusList(
        (ids.length === 0 ? [''] : ids).map((one) =>
          statusObject({ path, id: one, status, nowMs: now(), timeZone: timeZone() }),
        ),
      ),
    });
    if (request.body === undefined) {
      open?.line.onRefused(fault('viid-json'), `${viidRoot}${id}`);
      return answer([], 'invalidJson', 400);
    }
    const ids: string[] = [];
    const taken = reduced(request.body, (sent) => ids.push(sent));
    if (!taken) {
      open?.line.onRefused(fault('viid-content', { path }), `${viidRoot}${id}`);
      return answer([], 'invalidContent', 400);
    }
    say(`${viidRoot}${id}`, taken);
    const isKept = await kept();
    return isKept ? answer(ids, 'ok') : answer(ids, 'otherError', 503);
  }

  async function answerHeard(request: ViidRequest, id: string): Promise<ViidAnswer> {
    switch (`${request.method} ${request.path}`) {
      case 'POST /VIID/System/Keepalive':
        return single(request, id, 'ok');
      case 'POST /VIID/System/UnRegister':
        registry.leave(id);
        return single(request, id, 'ok');
      case 'GET /VIID/System/Time':
        return {
          status: 200,
          headers: {},
          body: {
            SystemTimeObject: {
              VIIDServerID: open?.settings.id ?? '',
              TimeMode: '1',
              LocalTime: compactTime(now(), timeZone()),
              TimeZone: timeZone(),
            },
          },
        };
      case 'POST /VIID/Subscribes':
        // What is known here goes to no other platform.
        return { ...single(request, id, 'invalidOperation', 403) };
      default:
        return report(request, id);
    }
  }

  return {
    get isOpen() {
      return open !== null;
    },
    registered: registry.list,
    isHeard: (identity, address) => identity !== undefined && registry.heard(identity, address) !== null,
    answer(request) {
      if (!open) return null;
      if (request.method === 'POST' && request.path === '/VIID/System/Register')
        return Promise.resolve(register(request));
      const id = request.identity ?? '';
      if (!registry.heard(id, request.address)) return Promise.resolve(challenged(request, id));
      return answerHeard(request, id);
    },
    start(settings, line) {
      const ending = new AbortController();
      open = { settings, line, ending };
      registry.keepOnly(settings.devices.filter(({ on }) => on !== false));
      for (const { id } of settings.devices)
        say(`${viidRoot}${id}/status`, { online: registry.list().includes(id) });
      line.onConnection(true);
      const unwatch = registry.watch();
      return {
        url: viidRoot,
        moved: false,
        listen: () => undefined,
        publish: (_message, said) => said?.(fault('command-speechless')),
        async stop() {
          ending.abort();
          unwatch();
          if (open?.ending === ending) open = null;
        },
      };
    },
  };
}

function idIn(body: unknown, name: string): string | undefined {
  const record: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  const id: unknown =
    typeof record === 'object' && record !== null ? Reflect.get(record, 'DeviceID') : undefined;
  return typeof id === 'string' ? id.slice(0, 64) : undefined;
}
