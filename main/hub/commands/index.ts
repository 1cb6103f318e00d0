/**
 * The command room (decision 18): requested → sent → replied | failed | timed-out. A command is written down before it
 * leaves; its reply is awaited, and where none comes in time that is said, never assumed otherwise.
 */
import { randomUUID } from 'node:crypto';
import { checkParams, type CommandDeclaration } from '#shared/commands/declaration.ts';
import type { CommandRecord, CommandRequest, CommandStep } from '#shared/protocol/commands.ts';
import type { CommandReply } from '#shared/protocol/device.ts';
import { failure, type Fault, type Result, success } from '#shared/protocol/result.ts';
import { findSystem } from '#shared/systems/index.ts';
import { addressOf, type CommandOrder, type DeviceAddress } from '../ingest/index.ts';
import type { Records } from '../records/index.ts';
import type { Twin, TwinDevice } from '../twin/index.ts';
import { createCommandStore, type CommandStore } from './commandStore.ts';

export interface Commands {
  readonly store: CommandStore;
  /** One record per device, all or none: a fault of one stops the others before anything is written. */
  request(request: CommandRequest, by: string): Result<CommandRecord[]>;
  /** What the hub asks of itself, also what nobody else may: visitor passes, bookings. */
  tell(request: CommandRequest, by: string): Result<CommandRecord[]>;
  /** Something the hub itself has done to a device, for its record. */
  note(
    device: TwinDevice,
    name: string,
    title: CommandRecord['title'],
    why: string,
    by: string,
  ): CommandRecord;
  takeReply(device: DeviceAddress, reply: CommandReply): void;
  /** At once with each step, so that what follows from it is written in the same unit. */
  onStep(listener: (command: CommandRecord) => void): void;
  /** After the commit, or before it and marked where the disk refuses. */
  onChange(listener: (step: CommandStep) => void): void;
  stop(): void;
}

