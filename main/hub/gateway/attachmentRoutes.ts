/** Files that people attach to an incident: a recorder's film, a scanned form; kept as they came and given out as downloads. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { failure } from '#shared/protocol/result.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { attachedName } from './attachedName.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const MOST_BYTES = 512 * 1024 ** 2;
const MOST_FILES = 50;
const id = Type.String({ minLength: 1, maxLength: 200 });

export function addAttachmentRoutes(app: Http, rooms: Rooms): void {
  const { access, incidents, attachments } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  app.addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body));

  route(permit('incidents.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/attachments',
    bodyLimit: MOST_BYTES,
    schema: {
      summary: 'Attach a file to an incident: its bytes as the body, at most 512 MiB; kept as they come',
      consumes: ['application/octet-stream'],
      params: Type.Object({ id }),
      querystring: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 200, description: 'As the file is called.' }),
        note: Type.Optional(Type.String({ maxLength: 500 })),
      }),
    },
    handler: async (request, reply) => {
      const incident = incidents.store.find(request.params.id);
      if (!incident) return answer(reply, failure('no-incident'), () => ({}));
      const name = attachedName(request.query.name);
      if (name === '') return answer(reply, failure('attachment-name'), () => ({}));
      if (incidents.store.attachmentCount(incident.id) >= MOST_FILES)
        return answer(reply, failure('attachments-many', { most: MOST_FILES }), () => ({}));
      if (!(request.body instanceof Readable)) return answer(reply, failure('attachment-empty'), () => ({}));
      const kept = await attachments.keep(incident.compound, request.body, MOST_BYTES);
      if (!kept.ok) return answer(reply, kept, () => ({}));
      const attachment = { ...kept.value, name };
      const user = userOf(request);
      const note = `${name} ${attachment.sha256}`;
      const write = () => incidents.attach(incident.id, attachment, request.query.note ?? '', user.name);
      const done = await keep(user, 'incident-attach', note, write, ({ compound, id: target }) => ({
        compound,
        target,
      }));
      return answer(reply, done, () => ({ attachment }));
    },
  });

  route(permit('incidents.read', scopes.incident), {
    method: 'GET',
    url: '/api/incidents/:id/attachments/:sha256',
    schema: {
      summary: 'A file that is attached to an incident, as it came',
      params: Type.Object({ id, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    },
    handler: async (request, reply) => {
      const { sha256 } = request.params;
      const incident = incidents.store.find(request.params.id);
      const attachment = incident ? incidents.store.attachment(incident.id, sha256) : null;
      const path = incident && attachment ? attachments.find(incident.compound, sha256) : null;
      if (!incident || !attachment || path === null)
        return answer(reply, failure('no-attachment'), () => ({}));
      const person = userOf(request);
      access.looks.add({
        by: person.name,
        verb: 'see-attachment',
        compound: incident.compound,
        target: `${incident.id} ${sha256.slice(0, 12)}`,
        address: person.address,
      });
      // Never shown by the browser itself: it may be anything.
      return reply
        .type('application/octet-stream')
        .header('content-length', attachment.bytes)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`)
        .header('x-content-type-options', 'nosniff')
        .send(createReadStream(path));
    },
  });
}
