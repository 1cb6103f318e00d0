/** What is drawn of a compound over HTTP: given with its devices, put back as a whole, the picture it is drawn on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import { DrawingDocument, Underlay } from '#shared/drawing/drawing.ts';
import { failure } from '#shared/protocol/result.ts';
import { revisionOf } from '../compounds/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import type { CompoundCommands } from './compoundCommands.ts';
import { userOf } from './gate.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import type { Uploads } from './uploads.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
const Picture = Type.Object({ ...Id.properties, file: Underlay.properties.file });
const mostDrawingBytes = 64 * 1024 ** 2;
const types = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;

export function addDrawingRoutes(
  app: Http,
  rooms: Rooms,
  commands: CompoundCommands,
  uploads: Uploads,
): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);
  const { compounds } = rooms;

  route(permit('compounds.edit', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/drawing',
    schema: { summary: 'What was drawn of it, its devices, and the revision of both', params: Id },
    handler: async (request, reply) =>
      answer(reply, compounds.find(request.params.id), ({ drawing, devices, plan, manifest }) => ({
        drawing,
        devices,
        plan,
        origin: manifest.origin,
        name: manifest.name,
        revision: revisionOf(drawing, devices),
      })),
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id/drawing',
    schema: {
      summary: 'Put a drawing in the place of the one it was made from; plan and models are made anew',
      params: Id,
      body: DrawingDocument,
    },
    bodyLimit: mostDrawingBytes,
    handler: async (request, reply) => {
      const { id } = request.params;
      const done = await commands.redraw(userOf(request), id, request.body);
      const now = compounds.find(id);
      return answer(reply, done, () => ({
        revision: now.ok ? revisionOf(now.value.drawing, now.value.devices) : '',
      }));
    },
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/underlay',
    schema: {
      summary: 'A picture to draw on (multipart): PNG, JPEG or WebP',
      consumes: ['multipart/form-data'],
      params: Id,
    },
    handler: async (request, reply) => {
      const begun = await uploads.begin(userOf(request).name, Number(request.headers['content-length'] ?? 0));
      if (!begun.ok) return answer(reply, begun, () => ({}));
      const upload = begun.value;
      try {
        const part = await request.file();
        if (!part) return answer(reply, failure('no-files'), () => ({}));
        const path = await upload.take('underlay.part', part.file);
        if (!path.ok) return answer(reply, path, () => ({}));
        const kept = compounds.keepUnderlay(request.params.id, await readFile(path.value));
        return answer(reply, kept, (file) => ({ file }));
      } finally {
        upload.end();
        await upload.remove();
      }
    },
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/underlay/:file',
    schema: { summary: 'The picture that is drawn on', params: Picture },
    handler: async (request, reply) => {
      const { id, file } = request.params;
      const found = compounds.find(id);
      if (!found.ok) return answer(reply, found, () => ({}));
      const bytes = await readFile(join(found.value.dir, file)).catch(() => null);
      if (!bytes) return answer(reply, failure('underlay-absent', { name: file }), () => ({}));
      const kind = file.slice(file.lastIndexOf('.') + 1) as keyof typeof types;
      return reply
        .type(types[kind])
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(bytes);
    },
  });
}
