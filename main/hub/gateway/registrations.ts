/** Everything that was registered, seen by Fastify itself: a route that came past the permits shows here without one. */
import type { Permit } from './permit.ts';
import type { Asked } from './scopes.ts';

export interface Registration {
  readonly method: string;
  readonly url: string;
  readonly permit: Permit<Asked> | null;
}

interface Registering {
  addHook(
    name: 'onRoute',
    hook: (route: { method: string | string[]; url: string; config?: { permit?: Permit<Asked> } }) => void,
  ): unknown;
}

/** Before the first route; the list fills as routes are registered. */
export function registrationsOf(app: Registering): readonly Registration[] {
  const found: Registration[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) found.push({ method: one, url, permit: config?.permit ?? null });
  });
  return found;
}
