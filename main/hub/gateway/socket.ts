/**
 * The socket.io side: screens subscribe to a compound, get everything once and then packed columns at most 20 times a
 * second, latest wins; alarms, events and incidents at once and never batched.
 */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import msgpack from 'socket.io-msgpack-parser';
import { Compile } from 'typebox/compile';
import { failure, type Result } from '#shared/protocol/result.ts';
import { requestSchemas, type RequestName, type RequestOf } from '#shared/protocol/requests.ts';
import {
  PROTOCOL_VERSION,
  type Answers,
  type ClientRequests,
  type Hello,
  type ServerEvents,
} from '#shared/protocol/socket.ts';
import { onWire } from './wire.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { User } from '../access/index.ts';
import type { Commands } from './commands.ts';
import { callerOf } from './http.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';

const tickMs = 50;
const callsMs = 250;
const slowMs = 1000;

interface SocketData {
  user: User;
}
type ScreenSocket = Socket<ClientRequests, ServerEvents, Record<string, never>, SocketData>;

export interface ScreenGateway {
  readonly io: Server<ClientRequests, ServerEvents, Record<string, never>, SocketData>;
  stop(): Promise<void>;
}

export function createSocketGateway(
  server: HttpServer,
  rooms: Rooms,
  queries: Queries,
  commands: Commands,
): ScreenGateway {
  const { twin, alarms, incidents, access, ingest, alerts } = rooms;
  const io: ScreenGateway['io'] = new Server(server, {
    parser: msgpack,
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: 1_000_000,
    // The HTTP gate checks Origin; answering no CORS header keeps other pages out.
  });

  io.use((socket, next) => {
    const { headers, address } = socket.handshake;
    const identity = access.identify(callerOf({ headers, remoteAddress: address }));
    if (!identity.ok) return next(new Error(identity.error.message));
    socket.data.user = identity.value;
    next();
  });

  const room = (compound: string) => `compound:${compound}`;
  const sent = new Map<string, { seq: number; words: number }>();
  const changedDevices = new Map<string, { changed: Map<string, DeviceRecord>; removed: Set<string> }>();

  twin.onDevice((compound, changed, removedKey) => {
    let entry = changedDevices.get(compound.id);
    if (!entry) changedDevices.set(compound.id, (entry = { changed: new Map(), removed: new Set() }));
    if (changed) entry.changed.set(changed.record.key, changed.record);
    if (removedKey) entry.removed.add(removedKey);
  });
  alarms.onTransition((transition) => io.to(room(transition.alarm.compound)).emit('alarm', transition));
  rooms.onEvent((event) => io.to(room(event.compound)).emit('event', event));
  incidents.onChange((delta) => io.to(room(delta.head.compound)).emit('incident', delta));
  rooms.commands.onChange((step) => io.to(room(step.command.compound)).emit('command', step));
  access.onAction((action) => io.to(room(action.compound)).emit('action', action));
  alerts.onChange((alert, standing) => io.emit('alert', alert, standing));
  rooms.onImport((progress) => {
    io.emit('importing', progress);
    if (progress.phase === 'done' && progress.modelId !== null) io.emit('models', [progress.modelId]);
  });

  const ticks = setInterval(() => {
    for (const [id, { changed, removed }] of changedDevices)
      io.to(room(id)).emit('devices', id, [...changed.values()], [...removed]);
    changedDevices.clear();
    for (const compound of twin.compounds.values()) {
      const last = sent.get(compound.id) ?? { seq: 0, words: 0 };
      if (compound.words.length > last.words)
        io.to(room(compound.id)).emit('words', compound.id, last.words, compound.words.slice(last.words));
      if (compound.seq > last.seq && (io.sockets.adapter.rooms.get(room(compound.id))?.size ?? 0) > 0) {
        io.to(room(compound.id)).emit(
          'tick',
          compound.id,
          onWire(compound.changedSince(last.seq), compound.seq),
        );
      }
      sent.set(compound.id, { seq: compound.seq, words: compound.words.length });
    }
  }, tickMs);

  let told = '';
  const calls = setInterval(() => {
    const compounds = queries.compounds();
    const called = JSON.stringify(compounds.map(({ id, asking }) => [id, asking]));
    if (called !== told) io.emit('compounds', compounds);
    told = called;
  }, callsMs);

  let rejected = 0;
  const slow = setInterval(() => {
    const total = ingest.rejections.total();
    if (total === rejected) return;
    rejected = total;
    io.emit('rejections', { total, byCode: ingest.rejections.report(0).byCode });
  }, slowMs);

  io.on('connection', (socket) => {
    socket.emit('hello', hello(rooms, queries.compounds(), socket.data.user));
    const handlers = handlersOf(socket.data.user, queries, commands, async (compound) => {
      for (const joined of socket.rooms) if (joined.startsWith('compound:')) await socket.leave(joined);
      await socket.join(room(compound));
    });
    for (const name of Object.keys(handlers) as RequestName[]) listen(socket, name, handlers[name]);
  });

  return {
    io,
    async stop() {
      clearInterval(ticks);
      clearInterval(calls);
      clearInterval(slow);
      const closed = io.close();
      // Closing waits for browsers' kept-alive connections, more than a minute, unless they are ended.
      server.closeAllConnections();
      await closed;
    },
  };
}

