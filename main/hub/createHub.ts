/**
 * Composes the hub's rooms and ties them: broker → ingest → twin → {history, alarms} → incidents → gateway. Started
 * and stopped as a whole; stopping commits everything that was written.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedDevice, PointValue } from '#shared/protocol/device.ts';
import type { ImportProgress } from '#shared/protocol/model.ts';
import type { EventRecord } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { createAccess } from './access/index.ts';
import { createAlarms } from './alarms/index.ts';
import { createAlerts } from './alerts.ts';
import { createCommandRoom } from './commands/index.ts';
import { startGateway, type Gateway } from './gateway/index.ts';
import { createHistory } from './history/index.ts';
import { createEventLog, createIncidents } from './incidents/index.ts';
import { createIngest, startBroker, type Broker } from './ingest/index.ts';
import { checkStores, hubIdOf, recordFaults, whenBoth } from './stores.ts';
import { lockDataDir } from './lock.ts';
import { createModelRoom, type ModelRoom } from './models/index.ts';
import { openRecords } from './records/index.ts';
import { recallReadings } from './recall.ts';
import { createSimulation, type Simulation } from './simulation/index.ts';
import { createCameraHosts } from './video/index.ts';
import { createTwin, eventHorizonMs, type CompoundTwin, type Twin } from './twin/index.ts';

export interface HubOptions {
  readonly host: string;
  readonly port: number;
  readonly mqttPort: number;
  readonly mqttUrl: string | null;
  readonly dataDir: string;
  readonly token: string | null;
  /** Address of the proxy whose word on who asks is believed. */
  readonly trustedProxy?: string | null;
  /** Certificate and key in PEM: HTTP, the socket and the embedded broker speak TLS alone. */
  readonly tls?: { readonly cert: string; readonly key: string } | null;
  readonly version: string;
  readonly rendererDir: string;
  readonly mediaDir: string;
  /** The compound to run; its devices are announced and, if asked, simulated. */
  readonly compound: {
    readonly manifest: CompoundManifest;
    readonly plan: CompoundPlan;
    readonly devices: readonly PlannedDevice[];
  };
  readonly simulate: boolean;
  /** For tests: `linli.db` may not grow beyond so many pages. */
  readonly mostRecordPages?: number;
}

export interface Hub {
  readonly url: string;
  readonly mqttUrl: string;
  readonly mqttMoved: boolean;
  readonly models: ModelRoom;
  readonly gateway: Pick<Gateway, 'registrations' | 'requests'>;
  stop(): Promise<void>;
}

