/** What is kept of incidents beside their records: pictures, attached files, what throws are traced from, signed evidence. */
import { join } from 'node:path';
import { createEvidence, type Evidence } from './evidence/index.ts';
import type { EvidenceRooms } from './evidence/gather.ts';
import { createKeptFiles, createPictures, type Attachments, type Pictures } from './incidents/index.ts';
import type { ModelRoom } from './models/index.ts';
import type { Records } from './records/index.ts';
import { hubIdOf } from './stores.ts';
import { createThrows, type Throws } from './throws/index.ts';

export interface IncidentFiles {
  readonly pictures: Pictures;
  readonly attachments: Attachments;
  readonly throws: Throws;
  readonly evidence: Evidence;
}

export function createIncidentFiles(
  rooms: Omit<EvidenceRooms, keyof IncidentFiles> & {
    readonly records: Records;
    readonly models: ModelRoom;
    readonly now: () => number;
    readonly dataDir: string;
    readonly version: string;
  },
): IncidentFiles {
  const { dataDir, records } = rooms;
  const pictures = createPictures(join(dataDir, 'pictures'));
  const attachments = createKeptFiles(join(dataDir, 'attachments'));
  const throws = createThrows(rooms);
  const evidence = createEvidence({ ...rooms, hubId: hubIdOf(records), pictures, attachments, throws });
  return { pictures, attachments, throws, evidence };
}
