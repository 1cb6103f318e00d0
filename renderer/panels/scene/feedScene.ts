/** Keeps a scene true to the store and the shown world: devices, looks, bays, highlights, track, theme, time. */
import type {
  BayState,
  DeviceLevel,
  DeviceLook,
  PlaceHighlight,
  SceneDevice,
  SceneHost,
  TrackPath,
} from '#scene/contract.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { AlarmRecord, EventRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { textIn } from '#shared/twin/text.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';
import { outOfServiceOf, useOperations, type OperationsState } from '#state/operations.ts';
import { session } from '#state/session.ts';

const looksMs = 200;
const instantMs = 100;
/** A track stays in sight this long after the throw. */
const trackShownMs = 10 * 60_000;

const levels: readonly DeviceLevel[] = ['normal', 'p1', 'p2', 'p3', 'p4'];

/** Smoke in a home paints the home itself; a stair hall has no volume of its own, its symbol must do. */
export function highlightsOf(
  alarms: readonly AlarmRecord[],
  label: (alarm: AlarmRecord) => string,
): PlaceHighlight[] {
  const byPlace = new Map<string, PlaceHighlight & { priority: number }>();
  for (const alarm of alarms) {
    if (
      alarm.priority > 2 ||
      alarm.placeId === null ||
      isSetAside(alarm) ||
      alarm.system !== 'smoke' ||
      alarm.placeId.includes('/')
    )
      continue;
    const known = byPlace.get(alarm.placeId);
    if (known && known.priority <= alarm.priority) continue;
    byPlace.set(alarm.placeId, {
      placeId: alarm.placeId,
      level: levels[alarm.priority] ?? 'normal',
      label: label(alarm),
      priority: alarm.priority,
    });
  }
  return [...byPlace.values()];
}

/** The newest throw before the instant, as a path; null when there is none of late. */
export function trackOf(events: readonly EventRecord[], instant: number): TrackPath | null {
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    if (
      !event ||
      event.type !== 'throw' ||
      event.atMs > instant + 1000 ||
      instant - event.atMs > trackShownMs
    )
      continue;
    const { track, impactSpeedMps } = event.data;
    if (!Array.isArray(track)) continue;
    const samples = track.filter(
      (one): one is { s: number; p: [number, number, number] } =>
        typeof one === 'object' &&
        one !== null &&
        typeof one.s === 'number' &&
        Array.isArray(one.p) &&
        one.p.length === 3 &&
        one.p.every(Number.isFinite),
    );
    if (samples.length < 2) continue;
    return {
      atMs: samples.map((one) => event.atMs + one.s * 1000),
      positionsEnu: samples.map((one): Enu => one.p),
      label: typeof impactSpeedMps === 'number' ? `${impactSpeedMps.toFixed(1)} m/s` : '',
    };
  }
  return null;
}

