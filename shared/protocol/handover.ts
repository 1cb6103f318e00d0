/** A shift handed over: what is open at that moment, what was promised, and who signed for both sides. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';

const Text = Type.Object({ zh: Type.String(), en: Type.String() });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });

export const OpenItems = Type.Object({
  count: Type.Integer({ minimum: 0 }),
  items: Type.Array(Type.Object({ id: Type.String(), name: Text }), {
    maxItems: 200,
    description: 'As they were called then; of very many the first.',
  }),
});
export type OpenItems = DeepReadonly<Static<typeof OpenItems>>;

export const Handover = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  from: Type.String({ description: 'Who goes.' }),
  to: Type.Union([Type.String(), Type.Null()], { description: 'Who comes; null until that one has signed.' }),
  atMs: Instant,
  signedAtMs: Type.Union([Instant, Type.Null()]),
  withdrawnAtMs: Type.Optional(Instant),
  promised: Type.String({ description: 'What was promised to whom, in the words of who goes.' }),
  open: Type.Object({
    alarms: OpenItems,
    shelved: OpenItems,
    outOfService: OpenItems,
    incidents: OpenItems,
  }),
});
export type Handover = DeepReadonly<Static<typeof Handover>>;

export const mostOpenItems = 200;

/** Waits for whoever takes over to sign. */
export function isWaiting({ signedAtMs, withdrawnAtMs, atMs }: Handover, nowMs: number): boolean {
  return signedAtMs === null && withdrawnAtMs === undefined && nowMs - atMs < handoverWaitsMs;
}

/** So long a hand-over waits for the second signature; then another may be written. */
export const handoverWaitsMs = 12 * 3_600_000;