type Handlers = {
  [K in RequestName]: (request: RequestOf<K>) => Result<Answers[K]> | Promise<Result<Answers[K]>>;
};

function handlersOf(
  user: User,
  ask: Queries,
  command: Commands,
  join: (compound: string) => Promise<void>,
): Handlers {
  return {
    async subscribe(r) {
      const hydration = await ask.hydrate(r.compound, r.lastSeq);
      if (hydration.ok) await join(r.compound);
      return hydration;
    },
    snapshot: (r) => ask.snapshot(r.compound, r.atMs),
    window: (r) => ask.window(r.compound, r.fromMs, r.toMs),
    timeline: (r) => ask.timeline(r.compound, r.fromMs, r.toMs, r.bins),
    nextEvent: (r) => ask.nextEvent(r.compound, r.atMs, r.direction),
    acknowledge: (r) => command.acknowledge(user, r.alarmId, r.note),
    resetAlarm: (r) => command.resetAlarm(user, r.alarmId, r.note),
    shelve: (r) => command.shelve(user, r.alarmId, r.reason, r.minutes),
    unshelve: (r) => command.unshelve(user, r.alarmId),
    setService: (r) => command.setService(user, r),
    openIncident: (r) => command.openIncident(user, r),
    advanceIncident: (r) => command.advanceIncident(user, r.incidentId, r.state, r.note),
    noteIncident: (r) => command.noteIncident(user, r.incidentId, r.text),
    stepIncident: (r) => command.stepIncident(user, r.incidentId, r.step, r.done),
    sendCommand: (r) => command.sendCommand(user, r),
    runDemo: (r) => command.runDemo(user, r.compound, r.scenario),
  };
}

const checks = Object.fromEntries(
  Object.entries(requestSchemas).map(([name, schema]) => [name, Compile(schema)]),
) as unknown as { [K in RequestName]: { Check(value: unknown): value is RequestOf<K> } };

/** Checks the request, answers once, and turns a throw into a fault; a client without a callback is ignored. */
function listen<K extends RequestName>(socket: ScreenSocket, name: K, handle: Handlers[K]): void {
  const untyped = socket as unknown as {
    on(event: string, listener: (request: unknown, answer: unknown) => Promise<void>): void;
  };
  untyped.on(name, async (request, answer) => {
    if (typeof answer !== 'function') return;
    if (!checks[name].Check(request)) {
      answer(failure('invalid-request', `请求格式不对 / The request ${name} is malformed`, ''));
      return;
    }
    try {
      answer(await handle(request));
    } catch (error) {
      process.stderr.write(
        `gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      answer(
        failure(
          'internal',
          '操作失败 / The operation failed',
          '重试；仍失败请看系统日志 / Try again; see the hub’s output',
        ),
      );
    }
  });
}

function hello(rooms: Rooms, compounds: Hello['compounds'], user: User): Hello {
  return {
    protocol: PROTOCOL_VERSION,
    version: rooms.version,
    hubTimeMs: rooms.now(),
    user: user.name,
    compounds,
    home: rooms.home,
    alerts: rooms.alerts.standing(),
  };
}
