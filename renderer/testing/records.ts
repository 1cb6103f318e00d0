/** Records for tests: complete, dull, and changed where a test says so. */
import type { AlarmRecord, DeviceRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';

export function alarmRecord(id: string, part: Partial<AlarmRecord> = {}): AlarmRecord {
  return {
    version: 1,
    id,
    compound: 'a',
    deviceKey: `smoke/${id}`,
    deviceName: { zh: `烟感 ${id}`, en: `Smoke ${id}` },
    placeId: null,
    positionEnu: null,
    system: 'smoke',
    ruleId: 'smoke',
    name: { zh: '烟感报警', en: 'Smoke' },
    consequence: { zh: '可能起火', en: 'There may be a fire' },
    action: { zh: '派人核实', en: 'Send somebody' },
    priority: 1,
    responseS: 180,
    state: 'unacknowledged',
    conditionActive: true,
    acknowledged: false,
    announced: true,
    latching: false,
    shelvable: true,
    shelvedUntilMs: null,
    withheld: null,
    firstAtMs: 1000,
    lastAtMs: 1000,
    returnedAtMs: null,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    count: 1,
    value: '0.21 dB/m',
    note: '',
    incidentKind: 'fire',
    eventId: null,
    ...part,
  };
}

export function deviceRecord(key: string, part: Partial<DeviceRecord> = {}): DeviceRecord {
  const [system = '', id = ''] = key.split('/');
  return {
    key,
    compound: 'a',
    system,
    id,
    name: { zh: id, en: id },
    positionEnu: null,
    placeId: null,
    intervalS: 60,
    camera: null,
    video: null,
    points: {},
    pointMeta: [],
    outOfService: null,
    ...part,
  };
}

export function compoundSummary(id: string): CompoundSummary {
  return {
    id,
    manifest: {
      version: 1,
      id,
      name: { zh: id, en: id },
      address: { zh: id, en: id },
      origin: {
        latDeg: 30,
        lonDeg: 115,
        heightM: 0,
        crs: 'EPSG:4547',
        eastingM: 0,
        northingM: 0,
        timeZone: 'Asia/Shanghai',
      },
      facts: { built: 0, buildings: 0, units: 0, households: 0, people: 0 },
      layout: 'illustrative',
      models: [],
    },
    devices: 0,
    asking: [0, 0, 0, 0],
    open: [0, 0, 0, 0],
    offline: 0,
    alarmTurn: 0,
  };
}

export function incidentRecord(id: string, part: Partial<IncidentRecord> = {}): IncidentRecord {
  return {
    version: 3,
    id,
    compound: 'a',
    kind: 'other',
    title: { zh: id, en: id },
    state: 'new',
    drill: false,
    placeId: null,
    positionEnu: null,
    startedAtMs: 1000,
    endedAtMs: null,
    openedBy: 'system',
    assignee: null,
    deviceKeys: [],
    procedure: [],
    entryCount: 0,
    entries: [],
    ...part,
  };
}
