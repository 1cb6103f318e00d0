/** The socket to the hub, typed by the protocol: one request method, one way to listen, resume by sequence number. */
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import type { ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import type { RequestName, RequestOf } from '#shared/protocol/requests.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { Answers, ClientRequests, ServerEvents } from '#shared/protocol/socket.ts';

const answerMs = 15_000;
const refusedAgainMs = 3000;

export interface ModelListing {
  readonly models: readonly ModelManifest[];
  readonly revision: number;
  readonly jobs: readonly ImportProgress[];
}

export interface HubClient {
  on<K extends keyof ServerEvents>(event: K, listener: ServerEvents[K]): () => void;
  /** Called with true at each connection and false when it is lost. */
  onConnection(listener: (connected: boolean) => void): () => void;
  /** The hub does not know who this is, or no longer. */
  onRefused(listener: () => void): () => void;
  ask<K extends RequestName>(name: K, request: RequestOf<K>): Promise<Result<Answers[K]>>;
  /** Null where there is none, or none for this person. */
  plan(compoundId: string): Promise<CompoundPlan | null>;
  /** Of all compounds; null when they cannot be had. */
  /** Models, and imports that run or came to nothing. */
  models(): Promise<ModelListing | null>;
  dispose(): void;
}

async function get<T>(path: string): Promise<T | null> {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? ((await response.json().catch(() => null)) as T | null) : null;
}

export function createHubClient(url = ''): HubClient {
  const socket: Socket<ServerEvents, ClientRequests> = io(url, {
    parser: msgpack,
    transports: ['websocket', 'polling'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  });
  // The typed maps describe names and shapes; the generic call below is checked by `ask`'s own signature.
  const untyped = socket as unknown as {
    on(event: string, listener: (...args: never[]) => void): void;
    off(event: string, listener: (...args: never[]) => void): void;
    timeout(ms: number): { emitWithAck(event: string, request: unknown): Promise<unknown> };
  };

  const refusedListeners = new Set<() => void>();
  // socket.io does not try again by itself where the hub has ended or refused the connection.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (socket.active) return;
    if (error.data?.code === 'sign-in' || error.data?.code === 'token-missing')
      for (const listener of refusedListeners) listener();
    else setTimeout(() => socket.connect(), refusedAgainMs);
  });

  return {
    onRefused(listener) {
      refusedListeners.add(listener);
      return () => void refusedListeners.delete(listener);
    },
    on(event, listener) {
      untyped.on(event, listener);
      return () => untyped.off(event, listener);
    },
    onConnection(listener) {
      const up = () => listener(true);
      const down = () => listener(false);
      socket.on('connect', up);
      socket.on('disconnect', down);
      socket.on('connect_error', down);
      if (socket.connected) up();
      return () => {
        socket.off('connect', up);
        socket.off('disconnect', down);
        socket.off('connect_error', down);
      };
    },
    async ask<K extends RequestName>(name: K, request: RequestOf<K>) {
      try {
        return (await untyped.timeout(answerMs).emitWithAck(name, request)) as Result<Answers[K]>;
      } catch {
        return failure('no-answer');
      }
    },
    plan: async (id) =>
      (await get<{ plan: CompoundPlan }>(`/api/compounds/${encodeURIComponent(id)}/plan`))?.plan ?? null,
    models: () => get<ModelListing>('/api/models'),
    dispose: () => void socket.disconnect(),
  };
}
