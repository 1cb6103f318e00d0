/** The screens' files: what draws a page is public, what it shows is asked for and decided elsewhere. The demo's loops are pictures of cameras. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { may, type Person } from '#shared/access/may.ts';
import { failure } from '#shared/protocol/result.ts';
import { systems } from '#shared/systems/index.ts';
import { bareGlobe, type GlobeSources } from '#shared/protocol/globe.ts';
import type { Access } from '../access/index.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { allowGlobeHosts } from './globeRoutes.ts';
import { everybody, permit } from './permit.ts';
import { routesOf } from './route.ts';
import { param, type Asked } from './scopes.ts';

const pages = {
  '/': 'index.html',
  '/sign-in': 'signIn.html',
  '/admin': 'admin.html',
  '/planning': 'planning.html',
  '/district': 'district.html',
} as const;
/** A loop may be any camera's: whoever sees one of these sees it. */
const demoGroups = systems
  .filter(({ role }) => role === 'camera' || role === 'facade-camera')
  .map(({ id }) => id);
const notBuilt = 'The screen is not built yet: run `npm run build`.\n';

export async function addStaticFiles(
  app: Http,
  access: Access,
  options: { rendererDir: string; mediaDir: string; home: string; globe?: GlobeSources | undefined },
): Promise<void> {
  const route = routesOf(app, access);
  const { rendererDir, mediaDir } = options;
  await app.register(fastifyStatic, {
    root: rendererDir,
    serve: false,
    acceptRanges: true,
    // The globe's files lie there as `.gz` alone.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const asset = path.startsWith(join(rendererDir, 'assets'));
      reply.header('cache-control', asset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const built = existsSync(join(rendererDir, 'index.html'));

  for (const [url, file] of Object.entries(pages))
    route(everybody, {
      method: 'GET',
      url,
      schema: { hide: true },
      handler: (request, reply) => {
        if (!built) return reply.type('text/plain; charset=utf-8').send(notBuilt);
        // Nobody is signed in: the page would only find out and go there itself.
        if (url !== '/sign-in' && !request.who.ok) return reply.redirect('/sign-in');
        if (url === '/' && request.who.ok)
          void reply.header(
            'link',
            earlyLinks(userOf(request), askedCompound(request.query) ?? options.home),
          );
        if (url === '/district') allowGlobeHosts(reply, options.globe ?? bareGlobe);
        return reply.sendFile(file);
      },
    });
  if (built)
    route(everybody, {
      method: 'GET',
      url: '/*',
      schema: { hide: true },
      handler: (request, reply) => reply.sendFile(param(request, '*')),
    });
  const loop = (asked: Asked) => ({ cameraGroups: demoGroups, target: param(asked, '*') });
  route(permit('cameras.view', loop), {
    method: 'GET',
    url: '/media/*',
    schema: { hide: true },
    handler: (request, reply) => reply.sendFile(param(request, '*'), mediaDir),
  });
}

/** The compound that the page's address names; anything that is no plain id is none. */
function askedCompound(query: unknown): string | null {
  const asked: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, 'compound') : null;
  return typeof asked === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(asked) ? asked : null;
}

/** What the screen asks for first is on its way before its script runs. */
function earlyLinks(person: Person, home: string): string {
  const early = [
    ...(may(person, 'state.read', { compound: home }) ? [`/api/compounds/${home}/plan`] : []),
    ...(may(person, 'models.read') ? ['/api/models'] : []),
  ];
  return early.map((path) => `<${path}>; rel=preload; as=fetch; crossorigin`).join(', ');
}

/** A browser that goes to an address, not a program that asks for data. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && headers.accept?.includes('text/html') === true;
}

export async function sendNotFoundPage(reply: FastifyReply, rendererDir: string): Promise<void> {
  const page = await readFile(join(rendererDir, 'notFound.html'), 'utf8').catch(() => null);
  // It is shown at any depth: its files are named from the root.
  if (page !== null)
    await reply.code(404).type('text/html; charset=utf-8').send(page.replaceAll('"./', '"/'));
  else await reply.code(404).type('text/plain; charset=utf-8').send(notBuilt);
}

export function notFound(url: string) {
  return failure('not-found', { url: url.slice(0, 200) });
}
