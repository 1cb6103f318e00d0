/** What a route answers: the value, or the fault with its status. */
import type { Fault, Result } from '#shared/protocol/result.ts';

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
  'archive-memory': 400,
  'archive-time': 400,
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
  credential: 400,
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
