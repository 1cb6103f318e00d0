/**
 * The room of evidence: what an incident rests on, signed so that anybody can check it without this hub, and kept from being
 * removed for its age.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { BACK_TRACE_VERSION } from '#shared/physics/ballistics/backTrace.ts';
import type {
  EvidenceDraft,
  EvidenceLock,
  EvidencePackage,
  IncidentEvidence,
} from '#shared/protocol/evidence.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';
import { threadAnswer } from '../threadAnswer.ts';
import { BESIDE_MS, gather, spanOf, type EvidenceRooms } from './gather.ts';
import { signingKeys } from './keys.ts';
import { createEvidenceLocks } from './locks.ts';
import { createEvidencePackages } from './packages.ts';
import type { Packed, PackJob } from './packThread.ts';
import { fingerprintOf } from './signature.ts';

export interface Evidence {
  of(incidentId: string): Result<IncidentEvidence>;
  /** The file is written and signed; `keep` makes it known, within a unit of the commit loop. */
  make(incident: IncidentRecord, draft: EvidenceDraft, by: string): Promise<Result<EvidencePackage>>;
  keep(made: EvidencePackage): Result<EvidencePackage>;
  find(id: string): EvidencePackage | null;
  fileOf(made: EvidencePackage): string | null;
  lock(incident: IncidentRecord, note: string, by: string): Result<EvidenceLock>;
  release(incidentId: string): Result<EvidenceLock>;
  /** What is older than this may go for its age; null: nothing is locked. */
  lockedFromMs(compound: string): number | null;
}

/** Left free on the disk: it belongs to alarms. */
const SPARE_BYTES = 1024 ** 3;

export function createEvidence(
  rooms: EvidenceRooms & {
    readonly records: Records;
    readonly now: () => number;
    readonly dataDir: string;
    readonly hubId: string;
    readonly version: string;
  },
): Evidence {
  const { records, now, twin } = rooms;
  const folder = join(rooms.dataDir, 'evidence');
  const locks = createEvidenceLocks(records);
  const packages = createEvidencePackages(records);
  /** Incidents of which one is being made. */
  const busy = new Set<string>();
  const keys = () => signingKeys(join(folder, 'keys.json'));
  const pathOf = ({ incidentId, fileName }: EvidencePackage): string => join(folder, incidentId, fileName);

  // What comes after the lock was set belongs to it too, and what an incident that was taken in told before.
  rooms.incidents.onChange(({ head, added }) => {
    if (added.length === 0) return;
    const lock = locks.find(head.id);
    const times = added.map(({ atMs }) => atMs);
    const [firstMs, lastMs] = [Math.min(...times), Math.max(...times)];
    if (lock && (firstMs < lock.fromMs || lastMs + BESIDE_MS / 2 > lock.toMs))
      locks.set({ ...lock, fromMs: firstMs - BESIDE_MS, toMs: lastMs + BESIDE_MS });
  });

  async function pack(
    incident: IncidentRecord,
    { algorithm, note }: EvidenceDraft,
    by: string,
  ): Promise<Result<EvidencePackage>> {
    const known = keys();
    if (!known.ok) return known;
    const key = known.value.find((one) => one.algorithm === algorithm);
    const compound = twin.compounds.get(incident.compound);
    if (!key || !compound) return failure('no-compound', { compound: incident.compound });
    const { missing, ...parts } = await gather(rooms, incident);
    const atMs = now();
    const id = randomUUID();
    const fileName = `${nameOf(incident, atMs, compound.manifest.origin.timeZone)}-${id.slice(0, 8)}.zip`;
    const target = join(folder, incident.id, fileName);
    try {
      mkdirSync(join(folder, incident.id), { recursive: true, mode: 0o700 });
      const { bavail, bsize } = statfsSync(folder);
      if (bavail * bsize < SPARE_BYTES) return failure('upload-disk');
    } catch (error) {
      return failure('compound-disk', { reason: String(error) });
    }
    const { manifest } = compound;
    const job: PackJob = {
      ...parts,
      target,
      key,
      manifest: {
        format: 'linli-evidence',
        version: 1,
        id,
        hub: rooms.hubId,
        product: rooms.version,
        backTraceVersion: BACK_TRACE_VERSION,
        createdAtMs: atMs,
        createdBy: by,
        note,
        compound: { id: compound.id, name: manifest.name, timeZone: manifest.origin.timeZone },
        incident: {
          id: incident.id,
          kind: incident.kind,
          title: incident.title,
          drill: incident.drill,
          startedAtMs: incident.startedAtMs,
        },
        ...spanOf(incident),
        missing,
      },
    };
    const packed = await threadAnswer<Packed>(new URL('./packThread.ts', import.meta.url), job);
    if (!packed.ok)
      return packed.why === 'too-large'
        ? failure('evidence-large')
        : failure('compound-disk', { reason: packed.reason });
    const { sha256, bytes, files } = packed;
    return success({
      version: 1,
      id,
      compound: compound.id,
      incidentId: incident.id,
      by,
      atMs,
      note,
      algorithm,
      fingerprint: fingerprintOf(key.publicKey),
      fileName,
      bytes,
      sha256,
      files,
      missing: packed.missing,
    });
  }

  return {
    of(incidentId) {
      const known = keys();
      if (!known.ok) return known;
      return success({
        lock: locks.find(incidentId),
        packages: packages.of(incidentId),
        keys: known.value.map(({ algorithm, publicKey }) => ({
          algorithm,
          publicKey,
          fingerprint: fingerprintOf(publicKey),
        })),
      });
    },
    async make(incident, draft, by) {
      if (busy.has(incident.id)) return failure('evidence-busy');
      busy.add(incident.id);
      try {
        return await pack(incident, draft, by);
      } finally {
        busy.delete(incident.id);
      }
    },
    keep(made) {
      packages.keep(made);
      return success(made);
    },
    find: packages.find,
    fileOf(made) {
      const path = pathOf(made);
      return existsSync(path) ? path : null;
    },
    lock: (incident, note, by) =>
      success(
        locks.set({
          version: 1,
          incidentId: incident.id,
          compound: incident.compound,
          ...spanOf(incident),
          by,
          atMs: now(),
          note,
        }),
      ),
    release(incidentId) {
      const lock = locks.find(incidentId);
      if (!lock) return failure('evidence-unlocked');
      locks.release(incidentId);
      return success(lock);
    },
    lockedFromMs: locks.firstMs,
  };
}

/** `linli-throw-20261127-214500`, as the clock at the compound said. */
function nameOf({ kind }: IncidentRecord, atMs: number, timeZone: string): string {
  const { date, clock } = localTime(atMs, timeZone);
  const time = `${date.replaceAll('-', '')}-${clock.replaceAll(':', '').slice(0, 6)}`;
  // Kinds are free words; a name of a file is not.
  return `linli-${/^[a-z0-9-]+$/.test(kind) ? kind : 'incident'}-${time}`;
}