export function createCommandRoom(options: {
  readonly records: Records;
  readonly twin: Twin;
  readonly now: () => number;
  /** Nothing that an incident of a drill asks for reaches a device. */
  readonly isDrill: (incidentId: string) => boolean;
  /** Over the broker, in the words of the device's dialect; `said` once the broker has taken it. */
  readonly send: (order: CommandOrder, said: (fault: Fault | null) => void) => void;
}): Commands {
  const { records, twin, now } = options;
  const store = createCommandStore(records);
  /** Parameters about people, until they are sent; the record has none of them. */
  const unsaid = new Map<string, CommandRecord['params']>();
  const waiting = new Map<string, { command: CommandRecord; timer: NodeJS.Timeout }>();
  const stepListeners: ((command: CommandRecord) => void)[] = [];
  const listeners: ((step: CommandStep) => void)[] = [];

  function step(command: CommandRecord): CommandRecord {
    records.together(() => {
      store.write(command, now(), (told) => {
        for (const listener of listeners) listener(told);
      });
      for (const listener of stepListeners) listener(command);
    });
    return command;
  }

  function awaitReply(command: CommandRecord): void {
    const timer = setTimeout(
      () => end(command.id, 'timed-out', ''),
      // A timer may fire a millisecond early.
      Math.max(0, Math.min(command.expiresMs - now() + 1, 2 ** 31 - 1)),
    );
    waiting.set(command.id, { command, timer });
  }

  function end(id: string, state: 'replied' | 'failed' | 'timed-out', message: string, unsent?: Fault): void {
    const entry = waiting.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    waiting.delete(id);
    unsaid.delete(id);
    step({ ...entry.command, state, endedAtMs: now(), message, ...(unsent && { fault: unsent }) });
  }

  function send(command: CommandRecord): void {
    const slash = command.deviceKey.indexOf('/');
    const device = addressOf(
      command.compound,
      command.deviceKey.slice(0, slash),
      command.deviceKey.slice(slash + 1),
    );
    const { id, name, requestedAtMs: atMs, expiresMs } = command;
    const params = { ...command.params, ...unsaid.get(id) };
    unsaid.delete(id);
    options.send({ device, name, id, atMs, expiresMs, params }, (unsent) => {
      const entry = waiting.get(id);
      if (!entry) return;
      if (unsent) return end(id, 'failed', '', unsent);
      entry.command = step({ ...entry.command, state: 'sent', sentAtMs: now() });
    });
  }

  for (const command of store.open()) awaitReply(command);

  function declared(device: TwinDevice, name: string): CommandDeclaration | undefined {
    return findSystem(device.record.system)?.commands?.find(({ id }) => id === name);
  }

  function check(
    request: CommandRequest,
  ): Result<readonly { device: TwinDevice; declaration: CommandDeclaration }[]> {
    const compound = twin.compounds.get(request.compound);
    if (!compound) return failure('no-compound', { compound: request.compound });
    const found: { device: TwinDevice; declaration: CommandDeclaration }[] = [];
    for (const key of new Set(request.deviceKeys)) {
      const device = compound.devices.get(key);
      if (!device) return failure('no-device', { device: key });
      const declaration = declared(device, request.name);
      if (!declaration) return failure('no-command', { command: request.name });
      const params = checkParams(declaration, request.params ?? {});
      if (!params.ok) return params;
      if (declaration.danger === 'danger' && request.confirmed !== true)
        return failure('confirmation-needed', { command: request.name });
      found.push({ device, declaration });
    }
    return success(found);
  }

  function recordOf(
    device: TwinDevice,
    change: Pick<CommandRecord, 'name' | 'title' | 'by' | 'why' | 'expiresMs'> & Partial<CommandRecord>,
  ): CommandRecord {
    const { record } = device;
    return {
      version: 1,
      id: randomUUID(),
      compound: record.compound,
      deviceKey: record.key,
      deviceName: record.name,
      params: {},
      incidentId: null,
      state: 'requested',
      requestedAtMs: now(),
      sentAtMs: null,
      endedAtMs: null,
      message: '',
      ...change,
    };
  }

  function ask(request: CommandRequest, by: string, isHub: boolean): Result<CommandRecord[]> {
    const checked = check(request);
    if (!checked.ok) return checked;
    if (!isHub && checked.value.some(({ declaration }) => declaration.ofHub))
      return failure('no-command', { command: request.name });
    const drill = request.incidentId != null && options.isDrill(request.incidentId);
    const commands = checked.value.map(({ device, declaration }) => {
      const isPersonal = ([id]: readonly [string, unknown]) =>
        declaration.params.some((param) => param.id === id && param.personal);
      const params = Object.entries(request.params ?? {});
      const command = recordOf(device, {
        name: declaration.id,
        title: declaration.name,
        params: Object.fromEntries(params.filter((param) => !isPersonal(param))),
        by,
        why: request.why ?? '',
        incidentId: request.incidentId ?? null,
        expiresMs: now() + declaration.timeoutMs,
        ...(drill ? ({ drill: true, state: 'replied', endedAtMs: now() } as const) : {}),
      });
      const personal = params.filter(isPersonal);
      if (personal.length > 0 && !drill) unsaid.set(command.id, Object.fromEntries(personal));
      return command;
    });
    records.together(() => commands.forEach(step));
    if (drill) return success(commands);
    for (const command of commands) awaitReply(command);
    // Written down first; where the disk refuses, it leaves all the same: a door must open in a fire.
    records.settled(onlyOnce(() => commands.forEach(send)));
    return success(commands);
  }

  return {
    store,
    request: (request, by) => ask(request, by, false),
    tell: (request, by) => ask(request, by, true),
    note(device, name, title, why, by) {
      const atMs = now();
      return step(
        recordOf(device, {
          name,
          title,
          why,
          by,
          expiresMs: atMs,
          state: 'replied',
          sentAtMs: atMs,
          endedAtMs: atMs,
        }),
      );
    },
    takeReply({ compound, key }, reply) {
      const entry = waiting.get(reply.id);
      // A device answers for itself alone.
      if (!entry || entry.command.compound !== compound || entry.command.deviceKey !== key) return;
      end(reply.id, reply.ok ? 'replied' : 'failed', reply.message ?? '');
    },
    onStep: (listener) => void stepListeners.push(listener),
    onChange: (listener) => void listeners.push(listener),
    stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
    },
  };
}

function onlyOnce(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
