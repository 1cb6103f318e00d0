/**
 * Work orders over HTTP, for the screen and for a property company's own system: opened, led through their steps, with
 * photos. What a reporter left to be called back under is given to whoever was granted contacts.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Type } from 'typebox';
import type { DeedVerb } from '#shared/access/names.ts';
import { may, type Person } from '#shared/access/may.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { NewWorkOrder, OrderStep, type WorkOrder } from '#shared/protocol/workOrder.ts';
import { kpisOf } from '#shared/workOrders/machine.ts';
import { pictureTypeOf } from '../incidents/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { Instant } from '#shared/time/instant.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const key = Type.String({ minLength: 1, maxLength: 200 });
const smallBody = 40_000;
const photoBytes = 8 * 1024 ** 2;
const mostOfKpis = 20_000;

const deeds: Readonly<Record<OrderStep['verb'], DeedVerb>> = {
  assign: 'order-assign',
  done: 'order-done',
  'call-back': 'order-call-back',
  close: 'order-close',
  reopen: 'order-reopen',
  cancel: 'order-cancel',
  note: 'order-note',
  due: 'order-due',
};

export function addWorkOrderRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { access, workOrders, alarms, pictures, twin } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const of = ({ compound, id }: WorkOrder) => ({ compound, target: id });

  /** What the order names must be there; of an alarm the device and the place are taken over. */
  function placed(compound: string, given: NewWorkOrder): Result<NewWorkOrder> {
    const alarm = given.alarmId ? alarms.store.find(given.alarmId) : null;
    if (given.alarmId && alarm?.compound !== compound) return failure('no-alarm');
    const found = twin.compounds.get(compound);
    const deviceKey = given.deviceKey ?? alarm?.deviceKey ?? null;
    const device = deviceKey === null ? null : found?.devices.get(deviceKey)?.record;
    if (given.deviceKey && !device) return failure('no-device', { device: given.deviceKey });
    const placeId = given.placeId ?? alarm?.placeId ?? device?.placeId ?? null;
    if (given.placeId && !found?.plan.places.some(({ id }) => id === given.placeId))
      return failure('order-place', { place: given.placeId });
    return success({ ...given, deviceKey, placeId });
  }

  route(permit('orders.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/work-orders',
    bodyLimit: smallBody,
    schema: {
      summary: 'Open a work order: by hand, from an alarm, a device or a place',
      params: Id,
      body: NewWorkOrder,
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const given = placed(compound.value.id, request.body);
      if (!given.ok) return answer(reply, given, () => ({}));
      const act = () => workOrders.open(compound.value.id, given.value, user.name);
      const opened = await keep(user, 'order-open', given.value.title, act, of);
      return answer(reply, opened, (order) => ({ order: seen(user, order) }));
    },
  });

  route(permit('orders.act', scopes.workOrder), {
    method: 'POST',
    url: '/api/work-orders/:id/steps',
    bodyLimit: smallBody,
    schema: {
      summary: 'Lead a work order on: assign, done, call-back with a score, close, reopen, cancel, note, due',
      params: Id,
      body: OrderStep,
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const { verb, note = '' } = request.body;
      const act = () => workOrders.step(request.params.id, request.body, user.name);
      const stepped = await keep(user, deeds[verb], note, act, of);
      return answer(reply, stepped, (order) => ({ order: seen(user, order) }));
    },
  });

  route(permit('orders.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/work-orders',
    schema: {
      summary: 'Work orders, newest first',
      params: Id,
      querystring: Type.Object({
        open: Type.Optional(Type.Boolean()),
        device: Type.Optional(key),
        place: Type.Optional(key),
        external: Type.Optional(key),
        from: Type.Optional(Instant),
        to: Type.Optional(Instant),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      }),
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const { open = false, device, place, external, from = 0, to, limit = 200 } = request.query;
      return answer(reply, queries.compound(request.params.id), ({ id }) => {
        const named = external === undefined ? null : workOrders.findExternal(id, external);
        const found =
          external === undefined
            ? workOrders.list(id, {
                openOnly: open,
                ...(device === undefined ? {} : { deviceKey: device }),
                ...(place === undefined ? {} : { placeId: place }),
                fromMs: from,
                ...(to === undefined ? {} : { toMs: to }),
                limit,
              })
            : named
              ? [named]
              : [];
        return { orders: found.map((order) => seen(user, order)) };
      });
    },
  });

  route(permit('orders.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/work-orders/kpis',
    schema: {
      summary: 'What became of the orders opened in a span: in time, hours to done, scores, call backs',
      params: Id,
      querystring: Type.Object({ from: Instant, to: Instant }),
    },
    handler: async (request, reply) => {
      const { from, to } = request.query;
      return answer(reply, queries.compound(request.params.id), ({ id }) => ({
        kpis: kpisOf(workOrders.list(id, { fromMs: from, toMs: to, limit: mostOfKpis })),
        now: workOrders.figures(id),
      }));
    },
  });

  route(permit('orders.read', scopes.workOrder), {
    method: 'GET',
    url: '/api/work-orders/:id',
    schema: { summary: 'One work order with its log', params: Id },
    handler: async (request, reply) => {
      const order = workOrders.find(request.params.id);
      return answer(reply, order ? success(order) : failure('no-order'), (found) => ({
        order: seen(userOf(request), found),
      }));
    },
  });

  route(permit('orders.act', scopes.workOrder), {
    method: 'POST',
    url: '/api/work-orders/:id/photos',
    bodyLimit: photoBytes,
    schema: {
      summary: 'Add a photo to a work order: JPEG or PNG as the body, at most 8 MiB',
      consumes: ['image/jpeg', 'image/png'],
      params: Id,
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const order = workOrders.find(request.params.id);
      if (!order) return answer(reply, failure('no-order'), () => ({}));
      if (!Buffer.isBuffer(request.body)) return answer(reply, failure('picture-type'), () => ({}));
      const kept = await pictures.keep(order.compound, request.body);
      if (!kept.ok) return answer(reply, kept, () => ({}));
      const act = () => workOrders.addPhoto(order.id, kept.value, user.name);
      const added = await keep(user, 'order-photo', '', act, of);
      return answer(reply, added, (value) => ({ order: seen(user, value) }));
    },
  });

  route(permit('orders.read', scopes.workOrder), {
    method: 'GET',
    url: '/api/work-orders/:id/photos/:sha256',
    schema: {
      summary: 'A photo of a work order; it never changes',
      params: Type.Object({ ...Id.properties, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    },
    handler: async (request, reply) => {
      const { id, sha256 } = request.params;
      const order = workOrders.find(id);
      const path = order?.photos.some((photo) => photo.sha256 === sha256)
        ? pictures.find(order.compound, sha256)
        : null;
      if (path === null) return answer(reply, failure('no-picture'), () => ({}));
      return reply
        .type((await pictureTypeOf(path)) ?? 'application/octet-stream')
        .header('content-length', (await stat(path)).size)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(createReadStream(path));
    },
  });
}

function seen(person: Person, order: WorkOrder): WorkOrder {
  const mayCall = may(person, 'people.read', { compound: order.compound, personalClass: 'contact' });
  return mayCall || order.reporter === null ? order : { ...order, reporter: { name: '•', phone: '•' } };
}
