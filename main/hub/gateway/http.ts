/** The HTTP side: who is asking, errors in one shape, OpenAPI, the screen's files. Routes are added by their own files. */
import helmet from '@fastify/helmet';
import type { FastifyError } from 'fastify';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import { failure } from '#shared/protocol/result.ts';
import type { GlobeSources } from '#shared/protocol/globe.ts';
import type { Access } from '../access/index.ts';
import { createApp, type Http, type Tls } from './app.ts';
import { described } from './openapi.ts';
import { addGate } from './gate.ts';
import { registrationsOf, type Registration } from './registrations.ts';
import { spokenBody } from './spoken.ts';
import { addStaticFiles, notFound, sendNotFoundPage, wantsPage } from './staticFiles.ts';
import { invalidRequest } from './invalidRequest.ts';

const uploadLimit = 2 * 1024 ** 3;

export async function createHttp(options: {
  access: Access;
  version: string;
  rendererDir: string;
  mediaDir: string;
  home: string;
  globe?: GlobeSources | undefined;
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

  app.addHook('preSerialization', async (request, _reply, body) =>
    spokenBody(body, request.headers['accept-language']),
  );
  addGate(app, options.access);
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) process.stderr.write(`gateway: ${error.stack ?? error.message}\n`);
    void reply
      .code(status)

      .send(
        status >= 500
          ? failure('internal')
          : error.validation
            ? { ok: false, error: invalidRequest(error.validation, error.message) }
            : failure('bad-request', { reason: error.message }),
      );
  });
  app.setNotFoundHandler((request, reply) => {
    // A person who mistyped an address gets a page; whoever asks for data gets the fault.
    if (wantsPage(request)) return sendNotFoundPage(reply, options.rendererDir);
    void reply.code(404).send(notFound(request.url));
  });

  await addStaticFiles(app, options.access, options);
  return { app, registrations };
}
