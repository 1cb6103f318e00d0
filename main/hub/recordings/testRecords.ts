/** Records as recordings carry them, for tests. */
import type { CameraCalibration } from '#shared/protocol/calibration.ts';
import type { AlarmRecord, IncidentEntry, IncidentHead } from '#shared/protocol/records.ts';

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

export const head = (id: string, atMs: number): IncidentHead => ({
  version: 3,
  id,
  compound: 'yard',
  kind: 'fire',
  title: words,
  state: 'in-progress',
  drill: false,
  placeId: null,
  positionEnu: null,
  startedAtMs: atMs,
  endedAtMs: null,
  openedBy: '王',
  assignee: null,
  deviceKeys: ['smoke/s1'],
  procedure: [],
  entryCount: 1,
});

export const entry = (seq: number, atMs: number): IncidentEntry => ({
  seq,
  atMs,
  kind: 'note',
  text: words,
  by: '王',
  ref: null,
  priority: null,
});

export const calibration = (id: string, atMs: number): CameraCalibration => ({
  version: 1,
  id,
  compound: 'yard',
  deviceKey: 'throw-camera/t1',
  by: '王',
  atMs,
  lens: { widthPx: 1920, heightPx: 1080, fx: 1000, fy: 1000, cx: 960, cy: 540, distortion: [0, 0, 0, 0, 0] },
  places: Array.from({ length: 4 }, (_, n) => ({ placeEnu: [n, 0, 0], xPx: n, yPx: 0 })),
  positionEnu: [0, 0, 2],
  rotation: [0, 0, 0],
  covariance: Array.from({ length: 36 }, () => 0),
  noisePx: 0.5,
  residuals: [],
});
