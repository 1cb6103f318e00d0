/** The HTTP side: who is asking, errors in one shape, OpenAPI, the screen's files. Routes are added by their own files. */
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyReply } from 'fastify';
import { failure, type Fault, type Result } from '#shared/protocol/result.ts';
import { described } from './openapi.ts';
import type { Access } from '../access/index.ts';
import { addGate } from './gate.ts';
import { registrationsOf, type Registration } from './registrations.ts';
import { addStaticFiles, notFound } from './staticFiles.ts';

interface Tls {
  readonly cert: string;
  readonly key: string;
}

export type Http = ReturnType<typeof createApp>;

const uploadLimit = 2 * 1024 ** 3;

function createApp(tls: Tls | null) {
  const app = fastify({
    serverFactory: (handler) => (tls ? createTlsServer({ ...tls }, handler) : createServer(handler)),
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => {
      const plain: FastifyReply = reply;
      void plain
        .code(error.statusCode ?? 400)
        .send(failure('bad-request', error.message, 'See /api/openapi.json'));
    },
    routerOptions: { maxParamLength: 400 },
  })
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();
  const parse = app.getDefaultJsonParser('error', 'error');
  // Many clients name a content type even where they send nothing.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, null) : void parse(request, String(body), done),
  );
  return app;
}

export async function createHttp(options: {
  access: Access;
  version: string;
  rendererDir: string;
  mediaDir: string;
  tls?: Tls | null;
}): Promise<{ app: Http; registrations: readonly Registration[] }> {
  const app = createApp(options.tls ?? null);
  const registrations = registrationsOf(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'media-src': ["'self'", 'blob:'],
        'worker-src': ["'self'", 'blob:'],
        'connect-src': ["'self'", 'ws:', 'wss:', 'data:', 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    // It would bind every port of the host, other services' too.
    strictTransportSecurity: false,
  });
  await app.register(multipart, { limits: { fileSize: uploadLimit, files: 64 } });
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Linli hub',
        version: options.version,
        description: 'State, history, alarms, incidents and models of residential compounds.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: schema?.hide ? schema : described({ ...schema }, String(route.method), url),
    }),
  });

  addGate(app, options.access);
  app.setErrorHandler((error: Error & { statusCode?: number; validation?: unknown }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const code = error.validation ? 'invalid-request' : status >= 500 ? 'internal' : 'bad-request';
    if (status >= 500) process.stderr.write(`gateway: ${error.stack ?? error.message}\n`);
    void reply
      .code(status)
      .send(failure(code, error.message, status >= 500 ? 'See the hub’s output' : 'See /api/openapi.json'));
  });
  app.setNotFoundHandler((request, reply) => {
    void reply.code(404).send(notFound(request.url));
  });

  await addStaticFiles(app, options.access, options);
  return { app, registrations };
}

const statusOf: Readonly<Record<string, number>> = {
  'no-compound': 404,
  'no-alarm': 404,
  'no-incident': 404,
  'no-model': 404,
  'no-element': 404,
  'no-point': 404,
  'no-job': 404,
  'no-user': 404,
  'no-grant': 404,
  'no-session': 404,
  'no-device': 404,
  'no-command': 404,
  'command-param': 400,
  rules: 400,
  compound: 400,
  footprints: 400,
  archive: 400,
  'compound-disk': 507,
  range: 400,
  window: 400,
  time: 400,
  'history-span': 400,
  'history-too-many': 400,
  'history-too-long': 503,
  'history-busy': 503,
  'history-unavailable': 503,
  password: 400,
  'wrong-sign-in': 401,
  'sign-in-wait': 429,
  'upload-quota': 429,
  'upload-busy': 429,
  'upload-disk': 507,
  busy: 503,
  'not-stored': 503,
};

export function statusOfFault(fault: Fault): number {
  return statusOf[fault.code] ?? 409;
}

/** Sends `{ ok: true, …body }`, or the fault with its status. What is done but not stored yet is 202. */
export function answer<T>(
  reply: { code(status: number): { send(body: unknown): unknown } },
  result: Result<T>,
  body: (value: T) => Record<string, unknown>,
): unknown {
  if (!result.ok) return reply.code(statusOfFault(result.error)).send(result);
  return result.notStored
    ? reply.code(202).send({ ok: true, stored: false, ...body(result.value) })
    : reply.code(200).send({ ok: true, ...body(result.value) });
}
