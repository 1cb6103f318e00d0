/** The page of the globe: what its earth is covered with, and the few hosts that this page alone may ask for it. */
import type { FastifyReply } from 'fastify';
import { globeHosts, type GlobeSources } from '#shared/protocol/globe.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';

export function addGlobeRoutes(app: Http, rooms: Pick<Rooms, 'access'>, sources: GlobeSources): void {
  const route = routesOf(app, rooms.access);
  route(permit('state.read'), {
    method: 'GET',
    url: '/api/globe',
    schema: { summary: 'What the earth is covered with on the page of the district' },
    handler: async () => ({ ok: true, sources }),
  });
}

/** Adds the configured hosts to what this answer's page may ask; without any, its rules stay as they are. */
export function allowGlobeHosts(reply: FastifyReply, sources: GlobeSources): void {
  const hosts = globeHosts(sources).join(' ');
  const policy = reply.getHeader('content-security-policy');
  if (hosts === '' || typeof policy !== 'string') return;
  void reply.header(
    'content-security-policy',
    policy.replace(/(connect-src|img-src) [^;]*/g, (directive) => `${directive} ${hosts}`),
  );
}
