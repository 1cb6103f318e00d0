/**
 * The socket.io side: screens subscribe to a compound, get everything once and then packed columns at most 20 times a
 * second, latest wins; alarms, events and incidents at once and never batched.
 */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import msgpack from 'socket.io-msgpack-parser';
import { Compile } from 'typebox/compile';
import { may } from '#shared/access/may.ts';
import type { Verb } from '#shared/access/verbs.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { requestSchemas, type RequestName, type RequestOf } from '#shared/protocol/requests.ts';
import {
  PROTOCOL_VERSION,
  type ClientRequests,
  type Hello,
  type ServerEvents,
} from '#shared/protocol/socket.ts';
import { createTicks } from './ticks.ts';
import { eventOnWire } from './wire.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Identity } from '../access/index.ts';
import type { Commands } from './commands.ts';
import type { Ingesting } from './ingesting.ts';
import { identified } from './gate.ts';
import { decide } from './permit.ts';
import type { PassActs } from './passActs.ts';
import { createScopes } from './scopes.ts';
import { createSocketTable, type Asking, type SocketTable } from './socketTable.ts';
import { createWaiting } from './superseding.ts';
import { seenCompounds, seesAlert, seesModel, shownDevice } from './visible.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';

const devicesMs = 50;
const callsMs = 250;
const slowMs = 1000;
const holdMs = 30_000;

/** A compound's news comes in parts; a screen hears those that its person may read. */
const parts = [
  ['state', 'state.read'],
  ['alarms', 'alarms.read'],
  ['incidents', 'incidents.read'],
  ['history', 'history.read'],
  ['passes', 'passes.read'],
  ['bookings', 'bookings.read'],
] as const satisfies readonly (readonly [string, Verb])[];
type Part = (typeof parts)[number][0];

interface SocketData {
  person: Identity;
}
type ScreenSocket = Socket<ClientRequests, ServerEvents, Record<string, never>, SocketData>;

/** What requests are answered with. */
export interface SocketWork {
  readonly queries: Queries;
  readonly commands: Commands;
  readonly ingesting: Ingesting;
  readonly passActs: PassActs;
}

export interface ScreenGateway {
  readonly io: Server<ClientRequests, ServerEvents, Record<string, never>, SocketData>;
  readonly table: SocketTable;
  stop(): Promise<void>;
}