export async function createHub(options: HubOptions): Promise<Result<Hub>> {
  mkdirSync(options.dataDir, { recursive: true });
  const lock = lockDataDir(options.dataDir);
  if (!lock.ok) return lock;
  const release = lock.value;
  const now = () => Date.now();
  const alerts = createAlerts(now);
  const beside = checkStores(options.dataDir);
  const opened = beside.ok
    ? openRecords({
        path: beside.value.records,
        mostPages: options.mostRecordPages ?? null,
        ...recordFaults(alerts),
      })
    : beside;
  if (!opened.ok) {
    release();
    return opened;
  }
  const records = opened.value;
  const twin = createTwin(records, now);
  const history = createHistory({
    path: join(options.dataDir, 'history.db'),
    whenNamed: () => twin.whenNamed(),
    onFault: (message) =>
      alerts.raise({
        id: 'history',
        severity: 'error',
        message: { zh: `历史记录停止写入：${message}`, en: `History is no longer written: ${message}` },
        tip: { zh: '检查磁盘空间后重启', en: 'Check the disk and restart' },
      }),
  });
  const ingest = createIngest(twin, now);
  const alarms = createAlarms({
    records,
    twin,
    now,
    // Where history cannot tell, it is news.
    wasKnown: (compound, index, timeMs, value) =>
      history.pointHistory(compound, index, Math.floor(timeMs), Math.ceil(timeMs)).then(
        (found) => found.value.includes(value),
        () => false,
      ),
  });
  const incidents = createIncidents({ records, now });
  const events = createEventLog(records);
  let broker: Broker | null = null;
  const commands = createCommandRoom({
    records,
    twin,
    now,
    send(order, said) {
      const message = ingest.encode(order);
      if (message && broker) broker.publish(message, said);
      else said(new Error('No dialect knows how to say this to the device'));
    },
  });
  const access = createAccess({
    records,
    now,
    token: options.token,
    hosts: [options.host],
    trustedProxy: options.trustedProxy ?? null,
    tls: Boolean(options.tls),
  });
  const cameraHosts = createCameraHosts({
    records,
    audit: access.audit,
    alerts,
    planned: { [options.compound.manifest.id]: options.compound.devices },
  });
  const importListeners = new Set<(progress: ImportProgress) => void>();
  const models = createModelRoom({
    dataDir: options.dataDir,
    onProgress: (progress) => {
      for (const listener of importListeners) listener(progress);
    },
  });
  const eventListeners: ((event: EventRecord) => void)[] = [];

  twin.onReading((compound, _device, index, value, timeMs, quality) =>
    history.append(compound.id, index, value, timeMs, quality),
  );
  alarms.onStep((transition) => incidents.takeTransition(transition));
  ingest.onEvent((compound, device, event, receivedMs, sentMs) => {
    const kept = events.write(
      {
        compound: compound.id,
        deviceKey: device.record.key,
        id: event.id,
        type: event.type,
        atMs: event.t,
        receivedMs,
        data: event.data ?? {},
      },
      sentMs,
      (told) => {
        for (const listener of eventListeners) listener(told);
      },
    );
    if (!kept)
      return ingest.rejections.add(
        `${compound.id}/${device.record.key}`,
        'duplicate',
        `event ${event.id} was seen before`,
        '',
      );
    if (receivedMs - event.t <= eventHorizonMs) alarms.takeEvent(compound, device, event, receivedMs, sentMs);
    else
      ingest.rejections.add(
        `${compound.id}/${device.record.key}`,
        'old-event',
        `event ${event.id} is more than a day old: kept, but it raises no alarm`,
        '',
      );
    incidents.takeEvent(kept, device.record);
  });
  ingest.onReply((device, reply) => commands.takeReply(device, reply));
  commands.onStep((command) => {
    const device = twin.compounds.get(command.compound)?.devices.get(command.deviceKey);
    incidents.takeCommand(command, device?.record ?? { placeId: null, positionEnu: null });
  });
  let simulation: Simulation | null = null;
  /** What one message brings is written wholly or not at all. */
  const accept = (topic: string, payload: Uint8Array, retained: boolean) => {
    records.together(() => ingest.accept(topic, payload, retained));
    simulation?.hear(topic, payload);
  };

  const compound = twin.ensureCompound(options.compound.manifest, options.compound.plan);
  async function closeStores(): Promise<void> {
    alarms.stop();
    commands.stop();
    await models.stop();
    await access.stop();
    await history.stop();
    const left = await records.stop();
    if (left > 0) process.stderr.write(`The disk took no more; ${left} records are lost.\n`);
    release();
  }
  const recalled = await recallReadings(twin, history, now()).catch((error: Error) => error);
  if (recalled instanceof Error) {
    await closeStores();
    return failure(
      'history',
      `${join(options.dataDir, 'history.db')} cannot be used: ${recalled.message}`,
      'Restore it from a backup, move it away to begin a new history, or choose another --data-dir',
    );
  }
  const emptyHistory = (await history.range(compound.id)) === null;
  alarms.resume();
  let brokerUp: boolean | null = null;
  const brokerStart = await startBroker({
    host: options.host,
    port: options.mqttPort,
    url: options.mqttUrl,
    devices: access.devices,
    tls: options.tls ?? null,
    clientId: `linli-${hubIdOf(records)}`,
    dialects: ingest.dialects,
    onMessage: accept,
    whenKept: whenBoth(records, history),
    onRefused: (code, reason, from) => ingest.rejections.add(from, code, reason, ''),
    onConnection: (connected) => {
      if (options.mqttUrl !== null && connected !== brokerUp)
        process.stdout.write(`Broker ${connected ? 'connected' : 'out of reach; trying again'}\n`);
      brokerUp = connected;
      if (connected) alerts.clear('broker');
      else
        alerts.raise({
          id: 'broker',
          severity: 'error',
          message: {
            zh: '消息服务连接中断，设备读数停止更新',
            en: 'The broker is out of reach; readings have stopped',
          },
          tip: { zh: '正在自动重连；检查消息服务', en: 'Reconnecting by itself; check the broker' },
        });
    },
  });
  if (!brokerStart.ok) {
    await closeStores();
    return brokerStart;
  }
  const started = (broker = brokerStart.value);
  const gateway = await startGateway(
    {
      now,
      version: options.version,
      records,
      brokerUrl: () => started.url,
      home: compound.id,
      twin,
      ingest,
      history,
      alarms,
      incidents,
      commands,
      events,
      access,
      cameraHosts,
      alerts,
      models,
      onImport: (listener) => {
        importListeners.add(listener);
        return () => void importListeners.delete(listener);
      },
      uploadDir: join(options.dataDir, 'uploads'),
      onEvent: (listener) => void eventListeners.push(listener),
      simulation: () => simulation,
    },
    options,
  );
  if (!gateway.ok) {
    await started.stop();
    await closeStores();
    return failure(gateway.error.code, gateway.error.message, gateway.error.tip);
  }

  announce(twin, compound, options.compound.devices);
  simulation = createSimulation({
    ...options.compound,
    seed: 1998,
    now,
    publish: (topic, payload, retain) => started.publish({ topic, payload, retain: retain === true }),
    inject: (topic, payload) => accept(topic, payload, false),
    recall: (device) => lastValues(compound, device),
    emptyHistory,
    daily: options.simulate,
  });
  const demo = simulation;
  twin.onReading((from, device, _index, _value, timeMs, _quality, role) => {
    if (role === 'new' && from.id === demo.compound) demo.heard(device.record.key, timeMs);
  });
  simulation.start();

  return success({
    url: gateway.value.url,
    mqttUrl: started.url,
    mqttMoved: started.moved,
    models,
    gateway: gateway.value,
    async stop() {
      simulation?.stop();
      await started.stop();
      await gateway.value.stop();
      await closeStores();
    },
  });
}

function lastValues(compound: CompoundTwin, { system, id }: PlannedDevice): Record<string, PointValue> {
  const values: Record<string, PointValue> = {};
  const device = compound.devices.get(`${system}/${id}`);
  for (const slot of device?.slots.values() ?? []) {
    if (!device) break;
    const value = compound.toValue(device.record, slot.id, compound.columns.values[slot.index] ?? NaN);
    if (value !== null) values[slot.id] = value;
  }
  return values;
}

/** The plan's devices are known at once, broker or not; what a device said of itself before stands. */
function announce(twin: Twin, compound: CompoundTwin, devices: readonly PlannedDevice[]): void {
  for (const { id, system, ...meta } of devices) {
    const known = compound.devices.get(`${system}/${id}`);
    if (!known || known.planned) twin.describe(compound, system, id, meta, true);
  }
}
