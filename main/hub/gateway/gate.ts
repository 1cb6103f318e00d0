/** The door of every request: who is it? Foreign pages and wrong tokens go no further; who it is, the route's permit judges. */
import type { FastifyRequest } from 'fastify';
import { failure, type Result } from '#shared/protocol/result.ts';
import {
  setCookie,
  tokenCookie,
  type Access,
  type Caller,
  type Doer,
  type Identity,
} from '../access/index.ts';
import type { Http } from './app.ts';
import { statusOfRefusal } from './route.ts';

/** Not known, but welcome where everybody is. */
const nobody: ReadonlySet<string> = new Set(['sign-in', 'token-missing']);

export async function identified(access: Access, caller: Caller): Promise<Result<Identity>> {
  const { remoteAddress: address } = caller;
  const who = access.identify(caller);
  // Tokens that the hub made cannot be guessed: their owners do not wait for others' mistakes.
  const isGuess = who.ok ? who.value.via === 'hub-token' : who.error.code === 'token';
  if (isGuess && !access.penalty.open(address)) return slowDown();
  if (who.ok || !isGuess) return who;
  access.refusals.add(`token ${address}`, { by: '', verb: 'token', address });
  if (!(await access.penalty.pay(address))) return slowDown();
  // A wall whose token was revoked meanwhile is nobody in particular: its person may sign in.
  return caller.token === undefined ? access.identify({ ...caller, cookieToken: undefined }) : who;
}

function slowDown(): Result<never> {
  return failure('slow-down');
}

export function addGate(app: Http, access: Access): void {
  // Set by the hook below before any route sees the request.
  app.decorateRequest('who');
  app.decorateRequest('caller');
  app.addHook('onRequest', async (request, reply) => {
    const asked = access.caller({ headers: request.headers, remoteAddress: request.ip });
    const offered = Reflect.get(Object(request.query), 'token');
    const caller: Caller = typeof offered === 'string' ? { ...asked, token: offered } : asked;
    const who = await identified(access, caller);
    if (!who.ok && !nobody.has(who.error.code)) {
      await reply.code(statusOfRefusal(who.error.code)).send(who);
      return;
    }
    if (typeof offered === 'string')
      reply.header('set-cookie', setCookie(caller, tokenCookie(caller.host), offered, null));
    else if (caller.cookieToken !== undefined && (!who.ok || who.value.via === 'local'))
      reply.header('set-cookie', setCookie(caller, tokenCookie(caller.host), '', 0));
    request.who = who;
    request.caller = caller;
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    who: Result<Identity>;
    caller: Caller;
  }
}

/** The person that a permit has let in. */
export function userOf(request: FastifyRequest): Identity {
  if (!request.who.ok) throw new Error('a request without a person passed its permit');
  return request.who.value;
}

/** The same, for what is written down of what the person does. */
export function doerOf(request: FastifyRequest): Doer {
  const { name, address } = userOf(request);
  return { by: name, address };
}