export function createSocketGateway(
  server: HttpServer,
  rooms: Rooms,
  { queries, commands, ingesting, passActs }: SocketWork,
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
    void identified(access, access.caller({ headers, remoteAddress: address })).then((who) => {
      if (!who.ok) return next(Object.assign(new Error(who.error.code), { data: who.error }));
      socket.data.person = who.value;
      next();
    });
  });

  const room = (compound: string, part: Part) => `compound:${compound}:${part}`;
  const each = (tell: (socket: ScreenSocket, person: Identity) => void) => {
    for (const socket of io.sockets.sockets.values()) tell(socket, socket.data.person);
  };
  access.onEnd((key) => each((socket, person) => person.key === key && socket.disconnect(true)));
  // An open screen counts as use of its session; what has expired is cut off.
  const holding = setInterval(
    () => each((socket, person) => !access.holds(person) && socket.disconnect(true)),
    holdMs,
  );
  let descriptions: ReturnType<typeof setTimeout> | undefined;
  const changedDevices = new Map<string, { changed: Map<string, DeviceRecord>; removed: Set<string> }>();

  twin.onDevice((compound, changed, removedKey) => {
    let entry = changedDevices.get(compound.id);
    if (!entry) changedDevices.set(compound.id, (entry = { changed: new Map(), removed: new Set() }));
    if (changed) entry.changed.set(changed.record.key, changed.record);
    if (removedKey) entry.removed.add(removedKey);
    descriptions ??= setTimeout(tellDevices, devicesMs);
  });
  alarms.onTransition((transition) =>
    io.to(room(transition.alarm.compound, 'alarms')).emit('alarm', transition),
  );
  rooms.onEvent((event) => io.to(room(event.compound, 'history')).emit('event', eventOnWire(event)));
  incidents.onChange((delta) => io.to(room(delta.head.compound, 'incidents')).emit('incident', delta));
  rooms.commands.onChange((step) => io.to(room(step.command.compound, 'history')).emit('command', step));
  access.onAction((action) => io.to(room(action.compound, 'history')).emit('action', action));
  rooms.passes.onChange((pass) => io.to(room(pass.compound, 'passes')).emit('pass', pass));
  rooms.passes.onPassage((passage) => io.to(room(passage.compound, 'passes')).emit('passage', passage));
  rooms.bookings.onChange((booking) => io.to(room(booking.compound, 'bookings')).emit('booking', booking));
  alerts.onChange((alert, standing) =>
    each((socket, person) => seesAlert(person, alert) && socket.emit('alert', alert, standing)),
  );
  rooms.models.onProgress((progress) =>
    each((socket, person) => {
      if (!seesModel(person, progress)) return;
      socket.emit('importing', progress);
      if (progress.phase === 'done' && progress.modelId !== null)
        socket.emit('models', [progress.modelId], rooms.models.revision());
    }),
  );

  const ticks = createTicks(io as unknown as Server, twin);
  function tellDevices(): void {
    descriptions = undefined;
    for (const [id, { changed, removed }] of changedDevices) {
      const told = [...changed.values()];
      const open = told.filter(({ system }) => !findSystem(system)?.discreet);
      io.to(room(id, 'state')).emit(
        'devices',
        id,
        open.map((device) => shownDevice(null, device)),
        [...removed],
      );
      const discreet = told.filter((device) => !open.includes(device));
      if (discreet.length > 0)
        each((socket, person) => {
          if (socket.rooms.has(room(id, 'state')))
            socket.emit(
              'devices',
              id,
              discreet.map((device) => shownDevice(person, device)),
              [],
            );
        });
    }
    changedDevices.clear();
  }

  let told = '';
  twin.onCompound(() => (told = ''));
  const calls = setInterval(() => {
    const compounds = queries.compounds();
    const called = JSON.stringify(
      compounds.map(({ id, asking, open, offline, alarmTurn }) => [id, asking, open, offline, alarmTurn]),
    );
    if (called !== told) each((socket, person) => socket.emit('compounds', seenCompounds(person, compounds)));
    told = called;
  }, callsMs);

  let rejected = 0;
  const slow = setInterval(() => {
    const total = ingest.rejections.total();
    if (total === rejected) return;
    rejected = total;
    io.emit('rejections', { total, byCode: ingest.rejections.report(0).byCode });
  }, slowMs);

  const table = createSocketTable(queries, commands, createScopes(rooms), ingesting, passActs);
  io.on('connection', (socket) => {
    const { person } = socket.data;
    socket.emit('hello', hello(rooms, queries.compounds(), person));
    const { end, ...waiting } = createWaiting();
    socket.on('disconnect', end);
    const asking: Asking = {
      ...waiting,
      person,
      async join(compound) {
        for (const joined of socket.rooms) if (joined.startsWith('compound:')) await socket.leave(joined);
        ticks.leave(socket as unknown as Socket);
        for (const [part, verb] of parts) if (may(person, verb)) await socket.join(room(compound.id, part));
        ticks.join(socket as unknown as Socket, compound);
      },
    };
    for (const name of Object.keys(table) as RequestName[]) listen(access, socket, name, table[name], asking);
  });

  return {
    io,
    table,
    async stop() {
      ticks.stop();
      clearTimeout(descriptions);
      clearInterval(calls);
      clearInterval(slow);
      clearInterval(holding);
      const closed = io.close();
      // Closing waits for browsers' kept-alive connections, more than a minute, unless they are ended.
      server.closeAllConnections();
      await closed;
    },
  };
}

const checks = Object.fromEntries(
  Object.entries(requestSchemas).map(([name, schema]) => [name, Compile(schema)]),
) as unknown as { [K in RequestName]: { Check(value: unknown): value is RequestOf<K> } };

/** Checks the request, answers once, and turns a throw into a fault; a client without a callback is ignored. */
function listen<K extends RequestName>(
  access: Rooms['access'],
  socket: ScreenSocket,
  name: K,
  entry: SocketTable[K],
  asking: Asking,
): void {
  const untyped = socket as unknown as {
    on(event: string, listener: (request: unknown, answer: unknown) => Promise<void>): void;
  };
  untyped.on(name, async (request, answer) => {
    if (typeof answer !== 'function') return;
    if (!checks[name].Check(request)) {
      answer(failure('invalid-request', { what: name }));
      return;
    }
    try {
      const verdict = await decide(access, success(asking.person), entry.permit, request, name);
      answer(verdict.ok ? await entry.answer(asking, request) : verdict);
    } catch (error) {
      process.stderr.write(
        `gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      answer(failure('internal'));
    }
  });
}

function hello(rooms: Rooms, all: Hello['compounds'], person: Identity): Hello {
  const compounds = seenCompounds(person, all);
  const { name, role, verbs, scope } = person;
  return {
    protocol: PROTOCOL_VERSION,
    version: rooms.version,
    hubTimeMs: rooms.now(),
    user: name,
    person: { name, role, verbs, scope },
    firstRun: rooms.access.firstRun,
    compounds,
    modelsRevision: rooms.models.revision(),
    home: compounds.some(({ id }) => id === rooms.home) ? rooms.home : (compounds[0]?.id ?? null),
    alerts: rooms.alerts.standing().filter((alert) => seesAlert(person, alert)),
  };
}
