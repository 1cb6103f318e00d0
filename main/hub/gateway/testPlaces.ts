/** For the permission matrix: where each route and socket request is, with one of its kind in a compound. */
import type { RequestName } from '#shared/protocol/requests.ts';

/** An alarm and an incident of each compound. */
interface Found {
  readonly alarmIn: Readonly<Record<string, string>>;
  readonly incidentIn: Readonly<Record<string, string>>;
}

export type Kind = 'nowhere' | 'compound' | 'camera' | 'media' | 'whole-hub';
/** Where each route is, and an address of it in a compound. */
export const placesOf = ({
  alarmIn,
  incidentIn,
}: Found): Record<string, readonly [Kind, (compound: string) => string]> => ({
  'GET /': ['nowhere', () => '/'],
  'GET /sign-in': ['nowhere', () => '/sign-in'],
  'GET /admin': ['nowhere', () => '/admin'],
  'GET /media/*': ['media', () => '/media/cam-01.mp4'],
  'GET /api/health': ['nowhere', () => '/api/health'],
  'GET /api/schemas': ['nowhere', () => '/api/schemas'],
  'GET /api/openapi.json': ['nowhere', () => '/api/openapi.json'],
  'GET /api/compounds': ['nowhere', () => '/api/compounds'],
  'POST /api/compounds': ['whole-hub', () => '/api/compounds'],
  'GET /api/compound-faults': ['nowhere', () => '/api/compound-faults'],
  'PUT /api/compounds/:id': ['compound', (id) => `/api/compounds/${id}`],
  'DELETE /api/compounds/:id': ['whole-hub', (id) => `/api/compounds/${id}`],
  'POST /api/compounds/:id/claim': ['whole-hub', (id) => `/api/compounds/${id}/claim`],
  'GET /api/compounds/:id/mapping': ['compound', (id) => `/api/compounds/${id}/mapping`],
  'PUT /api/compounds/:id/mapping': ['compound', (id) => `/api/compounds/${id}/mapping`],
  'PATCH /api/compounds/:id/mapping': ['compound', (id) => `/api/compounds/${id}/mapping`],
  'GET /api/compounds/:id/foreign-devices': ['compound', (id) => `/api/compounds/${id}/foreign-devices`],
  'GET /api/compounds/:id/export': ['compound', (id) => `/api/compounds/${id}/export`],
  'POST /api/compounds/import': ['whole-hub', () => '/api/compounds/import'],
  'GET /api/compounds/:id/plan': ['compound', (id) => `/api/compounds/${id}/plan`],
  'GET /api/compounds/:id/households': [
    'compound',
    (id) => `/api/compounds/${id}/households?places=8-2-401&purpose=search`,
  ],
  'GET /api/compounds/:id/journal': ['compound', (id) => `/api/compounds/${id}/journal?limit=5`],
  'GET /api/compounds/:id/handovers': ['compound', (id) => `/api/compounds/${id}/handovers`],
  'POST /api/compounds/:id/handovers': ['compound', (id) => `/api/compounds/${id}/handovers`],
  'POST /api/handovers/:id/sign': ['nowhere', () => '/api/handovers/none/sign'],
  'POST /api/handovers/:id/withdraw': ['nowhere', () => '/api/handovers/none/withdraw'],
  'GET /api/compounds/:id/state': ['compound', (id) => `/api/compounds/${id}/state`],
  'GET /api/points/:id/history': [
    'compound',
    (id) => `/api/points/${id}%2Fsmoke%2Fs1%2Fsmoke/history?from=0`,
  ],
  'GET /api/alarms': ['compound', (id) => `/api/alarms?compound=${id}`],
  'POST /api/alarms/:id/acknowledge': ['compound', (id) => `/api/alarms/${alarmIn[id]}/acknowledge`],
  'GET /api/incidents': ['compound', (id) => `/api/incidents?compound=${id}`],
  'GET /api/incidents/:id': ['compound', (id) => `/api/incidents/${incidentIn[id]}`],
  'POST /api/incidents/:id/pictures': [
    'compound',
    (id) => `/api/incidents/${incidentIn[id]}/pictures?camera=cctv%2Fnone&at=1`,
  ],
  'GET /api/incidents/:id/pictures/:sha256': [
    'compound',
    (id) => `/api/incidents/${incidentIn[id]}/pictures/${'0'.repeat(64)}`,
  ],
  'GET /api/rejections': ['nowhere', () => '/api/rejections'],
  'POST /api/demo/:scenario': ['compound', (id) => `/api/demo/nothing?compound=${id}`],
  'GET /api/models': ['nowhere', () => '/api/models'],
  'GET /api/models/elements': ['nowhere', () => '/api/models/elements?q=wall'],
  'POST /api/models': ['compound', (id) => `/api/models?compound=${id}`],
  'DELETE /api/models/:id': ['compound', (id) => `/api/models/m-${id}`],
  'DELETE /api/models/jobs/:id': ['nowhere', () => '/api/models/jobs/none'],
  'GET /api/models/:id/manifest': ['compound', (id) => `/api/models/m-${id}/manifest`],
  'GET /api/models/:id/elements': ['compound', (id) => `/api/models/m-${id}/elements`],
  'GET /api/models/:id/chunks/:index': ['compound', (id) => `/api/models/m-${id}/chunks/0`],
  'GET /api/models/:id/elements/:index': ['compound', (id) => `/api/models/m-${id}/elements/0`],
  'GET /api/cameras/:compound/:device/stream': ['camera', (id) => `/api/cameras/${id}/cctv%2Fc1/stream`],
  'GET /api/cameras/:compound/:device/media/:part': [
    'camera',
    (id) => `/api/cameras/${id}/cctv%2Fc1/media/x`,
  ],
  'GET /api/compounds/:id/camera-hosts': ['compound', (id) => `/api/compounds/${id}/camera-hosts`],
  'PUT /api/compounds/:id/camera-hosts': ['compound', (id) => `/api/compounds/${id}/camera-hosts`],
  'GET /api/compounds/:id/rules': ['compound', (id) => `/api/compounds/${id}/rules`],
  'PUT /api/compounds/:id/rules': ['compound', (id) => `/api/compounds/${id}/rules`],
  'GET /api/session': ['nowhere', () => '/api/session'],
  'POST /api/session': ['nowhere', () => '/api/session'],
  'DELETE /api/session': ['nowhere', () => '/api/session'],
  'POST /api/setup': ['nowhere', () => '/api/setup'],
  'GET /api/sessions': ['nowhere', () => '/api/sessions'],
  'DELETE /api/sessions': ['nowhere', () => '/api/sessions'],
  'DELETE /api/sessions/:id': ['nowhere', () => '/api/sessions/none'],
  'GET /api/me/preferences': ['nowhere', () => '/api/me/preferences'],
  'PUT /api/me/preferences': ['nowhere', () => '/api/me/preferences'],
  'POST /api/password': ['nowhere', () => '/api/password'],
  'GET /api/users': ['whole-hub', () => '/api/users'],
  'POST /api/users': ['whole-hub', () => '/api/users'],
  'PATCH /api/users/:name': ['whole-hub', () => '/api/users/nobody'],
  'POST /api/users/:name/password': ['whole-hub', () => '/api/users/nobody/password'],
  'GET /api/tokens': ['whole-hub', () => '/api/tokens'],
  'POST /api/tokens': ['whole-hub', () => '/api/tokens'],
  'DELETE /api/tokens/:id': ['whole-hub', () => '/api/tokens/none'],
  'GET /api/device-credentials': ['whole-hub', () => '/api/device-credentials'],
  'POST /api/device-credentials': ['whole-hub', () => '/api/device-credentials'],
  'DELETE /api/device-credentials/:id': ['whole-hub', () => '/api/device-credentials/none'],
  'GET /api/system/storage': ['whole-hub', () => '/api/system/storage'],
  'GET /api/audit': ['nowhere', () => '/api/audit'],
  'GET /api/systems': ['nowhere', () => '/api/systems'],
  'GET /api/commands': ['compound', (id) => `/api/commands?compound=${id}`],
  'GET /api/commands/:id': ['nowhere', () => '/api/commands/none'],
  'POST /api/commands': ['compound', () => '/api/commands'],
});

