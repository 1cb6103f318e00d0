/** Pictures of incidents over HTTP: one is put onto the timeline, and given out again to whoever may read the incident. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Type } from 'typebox';
import { failure } from '#shared/protocol/result.ts';
import { pictureTypeOf } from '../incidents/index.ts';
import type { Commands } from './commands.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { latestInstantMs } from '#shared/time/instant.ts';

const mostBytes = 4 * 1024 ** 2;
const id = Type.String({ minLength: 1, maxLength: 200 });

export function addPictureRoutes(app: Http, rooms: Rooms, commands: Commands): void {
  const { access, incidents, pictures } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  app.addContentTypeParser(
    ['image/jpeg', 'image/png'],
    { parseAs: 'buffer', bodyLimit: mostBytes },
    (_request, body, done) => done(null, body),
  );

  route(permit('incidents.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/pictures',
    bodyLimit: mostBytes,
    schema: {
      summary: 'Put a picture onto an incident’s timeline: JPEG or PNG as the body, at most 4 MiB',
      consumes: ['image/jpeg', 'image/png'],
      params: Type.Object({ id }),
      querystring: Type.Object({
        camera: Type.String({ minLength: 1, maxLength: 200, description: '<system>/<device>' }),
        at: Type.Number({
          minimum: 0,
          maximum: latestInstantMs,
          description: 'The instant it shows, milliseconds.',
        }),
      }),
    },
    handler: async (request, reply) => {
      const { camera, at } = request.query;
      if (!Buffer.isBuffer(request.body)) return answer(reply, failure('picture-type'), () => ({}));
      const kept = await commands.pictureIncident(userOf(request), request.params.id, request.body, {
        camera,
        atMs: at,
      });
      return answer(reply, kept, ({ picture, incident }) => ({ picture, incident: incident.id }));
    },
  });

  route(permit('incidents.read', scopes.incidentPicture), {
    method: 'GET',
    url: '/api/incidents/:id/pictures/:sha256',
    schema: {
      summary: 'A picture of an incident; it never changes',
      params: Type.Object({ id, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    },
    handler: async (request, reply) => {
      const { sha256 } = request.params;
      const incident = incidents.store.find(request.params.id);
      const path =
        incident && incidents.store.hasPicture(incident.id, sha256)
          ? pictures.find(incident.compound, sha256)
          : null;
      if (!incident || path === null) return answer(reply, failure('no-picture'), () => ({}));
      const person = userOf(request);
      access.looks.add({
        by: person.name,
        verb: 'see-picture',
        compound: incident.compound,
        target: `${incident.id} ${sha256.slice(0, 12)}`,
        address: person.address,
      });
      return reply
        .type((await pictureTypeOf(path)) ?? 'application/octet-stream')
        .header('content-length', (await stat(path)).size)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(createReadStream(path));
    },
  });
}