export function feedScene(host: SceneHost): () => void {
  const { clock } = session();
  let looksDirty = true;
  let known = new Map<string, DeviceLook>();
  let trackKey = '';
  const stops: (() => void)[] = [];

  const sceneDevices = (state: OperationsState): SceneDevice[] =>
    [...state.devices.values()].flatMap((device) =>
      device.positionEnu
        ? [
            {
              id: device.key,
              system: device.system,
              symbol: systemOrUnknown(device.system).symbol,
              positionEnu: device.positionEnu,
              label: textIn(device.name, state.language),
              ...(device.camera ? { camera: device.camera } : {}),
            },
          ]
        : [],
    );

  function feedLooks(): void {
    if (!looksDirty) return;
    looksDirty = false;
    const state = useOperations.getState();
    const { columns } = session().shown();
    const worst = new Map<string, AlarmRecord>();
    for (const alarm of state.alarms) {
      const one = worst.get(alarm.deviceKey);
      if (!isSetAside(alarm) && (!one || alarm.priority < one.priority)) worst.set(alarm.deviceKey, alarm);
    }
    const looks = new Map<string, DeviceLook>();
    const bays = new Map<string, BayState>();
    for (const device of state.devices.values()) {
      const alarm = worst.get(device.key);
      const quality = outOfServiceOf(device, state) ? 'stale' : deviceQuality(device, columns);
      const look: DeviceLook = {
        level: alarm ? (levels[alarm.priority] ?? 'normal') : quality === 'good' ? 'normal' : quality,
        flashing: alarm !== undefined && !alarm.acknowledged,
        note: alarm ? alarm.value || textIn(alarm.name, state.language) : '',
      };
      const before = known.get(device.key);
      if (
        !before ||
        before.level !== look.level ||
        before.flashing !== look.flashing ||
        before.note !== look.note
      )
        looks.set(device.key, look);
      if (device.system === 'parking-bay') {
        const occupied = pointValue(device, 'occupied', columns);
        bays.set(
          device.id,
          alarm ? 3 : quality !== 'good' || Number.isNaN(occupied) ? 2 : occupied === 1 ? 1 : 0,
        );
      }
    }
    if (looks.size > 0) host.setLooks(looks);
    known = new Map([...known, ...looks]);
    host.setBays(bays);
    host.highlightPlaces(
      highlightsOf(state.alarms, (alarm) => `${alarm.placeId} ${textIn(alarm.name, state.language)}`),
    );
  }

  function feedInstant(): void {
    const instant = clock.instantMs();
    host.setInstant(instant);
    const track = trackOf(useOperations.getState().events, instant);
    const key = track ? `${track.atMs[0]}` : '';
    if (key === trackKey) return;
    trackKey = key;
    host.showTrack(track);
  }

  function feedAll(state: OperationsState): void {
    host.setPlan(state.plan);
    host.setLanguage(state.language);
    host.setTheme(state.theme);
    host.setDaylight(state.daylight);
    known = new Map();
    host.setDevices(sceneDevices(state));
    feedVisibility(state);
    feedModels(state, []);
    looksDirty = true;
    feedLooks();
    feedInstant();
  }

  function feedModels(state: OperationsState, before: readonly ModelManifest[]): void {
    const shifts = standingShifts(state.models, state.plan);
    for (const { id } of before) if (!state.models.some((model) => model.id === id)) host.removeModel(id);
    for (const { id } of state.models) void host.addModel(id, shifts.get(id));
  }

  function feedVisibility(state: OperationsState): void {
    const systems = new Set([...state.devices.values()].map((device) => device.system));
    host.setVisibleSystems(new Set([...systems].filter((system) => !state.hiddenSystems.has(system))));
  }

  function feedChanges(state: OperationsState, before: OperationsState): void {
    const changed = (key: keyof OperationsState) => state[key] !== before[key];
    if (changed('plan')) host.setPlan(state.plan);
    if (changed('language')) host.setLanguage(state.language);
    if (changed('devices') || changed('language')) {
      known = new Map();
      host.setDevices(sceneDevices(state));
      looksDirty = true;
    }
    if (changed('devices') || changed('hiddenSystems')) feedVisibility(state);
    if (changed('theme')) host.setTheme(state.theme);
    if (changed('daylight')) host.setDaylight(state.daylight);
    if (changed('xray')) host.setXray(state.xray);
    if (changed('storey')) {
      host.isolateStorey(state.storey?.kind === 'building' ? state.storey : null);
      host.isolateModelStorey(state.storey?.kind === 'model' ? state.storey : null);
    }
    if (changed('orbiting')) host.setOrbiting(state.orbiting);
    if (changed('alarms') || changed('replayedService')) looksDirty = true;
    if (changed('models') || changed('plan')) feedModels(state, before.models);
    if (changed('selection')) {
      host.selectDevice(state.selection?.kind === 'device' ? state.selection.key : null);
      host.selectElement(state.selection?.kind === 'element' ? state.selection.element : null);
    }
  }

  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  host.setReducedMotion(reduced.matches);
  feedAll(useOperations.getState());
  stops.push(useOperations.subscribe(feedChanges));
  let unsubscribe = session()
    .shown()
    .subscribe({ readings: () => void (looksDirty = true) });
  stops.push(
    session().onWorldSwitch(() => {
      unsubscribe();
      unsubscribe = session()
        .shown()
        .subscribe({ readings: () => void (looksDirty = true) });
      looksDirty = true;
    }),
  );
  const looksTimer = setInterval(feedLooks, looksMs);
  const instantTimer = setInterval(feedInstant, instantMs);
  return () => {
    clearInterval(looksTimer);
    clearInterval(instantTimer);
    unsubscribe();
    for (const stop of stops) stop();
  };
}