/** Where a request's place stands in its body. */
export const bodies: Record<string, (compound: string) => object> = {
  'POST /api/commands': (compound) => ({ compound, deviceKeys: ['lift/none'], name: 'release' }),
};

const now = () => Date.now();
/** A request in a compound; null where none is in it. */
export const requestsOf = ({
  alarmIn,
  incidentIn,
}: Found): { [K in RequestName]: (compound: string) => object } => ({
  subscribe: (compound) => ({ compound, lastSeq: 0 }),
  snapshot: (compound) => ({ compound, atMs: now() }),
  window: (compound) => ({ compound, fromMs: now() - 1000, toMs: now() }),
  timeline: (compound) => ({ compound, fromMs: now() - 1000, toMs: now(), bins: 4 }),
  nextEvent: (compound) => ({ compound, atMs: now(), direction: -1 }),
  acknowledge: (compound) => ({ alarmId: alarmIn[compound], note: '' }),
  resetAlarm: (compound) => ({ alarmId: alarmIn[compound], note: '' }),
  shelve: (compound) => ({ alarmId: alarmIn[compound], reason: 'x', minutes: 1 }),
  unshelve: (compound) => ({ alarmId: alarmIn[compound] }),
  setService: (compound) => ({ compound, deviceKey: 'smoke/s1', out: false, note: '' }),
  openIncident: (compound) => ({
    compound,
    kind: 'other',
    alarmId: alarmIn[compound],
    placeId: null,
    title: '',
  }),
  advanceIncident: (compound) => ({ incidentId: incidentIn[compound], state: 'in-progress', note: '' }),
  noteIncident: (compound) => ({ incidentId: incidentIn[compound], text: 'x' }),
  stepIncident: (compound) => ({ incidentId: incidentIn[compound], step: 0, done: true }),
  assignIncident: (compound) => ({ incidentId: incidentIn[compound], assignee: null }),
  listIncidents: (compound) => ({ compound, states: ['closed', 'false'], limit: 10 }),
  sendCommand: (compound) => ({ compound, deviceKeys: ['lift/none'], name: 'release' }),
  runDemo: (compound) => ({ compound, scenario: 'throw' }),
});
