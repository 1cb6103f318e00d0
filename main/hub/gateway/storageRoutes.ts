/** What the hub keeps and how much of the disk it takes, for whoever runs the machine. */
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit, wholeHub } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';

export function addStorageRoutes(app: Http, { access, storage }: Rooms): void {
  const route = routesOf(app, access);
  route(permit('admin.system', wholeHub), {
    method: 'GET',
    url: '/api/system/storage',
    schema: { summary: 'What is kept, in bytes and rows, and what the disk has left' },
    handler: async (_, reply) => answer(reply, await storage.report(), (report) => report),
  });
}
