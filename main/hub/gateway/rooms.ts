/** What the gateway needs of the other rooms; `createHub` hands it over. */
import type { EventRecord } from '#shared/protocol/records.ts';
import type { Alerts } from '../alerts.ts';
import type { Access } from '../access/index.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Bookings } from '../bookings/index.ts';
import type { Bookmarks } from '../bookmarks/index.ts';
import type { CompoundRoom } from '../compounds/index.ts';
import type { Commands } from '../commands/index.ts';
import type { Handovers } from '../handovers/index.ts';
import type { SavedViews } from '../savedViews/index.ts';
import type { History } from '../history/index.ts';
import type { Drills } from '../drills/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { Attachments, EventLog, Incidents, Pictures } from '../incidents/index.ts';
import type { Ingest, SourceRoom, ViidPlatform } from '../ingest/index.ts';
import type { Journal } from '../journal/index.ts';
import type { ModelRoom } from '../models/index.ts';
import type { Notices } from '../notices/index.ts';
import type { Passes } from '../passes/index.ts';
import type { Procedures } from '../procedures/index.ts';
import type { Recordings } from '../recordings/index.ts';
import type { Records } from '../records/index.ts';
import type { Storage } from '../storage/index.ts';
import type { CameraHosts } from '../video/index.ts';
import type { Demos } from '../demos.ts';
import type { HubClock } from '../hubClock.ts';
import type { WorkOrders } from '../workOrders/index.ts';
import type { WordBook } from '../wordBook.ts';
import type { Throws } from '../throws/index.ts';
import type { Twin } from '../twin/index.ts';

export interface Rooms {
  readonly now: () => number;
  readonly atOneInstant: HubClock['atOneInstant'];
  readonly records: Records;
  readonly words: WordBook;
  readonly version: string;
  readonly brokerUrl: () => string;
  /** The first of the compounds the hub was started with. */
  readonly home: string;
  readonly twin: Twin;
  readonly compounds: CompoundRoom;
  readonly ingest: Ingest;
  readonly sources: SourceRoom;
  readonly viid: ViidPlatform;
  readonly history: History;
  readonly storage: Storage;
  readonly journal: Journal;
  readonly alarms: Alarms;
  readonly incidents: Incidents;
  readonly pictures: Pictures;
  readonly attachments: Attachments;
  readonly evidence: Evidence;
  readonly recordings: Recordings;
  readonly throws: Throws;
  readonly procedures: Procedures;
  readonly drills: Drills;
  readonly commands: Commands;
  readonly handovers: Handovers;
  readonly savedViews: SavedViews;
  readonly bookmarks: Bookmarks;
  readonly workOrders: WorkOrders;
  readonly passes: Passes;
  readonly bookings: Bookings;
  readonly notices: Notices;
  readonly events: EventLog;
  readonly access: Access;
  readonly cameraHosts: CameraHosts;
  readonly alerts: Alerts;
  /** Called with each event once, after it is kept. */
  readonly onEvent: (listener: (event: EventRecord) => void) => void;
  readonly models: ModelRoom;
  readonly dataDir: string;
  /** Where uploads wait until they are imported. */
  readonly uploadDir: string;
  /** Null until they are started. */
  readonly demos: () => Demos | null;
}
