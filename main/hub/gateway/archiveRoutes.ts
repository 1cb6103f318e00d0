/** A compound as one file over HTTP: given out, with the people in it for whoever may see all of them, and taken in. */
import { createReadStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { RecordingMark } from '#shared/compounds/recording.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { may, type Person } from '#shared/access/may.ts';
import { personalClasses } from '#shared/access/verbs.ts';
import type { Identity } from '../access/index.ts';
import {
  createArchiveJobs,
  dropOwn,
  ownFilesIn,
  type CompoundOwn,
  type StoredCompound,
} from '../compounds/index.ts';
import type { CompoundTwin } from '../twin/index.ts';
import type { CompoundCommands } from './compoundCommands.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { readInstant } from './instants.ts';
import { permit, wholeHub } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import type { Uploads } from './uploads.ts';

/** Whoever lacks a class of personal data carries no people away. */
function withSeenPeople(person: Person, compound: StoredCompound): StoredCompound {
  const { id } = compound.manifest;
  const sees = personalClasses.every((personalClass) =>
    may(person, 'people.read', { compound: id, personalClass }),
  );
  return sees ? compound : { ...compound, households: null };
}

const Instant = Type.String({ maxLength: 40, description: 'ISO 8601 with a zone, or milliseconds.' });

type Span = Pick<RecordingMark, 'fromMs' | 'toMs'>;

/** Null: no past is asked for. A recording is its past: it goes along whole where nobody says which part. */
function spanOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  recording: RecordingMark | null,
): Result<Span | null> {
  if (from === undefined && to === undefined)
    return success(recording && { fromMs: recording.fromMs, toMs: recording.toMs });
  if (from === undefined || to === undefined) return failure('recording-both');
  const [begin, end] = [readInstant(from), readInstant(to)];
  if (!begin.ok) return begin;
  return end.ok ? success({ fromMs: begin.value, toMs: end.value }) : end;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });

export function addArchiveRoutes(
  app: Http,
  rooms: Rooms,
  commands: CompoundCommands,
  uploads: Uploads,
): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);
  const jobs = createArchiveJobs(rooms.dataDir);

  /** The compound with the mark of a recording, and the devices that it tells of; the parts lie in `dir`. */
  async function recordedInto(
    dir: string,
    person: Identity,
    twin: CompoundTwin,
    stored: StoredCompound,
    span: Span,
  ): Promise<Result<StoredCompound>> {
    const { id } = twin;
    const sees = may(person, 'cameras.view', { compound: id });
    const devices = await rooms.recordings.record(twin, span, dir, sees);
    if (!devices.ok) return devices;
    rooms.access.audit.note({
      by: person.name,
      verb: 'export-recording',
      compound: id,
      target: id,
      note: `${new Date(span.fromMs).toISOString()}/${new Date(span.toMs).toISOString()}`,
      address: person.address,
    });
    const recording = { ...span, recordedAtMs: rooms.now() };
    // Who lives there stays there, and other systems' devices are its own now.
    return success({
      ...stored,
      manifest: { ...stored.manifest, recording },
      devices: devices.value,
      households: null,
      mapping: null,
    });
  }

  /** What names devices whose being there tells of a person stays where it is, and so does what somebody may not read. */
  function ownOf(person: Person, { id, rules }: CompoundTwin, isRecording: boolean): CompoundOwn {
    if (isRecording) return { rules: null, procedures: null, drills: null };
    const reads = may(person, 'incidents.read', { compound: id });
    return {
      rules,
      procedures: reads ? rooms.procedures.own(id) : null,
      drills: reads ? rooms.drills.own(id) : null,
    };
  }

  route(permit('compounds.edit', scopes.exported), {
    method: 'GET',
    url: '/api/compounds/:id/export',
    schema: {
      summary:
        'The compound as one file: records, rules, procedures, drills, mapping, IFC files; with `from` and `to` a recording of that stretch',
      params: Id,
      querystring: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const twin = rooms.twin.compounds.get(id);
      const found = rooms.compounds.find(id);
      if (!found.ok || !twin) return answer(reply, found, () => ({}));
      const span = spanOf(request.query, twin.manifest.recording ?? null);
      if (!span.ok) return answer(reply, span, () => ({}));
      await mkdir(rooms.uploadDir, { recursive: true });
      const dir = await mkdtemp(join(rooms.uploadDir, 'upload-export-'));
      const path = join(dir, 'compound.linli');
      const remove = () => void rm(dir, { recursive: true, force: true });
      const person = userOf(request);
      const recordingDir = span.value && join(dir, 'parts');
      const recorded = recordingDir
        ? await recordedInto(recordingDir, person, twin, found.value, span.value)
        : success(withSeenPeople(person, found.value));
      if (!recorded.ok) {
        remove();
        return answer(reply, recorded, () => ({}));
      }
      const given = recorded.value;
      if (given.households)
        rooms.access.audit.note({
          by: person.name,
          verb: 'see-households',
          outcome: 'read',
          compound: id,
          target: id,
          note: 'export',
          address: person.address,
        });
      const packed = await jobs.pack(given, ownOf(person, twin, recordingDir !== null), path, recordingDir);
      if (!packed.ok) {
        remove();
        return answer(reply, packed, () => ({}));
      }
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${id}.linli"`)
        .header('content-length', (await stat(path)).size)
        .send(createReadStream(path).once('close', remove));
    },
  });

  route(permit('compounds.edit', wholeHub), {
    method: 'POST',
    url: '/api/compounds/import',
    schema: {
      summary: 'Take in a compound as one file (multipart)',
      consumes: ['multipart/form-data'],
      querystring: Type.Object({
        as: Type.Optional(Type.String({ maxLength: 40 })),
        replace: Type.Optional(Type.Boolean()),
      }),
    },
    handler: async (request, reply) => {
      const begun = await uploads.begin(userOf(request).name, Number(request.headers['content-length'] ?? 0));
      if (!begun.ok) return answer(reply, begun, () => ({}));
      const upload = begun.value;
      try {
        const part = await request.file();
        if (!part) return answer(reply, failure('no-files'), () => ({}));
        const path = await upload.take('archive.part', part.file);
        if (!path.ok) return answer(reply, path, () => ({}));
        const staged = await jobs.unpack(path.value, request.query.as ?? null);
        if (!staged.ok) return answer(reply, staged, () => ({}));
        const user = userOf(request);
        const { dir, manifest } = staged.value;
        // Of a compound that works they are changed by whoever may change them.
        const isServed = rooms.twin.compounds.has(manifest.id);
        if (isServed && !may(user, 'rules.edit', { compound: manifest.id })) dropOwn(dir);
        const brought = ownFilesIn(dir).join(', ');
        const installed = await commands.install(user, staged.value, request.query.replace === true, brought);
        if (!installed.ok) rmSync(staged.value.dir, { recursive: true, force: true });
        if (!installed.ok) return answer(reply, installed, () => ({}));
        const twin = rooms.twin.compounds.get(installed.value);
        const recorded = twin?.manifest.recording ? { lost: await rooms.recordings.take(twin) } : {};
        return answer(reply, installed, (compound) => ({ compound, ...recorded }));
      } finally {
        upload.end();
        await upload.remove();
      }
    },
  });
}
