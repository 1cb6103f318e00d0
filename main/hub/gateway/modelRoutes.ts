/** Models over HTTP: list, upload with progress, cancel, delete. */
import { Type } from 'typebox';
import { HandPlacement } from '#shared/models/handPlacement.ts';
import { isImportOver } from '#shared/protocol/model.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { languageOf, spoken } from './spoken.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import type { Upload, Uploads } from './uploads.ts';
import { seesModel } from './visible.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const noModel = (id: string) => failure('no-model', { model: id });

export function addModelRoutes(app: Http, rooms: Rooms, uploads: Uploads): void {
  const { models, twin, access, now } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);

  route(permit('models.read'), {
    method: 'GET',
    url: '/api/models',
    schema: { summary: 'Imported models and running imports' },
    handler: async (request) => {
      const language = languageOf(request.headers['accept-language']);
      // Before it is listed: what is made meanwhile may be in it or not.
      const revision = models.revision();
      const seen = (await models.list()).filter((model) => seesModel(userOf(request), model));
      const jobs = models.jobs().filter((job) => seesModel(userOf(request), job));
      return {
        ok: true,
        revision,
        models: seen.map((model) => ({
          ...model,
          warnings: model.warnings.map((warning) => spoken(warning, language)),
        })),
        jobs: jobs.map((job) => ({ ...job, error: job.error && spoken(job.error, language) })),
      };
    },
  });

  route(permit('models.import', scopes.imported), {
    method: 'POST',
    url: '/api/models',
    schema: {
      summary:
        'Upload the files of one model (multipart): IFC, CityJSON, CityGML, GeoJSON, glTF, OBJ, 3D Tiles, LAS, LAZ, PLY, or a zip of them',
      consumes: ['multipart/form-data'],
      querystring: Type.Object({
        name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        compound: Type.Optional(Type.String({ maxLength: 40 })),
      }),
    },
    handler: async (request, reply) => {
      const { name, compound } = request.query;
      const known = compound === undefined ? undefined : twin.compounds.get(compound);
      if (compound !== undefined && !known)
        return answer(reply, failure('no-compound', { compound }), () => ({}));
      const announced = Number(request.headers['content-length'] ?? 0);
      const begun = await uploads.begin(userOf(request).name, announced);
      if (!begun.ok) return answer(reply, begun, () => ({}));
      const upload = begun.value;
      models.expectImport();
      const files: { name: string; path: string }[] = [];
      try {
        for await (const part of request.files()) {
          const path = await upload.take(`${files.length}.part`, part.file);
          if (!path.ok) {
            await upload.remove();
            return answer(reply, path, () => ({}));
          }
          files.push({ name: part.filename, path: path.value });
        }
      } catch (error) {
        await upload.remove();
        throw error;
      } finally {
        upload.end();
      }
      if (files.length === 0) {
        await upload.remove();
        return reply.code(400).send(failure('no-files'));
      }
      const title = name ?? files[0]?.name.replace(/\.[^.]+$/, '') ?? 'model';
      const started = models.importFiles({
        name: title,
        files,
        compound: known?.id ?? null,
        drafts: true,
        target: known?.manifest.origin ?? null,
        keepSources: true,
      });
      removeWhenOver(rooms, started, upload);
      if (!started.ok) return answer(reply, started, () => ({}));
      access.record({
        compound: known?.id ?? rooms.home,
        atMs: now(),
        by: userOf(request).name,
        verb: 'import-model',
        target: title,
        note: '',
      });
      return answer(reply, started, ({ jobId }) => ({ jobId }));
    },
  });

  route(permit('models.import', scopes.ownModel), {
    method: 'PUT',
    url: '/api/models/:id/placement',
    schema: {
      summary: 'Put a model where it belongs by hand, or back; it is made anew there',
      params: Id,
      body: Type.Object(
        {
          hand: Type.Union([HandPlacement, Type.Null()]),
          asMeant: Type.Optional(
            Type.Boolean({
              description: 'A doubted position is read as it was probably meant; absent: as before.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const placed = await models.place(id, request.body.hand, request.body.asMeant);
      const entry = await models.entry(id);
      if (placed.ok)
        access.record({
          compound: entry?.compound ?? rooms.home,
          atMs: now(),
          by: userOf(request).name,
          verb: 'place-model',
          target: id,
          note: entry?.name ?? '',
        });
      return answer(reply, placed, ({ jobId }) => ({ jobId }));
    },
  });

  route(permit('models.import', scopes.ownModel), {
    method: 'DELETE',
    url: '/api/models/:id',
    schema: { summary: 'Delete a model', params: Id },
    handler: async (request, reply) => {
      const entry = await models.entry(request.params.id);
      const removed = await models.remove(request.params.id);
      if (removed)
        access.record({
          compound: entry?.compound ?? rooms.home,
          atMs: now(),
          by: userOf(request).name,
          verb: 'delete-model',
          target: request.params.id,
          note: entry?.name ?? '',
        });
      return answer(reply, removed ? success(null) : noModel(request.params.id), () => ({}));
    },
  });

  route(permit('models.read', scopes.seenJob), {
    method: 'GET',
    url: '/api/models/jobs/:id/drafts/:index',
    schema: {
      summary:
        'Geometry chunk that shows some of what a running import has made, binary; gone when it is over',
      params: Type.Object({ ...Id.properties, index: Type.Integer({ minimum: 0 }) }),
    },
    handler: async (request, reply) => {
      const { id, index } = request.params;
      const chunk = models.draft(id, index);
      if (!chunk) return answer(reply, failure('no-job'), () => ({}));
      return reply
        .header('cache-control', 'private, no-store')
        .type('application/octet-stream')
        .send(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    },
  });

  route(permit('models.import', scopes.job), {
    method: 'DELETE',
    url: '/api/models/jobs/:id',
    schema: { summary: 'Cancel a running import', params: Id },
    handler: async (request, reply) => {
      const { id } = request.params;
      const job = models.jobs().find(({ jobId }) => jobId === id);
      if (!job || !models.cancel(id)) return answer(reply, failure('no-job'), () => ({}));
      access.record({
        compound: job.compound ?? rooms.home,
        atMs: now(),
        by: userOf(request).name,
        verb: 'cancel-import',
        target: job.name,
        note: '',
      });
      return answer(reply, success(null), () => ({}));
    },
  });
}

function removeWhenOver(rooms: Rooms, started: Result<{ readonly jobId: string }>, upload: Upload): void {
  const remove = () => void upload.remove();
  if (!started.ok) return remove();
  const unsubscribe = rooms.models.onProgress((progress) => {
    if (!isImportOver(progress.phase) || progress.jobId !== started.value.jobId) return;
    unsubscribe();
    remove();
  });
}
