/** A person's own preferences over HTTP: nobody else reads or writes them. */
import { Type } from 'typebox';
import { mostPreferenceBytes, Preferences } from '#shared/protocol/preferences.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { signedIn } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';

export function addPreferenceRoutes(app: Http, { access }: Pick<Rooms, 'access'>): void {
  const route = routesOf(app, access);

  route(signedIn, {
    method: 'GET',
    url: '/api/me/preferences',
    schema: { summary: 'How I have laid out my screens' },
    handler: (request) => ({ ok: true, ...access.preferences.get(userOf(request).name) }),
  });

  route(signedIn, {
    method: 'PUT',
    url: '/api/me/preferences',
    // Spaces count here and not in what is kept.
    bodyLimit: 2 * mostPreferenceBytes,
    schema: {
      summary: 'Replace them as a whole: a JSON object of at most 64 KiB',
      body: Type.Object({ preferences: Preferences }, { additionalProperties: false }),
    },
    handler: async (request, reply) =>
      answer(
        reply,
        await access.preferences.set(userOf(request).name, request.body.preferences),
        (record) => ({ ...record }),
      ),
  });
}
