/** The bare HTTP server: JSON and schemas as every route expects them. */
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyReply } from 'fastify';
import { failure } from '#shared/protocol/result.ts';
import { spokenBody } from './spoken.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
}

export type Http = ReturnType<typeof createApp>;

export function createApp(tls: Tls | null) {
  const app = fastify({
    serverFactory: (handler) => (tls ? createTlsServer({ ...tls }, handler) : createServer(handler)),
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      const plain: FastifyReply = reply;
      void plain
        .code(error.statusCode ?? 400)
        .send(
          spokenBody(failure('bad-request', { reason: error.message }), request.headers['accept-language']),
        );
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
