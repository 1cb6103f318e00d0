/** Thrown objects over HTTP: what a back-trace is computed from, each look written down; calibrations of cameras. */
import { Type } from 'typebox';
import { CalibrationDraft } from '#shared/protocol/calibration.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { userOf } from './gate.ts';
import { createLooks } from '../throws/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { createKeep } from './keep.ts';
import { permit, permitTold } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { cameraPlace, createScopes } from './scopes.ts';

const Camera = Type.Object({
  compound: Type.String({ minLength: 1, maxLength: 40 }),
  device: Type.String({ minLength: 1, maxLength: 200, description: '<system>/<device>' }),
});

export function addThrowRoutes(app: Http, rooms: Rooms): void {
  const { access, throws, twin, incidents } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const looks = createLooks(rooms.now);

  route(permitTold('incidents.read', scopes.incident), {
    method: 'GET',
    url: '/api/incidents/:id/throw-trace',
    schema: {
      summary:
        'What the back-trace of a throw is computed from; every look is written to the audit log, asking again within a minute is the same look',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
      querystring: Type.Object({
        event: Type.Optional(
          Type.String({ maxLength: 128, description: 'Number of its event; without it the newest throw.' }),
        ),
      }),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const traced = await throws.trace(id, request.query.event ?? null);
      const person = userOf(request);
      if (traced.ok && looks.isNew(person, traced.value))
        access.audit.note({
          by: person.name,
          verb: 'see-throw-trace',
          outcome: 'read',
          compound: incidents.store.find(id)?.compound ?? '',
          target: id,
          note: '',
          address: person.address,
        });
      return answer(reply, traced, (trace) => ({ trace }));
    },
  });

  // Where no camera looks is for those who keep watch, not for whoever may see a picture.
  route(permit('incidents.read', scopes.compound('compound')), {
    method: 'GET',
    url: '/api/compounds/:compound/throw-coverage',
    schema: {
      summary: 'Windows of a compound and the cameras that watch its walls: what coverage is judged from',
      params: Type.Object({ compound: Type.String({ minLength: 1, maxLength: 40 }) }),
    },
    handler: async (request, reply) =>
      answer(reply, await throws.coverage(request.params.compound), (coverage) => ({ coverage })),
  });

  const known = ({ compound, device }: { readonly compound: string; readonly device: string }) =>
    twin.compounds.get(compound)?.devices.has(device)
      ? success({ compound, device })
      : failure('no-device', { device });

  route(permit('cameras.view', cameraPlace), {
    method: 'GET',
    url: '/api/cameras/:compound/:device/calibrations',
    schema: { summary: 'How a camera was calibrated, newest first', params: Camera },
    handler: async (request, reply) =>
      answer(reply, known(request.params), ({ compound, device }) => ({
        calibrations: throws.calibrations.list(compound, device),
      })),
  });

  route(permit('cameras.view', cameraPlace), {
    method: 'GET',
    url: '/api/cameras/:compound/:device/watched',
    schema: {
      summary:
        'Windows and doors of the wall that a camera watches, and from where it looks as far as is known',
      params: Camera,
      querystring: Type.Object({
        width: Type.Number({ minimum: 16, maximum: 32_768, description: 'Of its picture, pixels.' }),
        height: Type.Number({ minimum: 16, maximum: 32_768 }),
      }),
    },
    handler: async (request, reply) => {
      const { compound, device } = request.params;
      const { width, height } = request.query;
      const found = await throws.watched(compound, device, { widthPx: width, heightPx: height });
      return answer(reply, found, (watched) => ({ watched }));
    },
  });

  route(permit('compounds.edit', scopes.compound('compound')), {
    method: 'POST',
    url: '/api/cameras/:compound/:device/calibrations',
    bodyLimit: 64 * 1024,
    schema: {
      summary: 'Calibrate a camera by corners of the model that are marked in its picture',
      params: Camera,
      body: CalibrationDraft,
    },
    handler: async (request, reply) => {
      const found = known(request.params);
      if (!found.ok) return answer(reply, found, () => ({}));
      const { compound, device } = found.value;
      const pose = await throws.calibrations.solve(request.body);
      if (!pose.ok) return answer(reply, pose, () => ({}));
      const user = userOf(request);
      const write = () => throws.calibrations.keep(compound, device, user.name, request.body, pose.value);
      const done = await keep(user, 'camera-calibrate', device, write, () => ({ compound, target: device }));
      return answer(reply, done, (calibration) => ({ calibration }));
    },
  });
}
