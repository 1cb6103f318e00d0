/** The hub's brokers and further sources: its own or the one it is told of, then what people add; each says when it is out of reach. */
import type { Result } from '#shared/protocol/result.ts';
import type { Access } from './access/index.ts';
import type { Alerts } from './alerts.ts';
import { createBrokerAlert, createSourceAlerts } from './brokerAlert.ts';
import type { History } from './history/index.ts';
import type { HubOptions } from './hubOptions.ts';
import {
  createFurtherBrokers,
  createSourceRoom,
  mainSource,
  startBroker,
  type Broker,
  type FurtherBrokers,
  type Ingest,
  type ReadSources,
  type SourceRoom,
  type ViidPlatform,
} from './ingest/index.ts';
import type { Records } from './records/index.ts';
import { hubIdOf, whenBoth } from './stores.ts';

export interface Brokers {
  readonly sources: SourceRoom;
  /** Of a source's id; null where it has none, or not yet. */
  of(source: string): Broker | ReturnType<FurtherBrokers['of']> | null;
  start(): Promise<Result<Broker>>;
  stop(): Promise<void>;
}

export function createBrokers(rooms: {
  readonly options: HubOptions;
  readonly now: () => number;
  readonly named: Pick<ReadSources, 'file' | 'meters'>;
  readonly access: Access;
  readonly alerts: Alerts;
  readonly history: History;
  readonly ingest: Ingest;
  readonly records: Records;
  readonly viid: ViidPlatform;
  readonly accept: (topic: string, payload: Uint8Array, retained: boolean, source?: string) => void;
}): Brokers {
  const { options, now, access, alerts, history, ingest, records, viid, accept } = rooms;
  const clientId = `linli-${hubIdOf(records)}`;
  const sourceAlerts = createSourceAlerts(alerts);
  const tellBroker = createBrokerAlert(alerts, options.mqttUrl !== null);
  let main: Broker | null = null;
  const further = createFurtherBrokers({
    viid,
    devices: access.devices,
    clientId,
    dialectsOf: ingest.dialects,
    onMessage: accept,
    whenKept: whenBoth(records, history),
    onRefused: (refusal, from, source) => ingest.rejections.add(from, refusal, '', source),
    onConnection(connected, source) {
      ingest.noteConnection(source.id, connected);
      sourceAlerts.tell(connected, source);
    },
  });
  const sources = createSourceRoom({
    dataDir: options.dataDir,
    ...rooms.named,
    ingest,
    brokers: further,
    viid,
    now,
    onClosed: sourceAlerts.forget,
    onUnopened: sourceAlerts.unopened,
  });
  return {
    sources,
    of: (source) => (source === mainSource ? main : further.of(source)) ?? null,
    async start() {
      const started = await startBroker({
        host: options.host,
        port: options.mqttPort,
        url: options.mqttUrl,
        devices: access.devices,
        tls: options.tls ?? null,
        clientId,
        dialects: ingest.dialects(),
        takes: (topic) => ingest.owns(topic),
        onMessage: accept,
        whenKept: whenBoth(records, history),
        onRefused: (refusal, from) => ingest.rejections.add(from, refusal, '', mainSource),
        onConnection(connected) {
          ingest.noteConnection(mainSource, connected);
          tellBroker(connected);
        },
      });
      if (!started.ok) return started;
      main = started.value;
      await sources.open();
      return started;
    },
    async stop() {
      await sources.followed();
      await Promise.all([main?.stop(), further.stop()]);
    },
  };
}
