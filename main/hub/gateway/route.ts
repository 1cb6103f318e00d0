/**
 * The one way to register a route. It takes no handler without a permit, decides before the body is read, and leaves
 * the permit on the route's `config`, where the matrix test finds it.
 */
import type { FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Access } from '../access/index.ts';
import type { Http } from './app.ts';
import { decide, verbOnly, type Permit } from './permit.ts';
import type { Asked } from './scopes.ts';

interface Schemas {
  readonly params?: TSchema;
  readonly querystring?: TSchema;
  readonly body?: TSchema;
}
type Of<S, K extends keyof Schemas> = S extends { [P in K]: infer T extends TSchema } ? Static<T> : unknown;
type Typed<S extends Schemas> = FastifyRequest<{
  Params: Of<S, 'params'>;
  Querystring: Of<S, 'querystring'>;
  Body: Of<S, 'body'>;
}>;

export interface RouteOptions<S extends Schemas> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly schema: S & { readonly summary?: string; readonly hide?: boolean; readonly consumes?: string[] };
  readonly bodyLimit?: number;
  readonly handler: (request: Typed<S>, reply: FastifyReply) => unknown;
}

export type Route = <const S extends Schemas>(permit: Permit<Asked>, options: RouteOptions<S>) => void;

export function routesOf(app: Http, access: Pick<Access, 'refusals' | 'looks' | 'isSealed'>): Route {
  return (permit, { method, url, schema, bodyLimit, handler }) => {
    async function judge(asked: Permit<Asked>, request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const verdict = await decide(access, request.who, asked, request, `${method} ${url}`);
      if (!verdict.ok) await reply.code(statusOfRefusal(verdict.error.code)).send(verdict);
    }
    // Types of a request come from its schema by `Typed`, not by Fastify's provider.
    const plain: FastifySchema = schema;
    app.route({
      method,
      url,
      schema: plain,
      ...(bodyLimit === undefined ? {} : { bodyLimit }),
      config: { permit },
      onRequest: (request, reply) => judge(permit.inBody ? verbOnly(permit) : permit, request, reply),
      ...(permit.inBody
        ? {
            preHandler: (request: FastifyRequest, reply: FastifyReply) => judge(permit, request, reply),
          }
        : {}),
      // The schema above was checked when this is called; only its type is told here.
      handler: async (request, reply) => handler(request as unknown as Parameters<typeof handler>[0], reply),
    });
  };
}

export function statusOfRefusal(code: string): number {
  return code === 'sign-in' || code === 'token-missing' ? 401 : code === 'slow-down' ? 429 : 403;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    permit?: Permit<Asked>;
  }
}
