/** Pictures of cameras over HTTP: `…/stream` is the MJPEG stream, the MP4 file or the HLS playlist, `…/media/:part` the playlist's parts. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { VideoSource } from '#shared/protocol/device.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import { createVideoRelay, type Camera, type Relayed } from '../video/index.ts';
import type { Identity } from '../access/index.ts';
import { doerOf, userOf } from './gate.ts';
import { answer as sent } from './answer.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { cameraPlace, param, type Asked } from './scopes.ts';

const name = Type.String({ minLength: 1, maxLength: 200 });
const CameraParams = Type.Object({ compound: name, device: name });
const Part = Type.Object({
  compound: name,
  device: name,
  part: Type.String({ minLength: 1, maxLength: 4096 }),
});

/** How often it is looked whether those who watch still may. */
const holdMs = 30_000;

/** A missing camera is ours to know; everything else is the camera's failure. */
const statusOf: Readonly<Record<string, number>> = {
  'no-camera': 404,
  'camera-host': 403,
  'camera-busy': 503,
  'camera-address': 409,
  'camera-range': 416,
};

export function addCameraRoutes(app: Http, rooms: Pick<Rooms, 'twin' | 'access' | 'cameraHosts'>): void {
  const route = routesOf(app, rooms.access);
  const { cameraHosts } = rooms;
  const relay = createVideoRelay({ reach: cameraHosts.reach });
  /** Who watches what, so that a picture ends with the right to see it. */
  const watching = new Map<AbortController, Identity>();
  const endWhere = (over: (viewer: Identity) => boolean) => {
    for (const [gone, viewer] of watching) if (over(viewer)) gone.abort();
  };
  rooms.access.onEnd((key) => endWhere((viewer) => viewer.key === key));
  const holding = setInterval(() => endWhere((viewer) => !rooms.access.holds(viewer)), holdMs);
  app.addHook('preClose', async () => {
    clearInterval(holding);
    relay.stop();
  });

  const videoOf = (compound: string, key: string): VideoSource | null => {
    return rooms.twin.compounds.get(compound)?.devices.get(key)?.record.video ?? null;
  };
  async function answer(
    request: FastifyRequest<{ Params: { compound: string; device: string } }>,
    reply: FastifyReply,
    fetchIt: (camera: Camera, prefix: string, gone: AbortSignal) => Promise<Result<Relayed>>,
  ): Promise<unknown> {
    const { compound, device } = request.params;
    const video = videoOf(compound, device);
    const gone = new AbortController();
    watching.set(gone, userOf(request));
    gone.signal.addEventListener('abort', () => watching.delete(gone), { once: true });
    reply.raw.once('close', () => gone.abort());
    const prefix = `/api/cameras/${encodeURIComponent(compound)}/${encodeURIComponent(device)}/media/`;
    const result = video
      ? await fetchIt({ compound, video }, prefix, gone.signal)
      : failure('no-camera', { device });
    if (!result.ok) return reply.code(statusOf[result.error.code] ?? 502).send(result);
    const { contentType, body, status = 200, headers = {} } = result.value;
    return reply
      .code(status)
      .headers(headers)
      .type(contentType)
      .header('cache-control', 'no-store')
      .send(body);
  }

  route(permit('cameras.view', cameraPlace), {
    method: 'GET',
    url: '/api/cameras/:compound/:device/stream',
    schema: { summary: 'A camera’s MJPEG stream, HLS playlist or MP4 file', params: CameraParams },
    handler: (request, reply) =>
      answer(request, reply, (camera, prefix, gone) =>
        camera.video.kind === 'mp4'
          ? relay.file(camera, request.headers.range, gone)
          : relay.stream(camera, prefix, gone),
      ),
  });
  route(permit('cameras.view', cameraPlace), {
    method: 'GET',
    url: '/api/cameras/:compound/:device/media/:part',
    schema: { summary: 'A part of a camera’s HLS playlist', params: Part },
    handler: (request, reply) =>
      answer(request, reply, (camera, prefix, gone) =>
        relay.part(camera, request.params.part, request.headers.range, prefix, gone),
      ),
  });

  const Id = Type.Object({ id: name });
  route(permit('admin.system', compoundOf), {
    method: 'GET',
    url: '/api/compounds/:id/camera-hosts',
    schema: { summary: 'Machines the hub may fetch camera pictures from', params: Id },
    handler: (request) => ({ ok: true, ...cameraHosts.list(request.params.id) }),
  });
  route(permit('admin.system', compoundOf), {
    method: 'PUT',
    url: '/api/compounds/:id/camera-hosts',
    schema: {
      summary:
        'Name them: `host` for every port, `host:port` for one; the hub’s own machine only with its port',
      params: Id,
      body: Type.Object({ hosts: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 1000 }) }),
    },
    handler: async (request, reply) => {
      const doer = doerOf(request);
      const set = await cameraHosts.set(request.params.id, request.body.hosts, doer);
      return sent(reply, set, (hosts) => ({ hosts }));
    },
  });
}

const compoundOf = (asked: Asked) => ({ compound: param(asked, 'id') });
