/** What is in a model over HTTP: what the scene draws from, elements and their properties, its report, and comparing. */
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { ModelContent } from '#hub/models/index.ts';
import type { IdsReport } from '#shared/protocol/model.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import type { Language } from '#shared/twin/text.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { languageOf, spoken } from './spoken.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes, param } from './scopes.ts';
import { seesModel } from './visible.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const IdAndIndex = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200 }),
  index: Type.Integer({ minimum: 0 }),
});
/** The content key an address was made with: what it names never changes. */
const Version = Type.Object({ v: Type.Optional(Type.String({ maxLength: 100 })) });
/** Specifications of a large client take a tenth. */
const IDS_BYTES = 4 * 2 ** 20;
const ModelIds = Type.String({ minLength: 1, maxLength: 8000 });
const JSON_TYPE = 'application/json';
const BINARY = 'application/octet-stream';
type Sent = Promise<Result<ModelContent>>;
const noModel = (id: string) => failure('no-model', { model: id });

export function addModelContentRoutes(app: Http, rooms: Rooms): void {
  const { models, access } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);

  route(permit('models.read'), {
    method: 'GET',
    url: '/api/models/elements',
    schema: {
      summary: 'Elements by a part of their name, class or GlobalId, in the models one may see',
      querystring: Type.Object({
        q: Type.String({ minLength: 1, maxLength: 100 }),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        compound: Type.Optional(Type.String({ maxLength: 40 })),
      }),
    },
    handler: async (request) => {
      const { q, limit = 20, compound } = request.query;
      const seen = (await models.list()).filter(
        (model) =>
          seesModel(userOf(request), model) &&
          (compound === undefined || model.compound === null || model.compound === compound),
      );
      return { ok: true, elements: await models.searchElements(seen, q, limit) };
    },
  });

  route(permit('models.read'), {
    method: 'GET',
    url: '/api/models/compare',
    schema: {
      summary: 'What differs between two models, or two sets of models (ids by commas), element by element',
      querystring: Type.Object({ before: ModelIds, after: ModelIds }),
    },
    handler: async (request, reply) => {
      const [before, after] = [request.query.before.split(','), request.query.after.split(',')];
      const seen = new Set(
        (await models.list()).filter((model) => seesModel(userOf(request), model)).map(({ id }) => id),
      );
      // What one may not read is answered like what is not there.
      const unseen = [...before, ...after].find((id) => !seen.has(id));
      if (unseen !== undefined) return answer(reply, noModel(unseen), () => ({}));
      return answer(reply, await models.compare(before, after), (difference) => ({ difference }));
    },
  });

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/manifest',
    schema: { summary: 'Manifest', params: Id },
    handler: async (request, reply) => {
      const manifest = await models.get(request.params.id);
      return manifest
        ? reply.header('cache-control', 'no-cache').send(manifest)
        : answer(reply, noModel(request.params.id), () => ({}));
    },
  });

  /** Whole files of a model; gzipped ones are JSON or columns, numbered ones are kept as small as they can be. */
  const whole = (path: string, summary: string, type: string, read: (id: string) => Sent) =>
    route(permit('models.read', scopes.model), {
      method: 'GET',
      url: `/api/models/:id/${path}`,
      schema: { summary, params: Id, querystring: Version },
      handler: async (request, reply) =>
        sendContent(request, reply, type, await read(request.params.id), 'gzip'),
    });
  const numbered = (path: string, summary: string, read: (id: string, index: number) => Sent) =>
    route(permit('models.read', scopes.model), {
      method: 'GET',
      url: `/api/models/:id/${path}/:index`,
      schema: { summary, params: IdAndIndex, querystring: Version },
      handler: async (request, reply) =>
        sendContent(request, reply, BINARY, await read(request.params.id, request.params.index)),
    });
  whole('elements', 'Element columns', JSON_TYPE, models.packedElements);
  whole(
    'property-columns',
    'All properties of all elements as columns, binary; one element is asked for by its index',
    BINARY,
    models.packedProperties,
  );
  whole('points', 'Nodes of the point clouds of a model', JSON_TYPE, models.packedPoints);
  numbered('chunks', 'Geometry chunk, binary', models.chunk);
  numbered(
    'pictures',
    'Picture on the surfaces of a model, as its file held it (PNG, JPEG or WebP)',
    models.picture,
  );
  numbered('points', 'Points of one node, binary', models.points);

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/tiles',
    schema: { summary: 'Which elements the tiles of a tiled model are, by path', params: Id },
    handler: async (request, reply) =>
      answer(reply, await models.tilesIndex(request.params.id), (tiles) => ({ tiles })),
  });

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/tiles/*',
    schema: {
      summary: 'One file of the tileset of a tiled model, as it was handed over',
      params: Id,
      querystring: Version,
    },
    handler: async (request, reply) => {
      const path = param(request, '*');
      const type = path.toLowerCase().endsWith('.json') ? JSON_TYPE : BINARY;
      return sendContent(request, reply, type, await models.tile(request.params.id, path));
    },
  });

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/health',
    schema: { summary: 'What of the model is not in order, for its planner', params: Id },
    handler: async (request, reply) =>
      answer(reply, await models.health(request.params.id), (health) => ({ health })),
  });

  route(permit('models.read', scopes.model), {
    method: 'POST',
    url: '/api/models/:id/ids',
    bodyLimit: IDS_BYTES,
    schema: {
      summary: 'The model checked against the specifications of an IDS 1.0 file',
      params: Id,
      body: Type.Object({ xml: Type.String({ maxLength: IDS_BYTES }) }),
    },
    handler: async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const checked = await models.checkIds(request.params.id, request.body.xml);
      return answer(reply, checked, (report) => ({ report: spokenReport(report, language) }));
    },
  });

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/properties',
    schema: { summary: 'Properties that elements of the model have', params: Id },
    handler: async (request, reply) => {
      const names = await models.propertyNames(request.params.id);
      return answer(reply, names, (properties) => ({ properties }));
    },
  });

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/groups',
    schema: {
      summary: 'Elements of the model by what one property says, or by all that a set says',
      params: Id,
      querystring: Type.Object({
        set: Type.String({ maxLength: 400 }),
        name: Type.Optional(Type.String({ maxLength: 400 })),
      }),
    },
    handler: async (request, reply) => {
      const { set, name = null } = request.query;
      const found = await models.groupsBy(request.params.id, set, name);
      return answer(reply, found, (groups) => ({ groups }));
    },
  });

  route(permit('models.read', scopes.model), {
    method: 'GET',
    url: '/api/models/:id/elements/:index',
    schema: { summary: 'One element with its properties', params: IdAndIndex },
    handler: async (request, reply) => {
      const detail = await models.element(request.params.id, request.params.index);
      return answer(reply, detail, (element) => ({ element }));
    },
  });
}

const spokenReport = (report: IdsReport, language: Language) => ({
  ...report,
  specifications: report.specifications.map((one) => ({
    ...one,
    reason: one.reason && spoken(one.reason, language),
    failures: one.failures.map((failed) => ({ ...failed, reason: spoken(failed.reason, language) })),
  })),
});

/**
 * What an import has written never changes: an address with its content key is kept for ever, one without is asked
 * about again, and answered with nothing where nothing is new.
 */
function sendContent(
  request: {
    readonly query: { readonly v?: string };
    readonly headers: { readonly 'if-none-match'?: string };
  },
  reply: FastifyReply,
  type: string,
  content: Result<ModelContent>,
  encoding?: string,
): unknown {
  if (!content.ok) return answer(reply, content, () => ({}));
  const { bytes, contentKey } = content.value;
  const tag = `"${contentKey}"`;
  reply
    .header('etag', tag)
    .header(
      'cache-control',
      request.query.v === contentKey ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    );
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(type).send(bytes);
}
