/** What an operator can do from more than one panel: one place, so that a click and a key do the same. */
import type { CameraPose, SceneHost } from '#scene/contract.ts';
import { longestMuteMs } from '#shared/alarms/voice.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { TimelineMark } from '#shared/protocol/socket.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { textIn } from '#shared/twin/text.ts';
import { remember, setOperations, toast, useOperations, type Theme } from '#state/operations.ts';
import { session } from '#state/session.ts';

let scene: SceneHost | null = null;

export function bindScene(host: SceneHost | null): void {
  scene = host;
}

export function boundScene(): SceneHost | null {
  return scene;
}

const deviceRadiusM = 22;

function flyToPoint(positionEnu: Enu, radiusM = deviceRadiusM): void {
  void scene?.flyTo({ positionEnu, radiusM });
}

/** What the camera sees, from a step behind it. */
function throughCamera([x, y, z]: Enu, { headingRad, pitchRad, rangeM }: CameraMeta): CameraPose {
  const [dx, dy, dz] = [
    Math.cos(headingRad) * Math.cos(pitchRad),
    Math.sin(headingRad) * Math.cos(pitchRad),
    Math.sin(pitchRad),
  ];
  return {
    eyeEnu: [x - dx * 1.5, y - dy * 1.5, Math.max(1.5, z - dz * 1.5)],
    targetEnu: [x + dx * rangeM * 0.6, y + dy * rangeM * 0.6, Math.max(1, z + dz * rangeM * 0.6)],
  };
}

export function flyToBox(box: OrientedBox): void {
  flyToPoint(box.centreEnu, Math.max(8, Math.hypot(...box.sizeM) / 2));
}

export function flyToModel(model: ModelManifest): void {
  if (!model.bounds) return;
  const { models, plan } = useOperations.getState();
  const [dx, dy, dz] = standingShifts(models, plan).get(model.id) ?? [0, 0, 0];
  const { minEnu, maxEnu } = model.bounds;
  flyToPoint(
    [(minEnu[0] + maxEnu[0]) / 2 + dx, (minEnu[1] + maxEnu[1]) / 2 + dy, (minEnu[2] + maxEnu[2]) / 2 + dz],
    Math.hypot(maxEnu[0] - minEnu[0], maxEnu[1] - minEnu[1], maxEnu[2] - minEnu[2]) / 2,
  );
}

export function selectDevice(key: string, fly = true): void {
  const device = useOperations.getState().devices.get(key);
  if (!device) return;
  setOperations({ selection: { kind: 'device', key } });
  if (fly && device.positionEnu)
    void scene?.flyTo(
      device.camera
        ? throughCamera(device.positionEnu, device.camera)
        : { positionEnu: device.positionEnu, radiusM: deviceRadiusM },
    );
}

export function selectPlace(id: string): void {
  const place = useOperations.getState().plan.places.find((one) => one.id === id);
  if (!place) return;
  setOperations({ selection: { kind: 'place', id } });
  if (place.box) flyToBox(place.box);
}

export function selectAlarm(alarm: AlarmRecord): void {
  setOperations({ selectedAlarmId: alarm.id });
  if (useOperations.getState().devices.has(alarm.deviceKey)) selectDevice(alarm.deviceKey);
  else if (alarm.positionEnu) flyToPoint(alarm.positionEnu);
}

export function acknowledge(alarm: AlarmRecord, note = ''): void {
  void session().command('acknowledge', { alarmId: alarm.id, note });
}

export async function openIncidentOf(alarm: AlarmRecord): Promise<void> {
  const { compoundId, clock, incidents } = useOperations.getState();
  if (compoundId === null) return;
  if (clock.mode === 'replay') {
    // Looking back opens nothing new.
    const known = incidents.find((incident) => incident.entries.some((entry) => entry.ref === alarm.id));
    if (known) setOperations({ openIncidentId: known.id });
    return;
  }
  const opened = await session().command('openIncident', {
    compound: compoundId,
    kind: alarm.incidentKind ?? 'other',
    alarmId: alarm.id,
    placeId: alarm.placeId,
    title: '',
  });
  if (opened.ok) setOperations({ openIncidentId: opened.value.id });
}

/** Seconds shown before the first and after the last entry. */
const replayMarginMs = 10_000;

export function replayIncident(incident: IncidentRecord): void {
  const { clock } = session();
  clock.seek(incident.startedAtMs - replayMarginMs);
  clock.play();
  if (incident.positionEnu) flyToPoint(incident.positionEnu, 30);
}

/** The mark that was stepped to last: others of the same millisecond come after it. */
let stepped: TimelineMark | null = null;

export async function stepToEvent(direction: 1 | -1): Promise<boolean> {
  const { compoundId } = useOperations.getState();
  if (compoundId === null) return false;
  const { clock } = session();
  const atMs = clock.instantMs();
  const found = await session().command('nextEvent', {
    compound: compoundId,
    atMs,
    direction,
    ...(stepped?.atMs === atMs ? { after: `${stepped.kind} ${stepped.ref}` } : {}),
  });
  if (!found.ok || !found.value) return false;
  const isSameInstant = found.value.atMs === atMs;
  stepped = found.value;
  clock.pause();
  clock.seek(found.value.atMs);
  // The picture stays where it is; which of them this is must be said.
  if (isSameInstant) toast('info', textIn(found.value.label, useOperations.getState().language));
  return true;
}

export function shift(byMs: number): void {
  const { clock } = session();
  clock.seek(clock.instantMs() + byMs);
}

export function togglePlay(): void {
  const { clock } = session();
  if (clock.current.mode === 'live' || clock.current.playing) clock.pause();
  else clock.play();
}

export function toggleTheme(): void {
  setOperations((state) => {
    const theme: Theme = state.theme === 'duty' ? 'showcase' : 'duty';
    remember('theme', theme);
    return { theme };
  });
}

/** Off for the longest a mute may last, or on again. */
export function toggleMute(): void {
  const nowMs = session().clock.hubNowMs();
  setOperations(({ mutedUntilMs }) => ({
    mutedUntilMs: mutedUntilMs !== null && mutedUntilMs > nowMs ? null : nowMs + longestMuteMs,
  }));
}

const nextDaylight = { auto: 'day', day: 'night', night: 'auto' } as const;

export function changeDaylight(): void {
  setOperations((state) => {
    const daylight = nextDaylight[state.daylight];
    remember('daylight', daylight);
    return { daylight };
  });
}

export function showView(index: number): void {
  const view = useOperations.getState().plan.views[index];
  if (view) void scene?.flyTo({ eyeEnu: view.eyeEnu, targetEnu: view.targetEnu });
}

export function toggleOrbit(): void {
  setOperations((state) => ({ orbiting: !state.orbiting }));
}
