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
import type { Choices } from '#state/choices.ts';
import { outOfServiceOf, type Facts } from '#state/facts.ts';
import type { Preferences } from '#state/preferences.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';
import type { ScreenContext } from '#state/screenContext.ts';

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

export function feedScene(screen: ScreenContext, host: SceneHost): () => void {
  const { clock, facts, choices, preferences } = screen;
  const language = () => preferences.getState().language;
  let looksDirty = true;
  let known = new Map<string, DeviceLook>();
  let trackKey = '';
  const stops: (() => void)[] = [];

  const sceneDevices = (state: Facts): SceneDevice[] =>
    [...state.devices.values()].flatMap((device) =>
      device.positionEnu
        ? [
            {
              id: device.key,
              system: device.system,
              symbol: systemOrUnknown(device.system).symbol,
              positionEnu: device.positionEnu,
              label: textIn(device.name, language()),
              ...(device.camera ? { camera: device.camera } : {}),
            },
          ]
        : [],
    );

  function feedLooks(): void {
    if (!looksDirty) return;
    looksDirty = false;
    const state = facts.getState();
    const { columns } = screen.session.shown();
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
        note: alarm ? alarm.value || textIn(alarm.name, language()) : '',
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
      highlightsOf(state.alarms, (alarm) => `${alarm.placeId} ${textIn(alarm.name, language())}`),
    );
  }

  function feedInstant(): void {
    const instant = clock.instantMs();
    host.setInstant(instant);
    const track = trackOf(facts.getState().events, instant);
    const key = track ? `${track.atMs[0]}` : '';
    if (key === trackKey) return;
    trackKey = key;
    host.showTrack(track);
  }

  function feedAll(): void {
    host.setPlan(facts.getState().plan);
    host.setLanguage(language());
    host.setTheme(preferences.getState().theme);
    host.setDaylight(preferences.getState().daylight);
    feedDevices();
    feedVisibility();
    feedModels([]);
    feedLooks();
    feedInstant();
  }

  function feedDevices(): void {
    known = new Map();
    host.setDevices(sceneDevices(facts.getState()));
    looksDirty = true;
  }

  function feedModels(before: readonly ModelManifest[]): void {
    const { models, plan } = facts.getState();
    const shifts = standingShifts(models, plan);
    for (const { id } of before) if (!models.some((model) => model.id === id)) host.removeModel(id);
    for (const { id } of models) void host.addModel(id, shifts.get(id));
  }

  function feedVisibility(): void {
    const { hiddenSystems } = choices.getState();
    const systems = new Set([...facts.getState().devices.values()].map((device) => device.system));
    host.setVisibleSystems(new Set([...systems].filter((system) => !hiddenSystems.has(system))));
  }

  function feedFacts(now: Facts, before: Facts): void {
    if (now.plan !== before.plan) host.setPlan(now.plan);
    if (now.devices !== before.devices) {
      feedDevices();
      feedVisibility();
    }
    if (now.alarms !== before.alarms || now.replayedService !== before.replayedService) looksDirty = true;
    if (now.models !== before.models || now.plan !== before.plan) feedModels(before.models);
  }

  function feedChoices(now: Choices, before: Choices): void {
    if (now.hiddenSystems !== before.hiddenSystems) feedVisibility();
    if (now.xray !== before.xray) host.setXray(now.xray);
    if (now.storey !== before.storey) {
      host.isolateStorey(now.storey?.kind === 'building' ? now.storey : null);
      host.isolateModelStorey(now.storey?.kind === 'model' ? now.storey : null);
    }
    if (now.orbiting !== before.orbiting) host.setOrbiting(now.orbiting);
    if (now.selection !== before.selection) {
      host.selectDevice(now.selection?.kind === 'device' ? now.selection.key : null);
      host.selectElement(now.selection?.kind === 'element' ? now.selection.element : null);
    }
  }

  function feedPreferences(now: Preferences, before: Preferences): void {
    if (now.theme !== before.theme) host.setTheme(now.theme);
    if (now.daylight !== before.daylight) host.setDaylight(now.daylight);
    if (now.language === before.language) return;
    host.setLanguage(now.language);
    feedDevices();
  }

  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  host.setReducedMotion(reduced.matches);
  feedAll();
  stops.push(
    facts.subscribe(feedFacts),
    choices.subscribe(feedChoices),
    preferences.subscribe(feedPreferences),
  );
  let unsubscribe = screen.session.shown().subscribe({ readings: () => void (looksDirty = true) });
  stops.push(
    screen.session.onWorldSwitch(() => {
      unsubscribe();
      unsubscribe = screen.session.shown().subscribe({ readings: () => void (looksDirty = true) });
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
