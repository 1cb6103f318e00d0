/** The gateway room: one HTTP server for the screen's files, the REST API, models, cameras and the socket. */
import { join } from 'node:path';
import { VERIFIER } from '#shared/evidence/manifest.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { addAlarmRoutes } from './alarmRoutes.ts';
import { addArchiveRoutes } from './archiveRoutes.ts';
import { addCameraRoutes } from './cameraRoutes.ts';
import { addCommandRoutes } from './commandRoutes.ts';
import { createCompoundCommands } from './compoundCommands.ts';
import { addDrawingRoutes } from './drawingRoutes.ts';
import { addCompoundRoutes } from './compoundRoutes.ts';
import { addMappingRoutes } from './mappingRoutes.ts';
import { createCommands } from './commands.ts';
import { createHttp } from './http.ts';
import { addClockRoutes } from './clockRoutes.ts';
import { bareGlobe, type GlobeSources } from '#shared/protocol/globe.ts';
import { addGlobeRoutes } from './globeRoutes.ts';
import { addAttachmentRoutes } from './attachmentRoutes.ts';
import { addEvidenceRoutes } from './evidenceRoutes.ts';
import { addDemoRoutes } from './demoRoutes.ts';
import { addHandoverRoutes } from './handoverRoutes.ts';
import { addBookmarkRoutes } from './bookmarkRoutes.ts';
import { addSavedViewRoutes } from './savedViewRoutes.ts';
import { addHouseholdRoutes } from './householdRoutes.ts';
import { addJournalRoutes } from './journalRoutes.ts';
import { addJoiningRoutes } from './joiningRoutes.ts';
import { addIngestRoutes } from './ingestRoutes.ts';
import { createIngesting } from './ingesting.ts';
import { addMeterRoutes } from './meterRoutes.ts';
import { addModelContentRoutes } from './modelContentRoutes.ts';
import { addModelRoutes } from './modelRoutes.ts';
import { addPointRoutes } from './pointRoutes.ts';
import { addPictureRoutes } from './pictureRoutes.ts';
import { addPreferenceRoutes } from './preferenceRoutes.ts';
import { addDrillRoutes } from './drillRoutes.ts';
import { addProcedureRoutes } from './procedureRoutes.ts';
import { addPeopleRoutes } from './peopleRoutes.ts';
import { createPassActs } from './passActs.ts';
import { addBookingRoutes } from './bookingRoutes.ts';
import { addPassRoutes } from './passRoutes.ts';
import { createQueries } from './queries.ts';
import { addReadingRoutes } from './readingRoutes.ts';
import { addRestRoutes } from './restRoutes.ts';
import type { Registration } from './registrations.ts';
import { addRuleRoutes } from './ruleRoutes.ts';
import type { Rooms } from './rooms.ts';
import { addSessionRoutes } from './sessionRoutes.ts';
import { addNoticeRoutes } from './noticeRoutes.ts';
import { addWorkOrderRoutes } from './workOrderRoutes.ts';
import { addSourceRoutes } from './sourceRoutes.ts';
import { addStorageRoutes } from './storageRoutes.ts';
import { addViidRoutes } from './viidRoutes.ts';
import { createSocketGateway } from './socket.ts';
import type { SocketTable } from './socketTable.ts';
import { addThrowRoutes } from './throwRoutes.ts';
import { createUploads } from './uploads.ts';

const portsTried = 20;

export interface Gateway {
  readonly url: string;
  /** What can be asked, each with its permit. */
  readonly registrations: readonly Registration[];
  readonly requests: SocketTable;
  stop(): Promise<void>;
}

export type { Registration } from './registrations.ts';

export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  readonly version: string;
  readonly rendererDir: string;
  readonly mediaDir: string;
  /** What covers the globe beside what it brings along. */
  readonly globe?: GlobeSources | undefined;
  readonly tls?: { readonly cert: string; readonly key: string } | null;
}

export async function startGateway(rooms: Rooms, options: GatewayOptions): Promise<Result<Gateway>> {
  const { app, registrations } = await createHttp({ access: rooms.access, home: rooms.home, ...options });
  const queries = createQueries(rooms);
  const commands = createCommands(rooms);
  const uploads = createUploads({ dir: rooms.uploadDir, now: rooms.now });
  addRestRoutes(app, rooms, queries, commands);
  addClockRoutes(app, rooms, queries);
  addDemoRoutes(app, rooms, commands);
  addGlobeRoutes(app, rooms, options.globe ?? bareGlobe);
  const compoundCommands = createCompoundCommands(rooms);
  addCompoundRoutes(app, rooms, compoundCommands);
  addMappingRoutes(app, rooms, compoundCommands);
  addArchiveRoutes(app, rooms, compoundCommands, uploads);
  addDrawingRoutes(app, rooms, compoundCommands, uploads);
  addHandoverRoutes(app, rooms, queries);
  addSavedViewRoutes(app, rooms, queries);
  addDrillRoutes(app, rooms, queries);
  addBookmarkRoutes(app, rooms, queries);
  addHouseholdRoutes(app, rooms);
  addWorkOrderRoutes(app, rooms, queries);
  const passActs = createPassActs(rooms);
  addPassRoutes(app, rooms, queries, passActs);
  addBookingRoutes(app, rooms, queries, passActs);
  addNoticeRoutes(app, rooms, queries);
  addReadingRoutes(app, rooms, queries);
  addJournalRoutes(app, rooms, queries);
  addAlarmRoutes(app, rooms, queries);
  addProcedureRoutes(app, rooms, queries);
  addRuleRoutes(app, rooms, queries, commands);
  addCommandRoutes(app, rooms, queries, commands);
  addPointRoutes(app, rooms, queries);
  addModelRoutes(app, rooms, uploads);
  addModelContentRoutes(app, rooms);
  addCameraRoutes(app, rooms);
  addSessionRoutes(app, rooms);
  addPictureRoutes(app, rooms, commands);
  addThrowRoutes(app, rooms);
  addJoiningRoutes(app, rooms);
  addAttachmentRoutes(app, rooms);
  addEvidenceRoutes(app, rooms, join(options.rendererDir, '..', 'verify', VERIFIER));
  addPeopleRoutes(app, rooms);
  addPreferenceRoutes(app, rooms);
  addStorageRoutes(app, rooms);
  addSourceRoutes(app, rooms);
  addMeterRoutes(app, rooms);
  addViidRoutes(app, rooms);
  const ingesting = createIngesting(rooms);
  addIngestRoutes(app, rooms, ingesting);
  await app.ready();
  const sockets = createSocketGateway(app.server, rooms, { queries, commands, ingesting, passActs });
  for (let port = options.port; port < Math.min(options.port + portsTried, 65_536); port++) {
    try {
      const url = (await app.listen({ host: options.host, port })).replace(
        /^http:/,
        options.tls ? 'https:' : 'http:',
      );
      return success({
        url,
        registrations,
        requests: sockets.table,
        async stop() {
          await sockets.stop();
          await app.close();
        },
      });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      if (error.code === 'EADDRINUSE') continue;
      await sockets.stop();
      return failure('listen', { host: options.host, port, reason: String(error.code) });
    }
  }
  await sockets.stop();
  return failure('port', { from: options.port, to: options.port + portsTried - 1 });
}
