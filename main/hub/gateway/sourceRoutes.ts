/** The sources over HTTP, for whoever runs the hub: what comes over each, and the file that names them. Logins stay inside. */
import { SourcesEdit } from '#shared/protocol/sources.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { doerOf } from './gate.ts';
import { written } from './keep.ts';
import { permit, wholeHub } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';

export function addSourceRoutes(app: Http, { access, records, sources }: Rooms): void {
  const route = routesOf(app, access);

  route(permit('admin.system', wholeHub), {
    method: 'GET',
    url: '/api/sources',
    schema: { summary: 'Where messages come from, what comes over each source, and what sources.json says' },
    handler: async () => ({ ok: true, ...sources.view() }),
  });

  route(permit('admin.system', wholeHub), {
    method: 'PUT',
    url: '/api/sources',
    schema: {
      summary:
        'Replace what sources.json says. Brokers come and go at once; `restart` tells that something waits for the next start',
      body: SourcesEdit,
    },
    handler: async (request, reply) => {
      const changed = await written(
        records,
        records.together(() => {
          const done = sources.change(request.body);
          if (done.ok)
            access.audit.note({ ...doerOf(request), verb: 'edit-sources', target: 'sources.json' });
          return done;
        }),
      );
      await sources.followed();
      return answer(reply, changed, () => ({ ...sources.view() }));
    },
  });
}
