/** Compounds over HTTP: made from a template, a model or footprints, changed, claimed, forgotten and removed. */
import { Type } from 'typebox';
import { CompoundChange } from '#shared/compounds/change.ts';
import { CompoundManifest } from '#shared/compounds/manifest.ts';
import { NewCompound } from '#shared/compounds/template.ts';
import { maySee } from '#shared/access/may.ts';
import type { CompoundCommands } from './compoundCommands.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { languageOf, spokenPlaced } from './spoken.ts';
import { permit, wholeHub } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
const Claim = Type.Partial(
  Type.Object({
    name: CompoundManifest.properties.name,
    address: CompoundManifest.properties.address,
    origin: CompoundManifest.properties.origin,
  }),
  { additionalProperties: false },
);

export function addCompoundRoutes(app: Http, rooms: Rooms, commands: CompoundCommands): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);
  const { compounds } = rooms;

  route(permit('compounds.edit'), {
    method: 'GET',
    url: '/api/compound-faults',
    schema: { summary: 'Compounds of the data directory that are not served, each with what is wrong' },
    handler: async (request) => ({
      ok: true,
      faults: Object.entries(compounds.faults())
        .filter(([id]) => maySee(userOf(request), id))
        .map(([compound, faults]) => ({
          compound,
          faults: faults.map((one) => spokenPlaced(one, languageOf(request.headers['accept-language']))),
        })),
    }),
  });

  route(permit('compounds.edit', wholeHub), {
    method: 'POST',
    url: '/api/compounds',
    schema: { summary: 'Make a compound from buildings, a model or footprints', body: NewCompound },
    handler: async (request, reply) =>
      answer(reply, await commands.create(userOf(request), request.body), (id) => ({ compound: id })),
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id',
    schema: { summary: 'Replace manifest, plan or devices', params: Id, body: CompoundChange },
    handler: async (request, reply) =>
      answer(reply, await commands.change(userOf(request), request.params.id, request.body), () => ({
        compound: request.params.id,
      })),
  });

  route(permit('compounds.edit', wholeHub), {
    method: 'DELETE',
    url: '/api/compounds/:id',
    schema: {
      summary:
        'No longer serve it; its folder moves to removed/, its history stays. An announced one is forgotten.',
      params: Id,
    },
    handler: async (request, reply) =>
      answer(reply, await commands.remove(userOf(request), request.params.id), () => ({})),
  });

  route(permit('compounds.edit', wholeHub), {
    method: 'POST',
    url: '/api/compounds/:id/claim',
    schema: { summary: 'Make an announced compound a real one', params: Id, body: Claim },
    handler: async (request, reply) =>
      answer(reply, await commands.claim(userOf(request), request.params.id, request.body), () => ({
        compound: request.params.id,
      })),
  });
}
