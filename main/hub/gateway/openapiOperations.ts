/** What the REST API answers about work orders, notices, warnings and the figures of alarms; see `openapi.ts`. */
import { EvidenceLock, EvidencePackage } from '#shared/protocol/evidence.ts';
import { Type, type TSchema } from 'typebox';
import { ShownBooking } from '#shared/protocol/booking.ts';
import { Notice, NoticeSettings, ResidentWarning } from '#shared/protocol/notice.ts';
import { Passage, ShownPass, Visitor } from '#shared/protocol/visitorPass.ts';
import { WorkOrder } from '#shared/protocol/workOrder.ts';

const ok = (fields: Record<string, TSchema>) => Type.Object({ ok: Type.Literal(true), ...fields });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const share = Type.Number({ minimum: 0, description: '0…1' });
const count = Type.Integer({ minimum: 0 });

const Response = {
  count,
  p50S: orNull(Type.Number({ description: 'Seconds.' })),
  p95S: orNull(Type.Number()),
  inTime: orNull(share),
};
const Source = Type.Object({ deviceKey: Type.String(), ruleId: Type.String(), count });
const Warned = Type.Intersect([
  ResidentWarning,
  Type.Object({
    delivery: Type.Record(Type.String(), count, { description: 'Messages by state.' }),
  }),
]);
const { data: _data, ...noticeFields } = Notice.properties;
const ShownNotice = Type.Object(noticeFields);

export const operationAnswers: Readonly<Record<string, TSchema>> = {
  'GET /api/compounds/:id/work-orders': ok({ orders: Type.Array(WorkOrder) }),
  'POST /api/compounds/:id/work-orders': ok({ order: WorkOrder }),
  'GET /api/work-orders/:id': ok({ order: WorkOrder }),
  'POST /api/work-orders/:id/steps': ok({ order: WorkOrder }),
  'GET /api/compounds/:id/work-orders/kpis': ok({
    kpis: Type.Object({
      opened: count,
      done: count,
      inTime: orNull(share),
      medianH: orNull(Type.Number()),
      score: orNull(Type.Number()),
      calledBack: count,
      reopened: count,
    }),
    now: Type.Object({ open: count, overdue: count, oldestH: Type.Number(), worst: count }),
  }),
  'GET /api/compounds/:id/passes': ok({ passes: Type.Array(ShownPass) }),
  'POST /api/compounds/:id/passes': ok({
    pass: ShownPass,
    token: Type.String({ description: 'Told this once: what the QR code holds and the visitor shows.' }),
  }),
  'POST /api/compounds/:id/passes/:pass/revoke': ok({ pass: ShownPass }),
  'GET /api/passes/:pass/visitor': ok({ visitor: Visitor }),
  'GET /api/compounds/:id/passages': ok({ passages: Type.Array(Passage) }),
  'GET /api/compounds/:id/bookings': ok({ bookings: Type.Array(ShownBooking) }),
  'POST /api/compounds/:id/bookings': ok({ booking: ShownBooking }),
  'POST /api/bookings/:booking/steps': ok({ booking: ShownBooking }),
  'GET /api/bookings/:booking/plate': ok({ plate: orNull(Type.String()) }),
  'GET /api/compounds/:id/notice-settings': ok({ settings: NoticeSettings }),
  'GET /api/compounds/:id/notices': ok({ notices: Type.Array(ShownNotice) }),
  'GET /api/compounds/:id/warnings': ok({ warnings: Type.Array(Warned) }),
  'POST /api/compounds/:id/warnings': ok({ warning: Warned }),
  'POST /api/compounds/:id/warnings/preview': ok({ households: count, recipients: count }),
  'GET /api/compounds/:id/alarm-kpis': ok({
    kpis: Type.Object({
      fromMs: Type.Number(),
      toMs: Type.Number(),
      onsets: count,
      perTenMinutes: Type.Number(),
      perDay: Type.Number(),
      floods: count,
      floodShare: share,
      priorities: orNull(Type.Array(share, { minItems: 3, maxItems: 3, description: 'P1, P2, P3 and P4.' })),
      topSources: Type.Array(Source),
      topTenShare: orNull(share),
      stale: Type.Array(Source),
      chattering: Type.Array(Source),
      acknowledged: Type.Object(Response),
      confirmed: Type.Object(Response),
      days: Type.Array(
        Type.Object({ date: Type.String(), onsets: count, worstTenMinutes: count, floodS: count }),
      ),
      operators: Type.Array(Type.Object({ by: Type.String(), ...Response })),
    }),
  }),
  'POST /api/compounds/:id/readings': ok({
    taken: count,
    leftOut: Type.Record(Type.String(), count, { description: 'By reason.' }),
  }),
  'POST /api/incidents/:id/attachments': ok({
    attachment: Type.Object({ sha256: Type.String(), name: Type.String(), bytes: Type.Integer() }),
  }),
  'POST /api/incidents/:id/evidence': ok({ package: EvidencePackage }),
  'POST /api/incidents/:id/evidence-lock': ok({ lock: EvidenceLock }),
  'GET /api/incidents/:id/evidence': ok({
    evidence: Type.Object({
      lock: orNull(EvidenceLock),
      packages: Type.Array(EvidencePackage),
      keys: Type.Array(
        Type.Object({ algorithm: Type.String(), publicKey: Type.String(), fingerprint: Type.String() }),
      ),
    }),
  }),
};
