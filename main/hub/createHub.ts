/**
 * Composes the hub's rooms and ties them: broker → ingest → twin → {history, alarms} → incidents → gateway. Started
 * and stopped as a whole; stopping commits everything that was written.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { failure, fault, type Result, success } from '#shared/protocol/result.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import { createAccess } from './access/index.ts';
import { createAgeClock } from './ageClock.ts';
import { createAlarms } from './alarms/index.ts';
import { createAlerts } from './alerts.ts';
import { createBrokers } from './brokers.ts';
import { announceServed, compoundsDirOf, createCompoundRoom, homesOf } from './compounds/index.ts';
import { createDrills } from './drills/index.ts';
import { createBookmarks } from './bookmarks/index.ts';
import { createBookings } from './bookings/index.ts';
import { createCommandRoom } from './commands/index.ts';
import { startGateway } from './gateway/index.ts';
import { createHandovers } from './handovers/index.ts';
import { createSavedViews } from './savedViews/index.ts';
import { createHistory } from './history/index.ts';
import { createIncidentFiles } from './incidentFiles.ts';
import { createEventLog, createIncidents } from './incidents/index.ts';
import { createIngest, createViidPlatform, mainSource, readSources } from './ingest/index.ts';
import { checkStores, recordFaults } from './stores.ts';
import type { Hub, HubOptions } from './hubOptions.ts';
import { historyAlert, historyAlertId } from './historyAlerts.ts';
import { createJournal } from './journal/index.ts';
import { lockDataDir } from './lock.ts';
import { createModelRoom } from './models/index.ts';
import { createProcedures } from './procedures/index.ts';
import { createPasses } from './passes/index.ts';
import { createRecordings } from './recordings/index.ts';
import { openRecords } from './records/index.ts';
import { startRecordRetention } from './recordRetention.ts';
import { lastBackupMs } from './lastBackup.ts';
import { recallReadings } from './recall.ts';
import { createWordBook } from './wordBook.ts';
import { createHappenings } from './happenings.ts';
import { createDesk } from './desk.ts';
import { createHubClock } from './hubClock.ts';
import { createDemos, withoutHistory, type Demos } from './demos.ts';
import { createTakeOwn } from './takeOwn.ts';
import { createTwin } from './twin/index.ts';
import { createStorage } from './storage/index.ts';
import { thinningOf } from './thinningOf.ts';
import { createCameraHosts } from './video/index.ts';

export type { Hub, HubOptions } from './hubOptions.ts';

export async function createHub(options: HubOptions): Promise<Result<Hub>> {
  mkdirSync(options.dataDir, { recursive: true });
  const lock = lockDataDir(options.dataDir);
  if (!lock.ok) return lock;
  const release = lock.value;
  const { now, atOneInstant } = createHubClock(options.now);
  const ageNow = createAgeClock(now);
  const alerts = createAlerts(now);
  const [home] = options.compounds;
  const named = readSources(options.dataDir);
  if (!named.ok) {
    release();
    return named;
  }
  const { settings } = named.value;
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
  const uploadDir = join(options.dataDir, 'uploads');
  const twin = createTwin(records, now);
  const zoneOf = (compound: string | null) =>
    (twin.compounds.get(compound ?? '') ?? twin.compounds.get(home.manifest.id) ?? home).manifest.origin
      .timeZone;
  const history = createHistory({
    path: join(options.dataDir, 'history.db'),
    whenNamed: () => twin.whenNamed(),
    onFault: (fault) => alerts.raise(historyAlert(fault, zoneOf)),
    onRecovered: (kind) => alerts.clear(historyAlertId(kind)),
    now: ageNow,
    thinning: thinningOf(twin),
    lockedFromMs: (compound) => files.evidence.lockedFromMs(compound),
  });
  const brokerOf = (source: string) => brokers.of(source);
  const ingest = createIngest({
    twin,
    now,
    homeOf: homesOf(() => compounds.mappings(), home.manifest.id),
    discoveryPrefixes: options.compounds.flatMap(({ mapping }) => mapping?.homeAssistant.prefix ?? []),
    hasOpenAlarm: (compound) => alarms.open(compound).length > 0,
    settings,
    listen: (topic, source) => brokerOf(source)?.listen(topic),
    answer: (message, source) => brokerOf(source)?.publish(message),
  });
  const alarms = createAlarms({
    records,
    twin,
    now,
    // Where history cannot tell, it is news.
    wasKnown: history.wasHeard,
  });
  const procedures = createProcedures({ records, dir: options.proceduresDir ?? null });
  const incidents = createIncidents({
    records,
    now,
    procedureOf: procedures.find,
    planOf: (compound) => twin.compounds.get(compound)?.plan,
    ruleOf: alarms.ruleOf,
    standingAlarms: ({ compound, deviceKeys, drill }) =>
      drill ? 0 : alarms.open(compound).filter(({ deviceKey }) => deviceKeys.includes(deviceKey)).length,
  });
  const events = createEventLog(records);
  const journal = createJournal({ path: join(options.dataDir, 'linli.db') });
  const commands = createCommandRoom({
    records,
    twin,
    now,
    isDrill: (incidentId) => incidents.store.find(incidentId)?.drill === true,
    send(order, said) {
      const encoded = ingest.encode(order);
      const broker = encoded && brokerOf(encoded.source);
      if (broker) broker.publish(encoded.message, said);
      else said(fault('command-speechless'));
    },
  });
  const access = createAccess({
    records,
    now,
    token: options.token,
    hosts: [options.host],
    trustedProxy: options.trustedProxy ?? null,
    tls: Boolean(options.tls),
    isSealed: (compound) => twin.compounds.get(compound)?.manifest.recording !== undefined,
  });
  const drills = createDrills({
    records,
    now,
    twin,
    incidents,
    dir: options.drillsDir ?? null,
    roleOf: (name) => access.users.find(name)?.role ?? null,
    kindsOf: (id) => procedures.list(id).flatMap(({ procedure }) => procedure.for.kinds),
  });
  const cameraHosts = createCameraHosts({
    records,
    audit: access.audit,
    alerts,
    planned: Object.fromEntries(options.compounds.map(({ manifest, devices }) => [manifest.id, devices])),
  });
  const takeOwn = createTakeOwn({ records, alerts, twin, procedures, drills });
  const compounds = createCompoundRoom({
    dataDir: options.dataDir,
    home: home.manifest.id,
    served: options.compounds,
    faults: options.compoundFaults ?? {},
    twin,
    alerts,
    cameraHosts,
    now,
    onMapping: () => ingest.remap(),
    onOwn: takeOwn,
  });
  const models = createModelRoom({ dataDir: options.dataDir });
  twin.onWord((compound, code, word) => history.appendWord(compound.id, code, word));
  twin.onReading((compound, _device, index, value, timeMs, quality) =>
    history.append(compound.id, index, value, timeMs, quality),
  );
  alarms.onStep((transition) => incidents.takeTransition(transition));
  const desk = createDesk({
    records,
    twin,
    alarms,
    now,
    journal,
    households: (id) => compounds.households(id),
    say: (topic, message) => accept(topic, Buffer.from(JSON.stringify(message)), false),
  });
  const keepDays = options.personalDays ?? 30;
  const passes = createPasses({ records, twin, commands, now, keepDays });
  const bookings = createBookings({
    records,
    twin,
    commands,
    now,
    keepDays,
    say: (topic, message) => accept(topic, Buffer.from(JSON.stringify(message)), false),
  });
  passes.onPassage(({ compound }, cameIn) => {
    if (cameIn !== null) bookings.takePlate(compound, cameIn);
  });
  const happenings = createHappenings({
    ingest,
    events,
    alarms,
    incidents,
    passes,
    waiting: () => records.waiting,
  });
  ingest.onReply((device, reply) => commands.takeReply(device, reply));
  commands.onStep((command) => {
    const device = twin.compounds.get(command.compound)?.devices.get(command.deviceKey);
    incidents.takeCommand(command, device?.record ?? { placeId: null, positionEnu: null });
  });
  let demos: Demos | null = null;
  /** What one message brings is written wholly or not at all. */
  const accept = (topic: string, payload: Uint8Array, retained: boolean, source = mainSource) => {
    records.together(() => ingest.accept(topic, payload, retained, source));
    demos?.hear(topic, payload);
  };

  const retention = startRecordRetention({
    records,
    actions: access,
    compounds: () =>
      [...twin.compounds.values()].flatMap(({ id, manifest }) => (manifest.recording ? [] : [id])),
    now: ageNow,
    years: options.recordYears ?? null,
    backedUpMs: () => lastBackupMs(options.dataDir),
  });
  for (const { manifest, plan } of options.compounds) twin.ensureCompound(manifest, plan);
  async function closeStores(): Promise<void> {
    await retention.stop();
    alarms.stop();
    drills.stop();
    commands.stop();
    bookings.stop();
    await passes.stop();
    await desk.close();
    await models.stop();
    await journal.stop();
    await access.stop();
    const readingsLeft = await history.stop();
    const left = await records.stop();
    if (readingsLeft > 0) process.stderr.write(`The disk took no more; ${readingsLeft} readings are lost.\n`);
    if (left > 0) process.stderr.write(`The disk took no more; ${left} records are lost.\n`);
    release();
  }
  const words = createWordBook(records, history);
  const recalled = await recallReadings(twin, history, words, now());
  if (!recalled.ok) {
    await closeStores();
    return failure('history', {
      path: join(options.dataDir, 'history.db'),
      reason: faultText(recalled.error, 'en').message,
    });
  }
  const unlived = await withoutHistory(options.compounds, history);
  alarms.resume();
  // Before the broker: what it kept may come from a device that only its plan knows.
  announceServed(twin, options.compounds, options.dataDir, takeOwn);
  const files = createIncidentFiles({
    records,
    now,
    dataDir: options.dataDir,
    version: options.version,
    twin,
    access,
    alarms,
    commands,
    events,
    history,
    incidents,
    models,
    words,
  });
  const recordings = createRecordings({
    records,
    history,
    words,
    pictures: files.pictures,
    alerts,
    twin,
    now,
    dirOf: (id) => join(compoundsDirOf(options.dataDir), id),
  });
  for (const compound of twin.compounds.values()) await recordings.take(compound);
  const viid = createViidPlatform({
    now,
    timeZone: () => zoneOf(null),
  });
  const brokers = createBrokers({
    options,
    now,
    named: named.value,
    access,
    alerts,
    history,
    ingest,
    records,
    viid,
    accept,
  });
  const brokerStart = await brokers.start();
  if (!brokerStart.ok) {
    await closeStores();
    return brokerStart;
  }
  const started = brokerStart.value;
  const gateway = await startGateway(
    {
      now,
      atOneInstant,
      version: options.version,
      records,
      words,
      brokerUrl: () => started.url,
      home: home.manifest.id,
      twin,
      compounds,
      ingest,
      sources: brokers.sources,
      viid,
      history,
      storage: createStorage({
        dataDir: options.dataDir,
        recordsPath: join(options.dataDir, 'linli.db'),
        uploadDir,
        history,
        now,
      }),
      journal,
      alarms,
      incidents,
      ...files,
      recordings,
      commands,
      procedures,
      drills,
      handovers: createHandovers({ records, now }),
      savedViews: createSavedViews({ records, now }),
      bookmarks: createBookmarks({ records, now }),
      workOrders: desk.workOrders,
      passes,
      bookings,
      notices: desk.notices,
      events,
      access,
      cameraHosts,
      alerts,
      models,
      dataDir: options.dataDir,
      uploadDir,
      onEvent: happenings.onEvent,
      demos: () => demos,
    },
    options,
  );
  if (!gateway.ok) {
    await brokers.stop();
    await closeStores();
    return gateway;
  }

  demos = createDemos({
    compounds: options.simulate ? options.compounds : [],
    unlived,
    twin,
    rooms: { passes, bookings },
    now,
    publish: (topic, payload, retain) => started.publish({ topic, payload, retain: retain === true }),
    inject: (topic, payload) => accept(topic, payload, false),
  });
  demos.start();
  desk.start();
  bookings.start();

  return success({
    url: gateway.value.url,
    mqttUrl: started.url,
    mqttMoved: started.moved,
    models,
    gateway: gateway.value,
    async stop() {
      demos?.stop();
      desk.stop();
      await brokers.stop();
      await gateway.value.stop();
      await closeStores();
    },
  });
}
