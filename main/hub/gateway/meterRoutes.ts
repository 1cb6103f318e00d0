/** Modbus meters over HTTP, for whoever runs the hub: their files seen, written and removed; one read once before it is kept. */
import { Type } from 'typebox';
import { MeterFile } from '#shared/protocol/meter.ts';
import type { Result } from '#shared/protocol/result.ts';
import { readMeterOnce } from '../ingest/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { doerOf } from './gate.ts';
import { written } from './keep.ts';
import { permit, wholeHub } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import type { FastifyRequest } from 'fastify';

const params = Type.Object({
  id: Type.String({
    pattern: '^[^/\\\\.\\u0000-\\u001f][^/\\\\\\u0000-\\u001f]{0,99}$',
    description: 'Name of its file, without .json.',
  }),
});

export function addMeterRoutes(app: Http, { access, records, sources }: Rooms): void {
  const route = routesOf(app, access);

  async function change(request: FastifyRequest, id: string, meter: MeterFile | null): Promise<Result<null>> {
    const changed = await written(
      records,
      records.together(() => {
        const done = sources.changeMeter(id, meter);
        if (done.ok)
          access.audit.note({ ...doerOf(request), verb: 'edit-sources', target: `modbus/${id}.json` });
        return done;
      }),
    );
    await sources.followed();
    return changed;
  }

  route(permit('admin.system', wholeHub), {
    method: 'GET',
    url: '/api/modbus-meters',
    schema: { summary: 'The meters of the data directory, as their files describe them' },
    handler: async () => ({ ok: true, meters: sources.meters() }),
  });

  route(permit('admin.system', wholeHub), {
    method: 'PUT',
    url: '/api/modbus-meters/:id',
    schema: {
      summary: 'Write the file of a meter; it is read as it says from now on',
      params,
      body: MeterFile,
    },
    handler: async (request, reply) =>
      answer(reply, await change(request, request.params.id, request.body), () => ({
        meters: sources.meters(),
      })),
  });

  route(permit('admin.system', wholeHub), {
    method: 'DELETE',
    url: '/api/modbus-meters/:id',
    schema: { summary: 'Remove the file of a meter; its device falls silent', params },
    handler: async (request, reply) =>
      answer(reply, await change(request, request.params.id, null), () => ({ meters: sources.meters() })),
  });

  route(permit('admin.system', wholeHub), {
    method: 'POST',
    url: '/api/modbus-meters/read',
    schema: {
      summary: 'Read a meter once, whether it is kept or not: what each register says',
      body: MeterFile,
    },
    handler: async (request, reply) =>
      answer(reply, await readMeterOnce(request.body), (reading) => ({ ...reading })),
  });
}
