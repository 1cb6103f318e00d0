/**
 * GA/T 1400 over HTTP: devices and lower platforms register here and report. They are no people and have no session; the
 * platform of the ingest room judges them. Where nobody is to register there is nothing here, and of a stranger no body is
 * read.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from './app.ts';
import { everybody } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { notFound } from './staticFiles.ts';

/** A report comes with its pictures. */
const reportLimit = 8 * 1024 * 1024;
const shortLimit = 16 * 1024;
const root = '/VIID/';
const registering = '/VIID/System/Register';

export function addViidRoutes(app: Http, { access, viid }: Pick<Rooms, 'access' | 'viid'>): void {
  const route = routesOf(app, access);
  app.addContentTypeParser(/^application\/viid\+json/i, { parseAs: 'string' }, (_, body, done) =>
    done(null, jsonIn(String(body))),
  );

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { method, caller, headers, body } = request;
    const answered = await viid.answer({
      method,
      path: pathOf(request),
      address: caller.remoteAddress,
      origin: `${caller.scheme}://${caller.host ?? ''}`,
      authorization: headers.authorization,
      identity: identityOf(request),
      body: body ?? undefined,
    });
    if (!answered) return reply.code(404).send(notFound(request.url));
    return reply
      .code(answered.status)
      .headers({ ...answered.headers, 'content-type': 'application/VIID+JSON;charset=UTF-8' })
      .send(JSON.stringify(answered.body));
  }

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(root)) return;
    const isStranger = !viid.isHeard(identityOf(request), request.caller.remoteAddress);
    // What follows would be read: it is not.
    if (!viid.isOpen || (isStranger && pathOf(request) !== registering)) await answer(request, reply);
  });

  const summary = 'GA/T 1400: for devices that sources.json names';
  const add = (method: 'GET' | 'POST', url: string, bodyLimit: number) =>
    route(everybody, { method, url, bodyLimit, schema: { summary, hide: true }, handler: answer });
  for (const name of ['Register', 'Keepalive', 'UnRegister']) add('POST', `/VIID/System/${name}`, shortLimit);
  add('GET', '/VIID/System/Time', shortLimit);
  add('POST', '/VIID/Subscribes', shortLimit);
  for (const name of ['SubscribeNotifications', 'MotorVehicles', 'Faces', 'Persons', 'NonMotorVehicles'])
    add('POST', `${root}${name}`, reportLimit);
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '';
}

function identityOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['user-identify'];
  return typeof given === 'string' && given.length <= 64 ? given : undefined;
}

/** Undefined where it is none: why would hold what was written. */
function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
