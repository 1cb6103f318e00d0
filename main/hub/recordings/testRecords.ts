/** Records as recordings carry them, for tests. */
import type { AlarmRecord } from '#shared/protocol/records.ts';

const words = { zh: '词', en: 'Word' };

export const alarm = (id: string, atMs: number): AlarmRecord => ({
  version: 1,
  id,
  compound: 'yard',
  deviceKey: 'smoke/s1',
  deviceName: words,
  placeId: null,
  positionEnu: null,
  system: 'smoke',
  ruleId: 'smoke.alarm',
  name: words,
  consequence: words,
  action: words,
  priority: 1,
  responseS: 60,
  state: 'unacknowledged',
  conditionActive: true,
  acknowledged: false,
  announced: true,
  latching: false,
  shelvable: true,
  shelvedUntilMs: null,
  withheld: null,
  firstAtMs: atMs,
  lastAtMs: atMs,
  returnedAtMs: null,
  acknowledgedAtMs: null,
  acknowledgedBy: null,
  count: 1,
  value: '',
  note: '',
  incidentKind: null,
  eventId: null,
});

export const transition = (of: AlarmRecord, seq: number, atMs: number) => ({
  seq,
  atMs,
  onset: of.priority,
  body: { atMs, verb: 'raised', by: null, note: '', alarm: of },
});
