/** What a route answers: the value, or the fault with its status. */
import type { FaultCode } from '#shared/i18n/faults/words.ts';
import type { Fault, Result } from '#shared/protocol/result.ts';

/** By status; what is not named here is a conflict with how things stand (409). */
const codesOf: readonly (readonly [status: number, codes: readonly FaultCode[]])[] = [
  [
    400,
    [
      'param-unknown',
      'param-missing',
      'param-number',
      'param-whole',
      'param-boolean',
      'param-text',
      'param-choice',
      'rules-shape',
      'no-rule',
      'rule-life-safety',
      'rule-twice',
      'rule-pointless',
      'compound-files',
      'compound-ways',
      'compound-building-twice',
      'compound-no-origin',
      'compound-building-place',
      'compound-model-empty',
      'compound-model-nowhere',
      'compound-crs',
      'compound-time-zone',
      'compound-origin-outside',
      'compound-id-fixed',
      'footprints',
      'footprints-useless',
      'footprints-outside',
      'footprints-none',
      'footprints-many',
      'no-files',
      'archive-models-large',
      'archive-packing',
      'archive-id',
      'archive-unreadable',
      'archive-large',
      'archive-foreign',
      'archive-newer',
      'archive-memory',
      'archive-time',
      'archive-ended',
      'archive-disk',
      'range',
      'range-reversed',
      'range-empty',
      'range-bins',
      'window',
      'instant',
      'instant-seconds',
      'instant-future',
      'history-span',
      'history-too-many',
      'preferences-large',
      'journal-kind',
      'journal-cursor',
      'picture-type',
      'order-title',
      'notice-twice',
      'notice-channel',
      'warning-text',
      'order-place',
      'too-many-places',
      'password-short',
      'password-long',
      'password-name',
      'password-plain',
      'credential',
      'source-url',
      'ingest-many',
      'sources-file',
      'too-many-meters',
    ],
  ],
  [401, ['wrong-sign-in', 'sign-in']],
  [403, ['forbidden']],
  [
    404,
    [
      'no-compound',
      'no-alarm',
      'no-incident',
      'no-model',
      'no-element',
      'no-point',
      'no-job',
      'no-user',
      'no-grant',
      'no-session',
      'no-device',
      'demo-no-fault',
      'no-picture',
      'no-handover',
      'no-order',
      'no-notice',
      'no-warning',
      'no-command',
      'no-assignee',
    ],
  ],
  [429, ['sign-in-wait', 'upload-quota', 'upload-busy']],
  [
    503,
    [
      'history-too-long',
      'history-busy',
      'history-unavailable',
      'password-broken-off',
      'sign-in-busy',
      'not-stored',
    ],
  ],
  [507, ['compound-disk', 'upload-disk', 'sources-unwritten']],
];
const statusOf = new Map(codesOf.flatMap(([status, codes]) => codes.map((code) => [code, status] as const)));

export function statusOfFault(fault: Fault): number {
  return statusOf.get(fault.code) ?? 409;
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
