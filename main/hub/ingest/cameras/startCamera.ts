/**
 * One camera or recorder as a source: it is listened to in its own protocol for as long as the source is open. Where it
 * cannot be reached it is said to be away, and tried again later and later, up to a minute.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '#shared/protocol/result.ts';
import type { CameraSettings } from '#shared/protocol/sources.ts';
import { loginIn, withoutLogin } from '#shared/protocol/url.ts';
import type { Broker } from '../broker.ts';
import { createHttpAsker, type HttpAsker } from '../http/askHttp.ts';
import type { Login } from '../http/digest.ts';
import { listenToOnvif } from '../onvif/listenToOnvif.ts';
import { listenToIsapi } from '../isapi/listenToIsapi.ts';
import { cameraTopic } from './cameraTopic.ts';

const firstDelayMs = 1000;
const mostDelayMs = 60_000;

/** What the protocol of a camera is given; it returns or throws when the connection is over. */
export interface CameraLine {
  /** Without the login. */
  readonly url: URL;
  readonly login: Login | null;
  readonly asker: HttpAsker;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** It is connected; what else is known of it goes to its dialect. */
  online(facts: object): void;
  heard(payload: Uint8Array): void;
}

export interface CameraOptions {
  readonly onMessage: (topic: string, payload: Uint8Array) => void;
  readonly onConnection: (connected: boolean) => void;
}

export function startCamera(camera: CameraSettings, options: CameraOptions): Broker {
  const { kind, anyCertificate = false } = camera;
  const stopping = new AbortController();
  const { signal } = stopping;
  const { url, login } = addressIn(camera.url);
  const topic = cameraTopic(camera);
  const asker = createHttpAsker({ login, anyCertificate });
  const listen = kind === 'onvif' ? listenToOnvif : listenToIsapi;
  /** Null: not said yet. */
  let isOnline: boolean | null = null;
  let delayMs = firstDelayMs;

  function tell(online: boolean, facts: object): void {
    isOnline = online;
    options.onConnection(online);
    options.onMessage(`${topic}/status`, Buffer.from(JSON.stringify({ ...facts, online })));
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await listen({
          url,
          login,
          asker,
          signal,
          now: () => Date.now(),
          online(facts) {
            delayMs = firstDelayMs;
            tell(true, facts);
          },
          heard: (payload) => options.onMessage(topic, payload),
        });
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        if (isOnline !== false)
          process.stdout.write(`Camera ${camera.id} out of reach; trying again (${reason.slice(0, 200)})\n`);
      }
      if (signal.aborted) return;
      if (isOnline !== false) tell(false, {});
      await delay(delayMs, undefined, { signal }).catch(() => undefined);
      delayMs = Math.min(mostDelayMs, delayMs * 2);
    }
  }

  const running = run();
  return {
    url: withoutLogin(camera.url),
    moved: false,
    listen: () => undefined,
    publish: (_message, said) => said?.(fault('command-speechless')),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function addressIn(given: string): { url: URL; login: Login | null } {
  const url = new URL(given);
  const login = loginIn(url);
  url.username = url.password = '';
  return { url, login };
}
