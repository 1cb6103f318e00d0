/** Keeps a scene true to the store and the shown world: devices, looks, bays, highlights, track, theme, time. */
import { startTools } from '#panels/tools/index.ts';
import type { SceneDevice, SceneGroup, SceneHost, TrackPath } from '#scene/contract.ts';
import { alarmOrder, orderSign } from '#shared/incidents/fireFacts.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { bayPoint, findSystem } from '#shared/systems/index.ts';
import { textIn } from '#shared/twin/text.ts';
import { followSteps } from '#state/clockSteps.ts';
import type { Choices } from '#state/choices.ts';
import { counterpartsOf } from '#state/comparison.ts';
import type { Facts } from '#state/facts.ts';
import type { Preferences } from '#state/preferences.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { shownFiresOf } from '#state/shownFire.ts';
import { createDeviceLooks } from './deviceLooks.ts';
import { feedDrafts } from './feedDrafts.ts';
import { feedHeat } from './feedHeat.ts';
import { feedRacks } from './feedRacks.ts';
import { highlightsOf } from './highlights.ts';
import { trackOf } from './tracks.ts';

/** Looks follow readings this often. */
const looksMs = 200;
/** The instant the scene shows: fine while something moves with it, else only for the sun. */
const movingMs = 100;
const sunMs = 1000;

/** The building that is selected, or the one the selected device stands in. */
function chosenBuilding({ facts, choices }: ScreenContext): string | null {
  const { selection } = choices.getState();
  const { devices, plan } = facts.getState();
  const placeId =
    selection?.kind === 'place'
      ? selection.id
      : selection?.kind === 'device'
        ? devices.get(selection.key)?.placeId
        : null;
  const id = placeId?.split(/[-/]/)[0];
  return plan.places.find((place) => place.kind === 'building' && place.id === id)?.id ?? null;
}

export function feedScene(screen: ScreenContext, host: SceneHost): () => void {
  const { clock, session, facts, choices, preferences } = screen;
  const language = () => preferences.getState().language;
  const looks = createDeviceLooks();
  let looksTimer: ReturnType<typeof setTimeout> | undefined;
  let stopInstant = () => undefined as void;
  let highlightsKey = '';
  let xrayBuilding: string | null = null;
  let trackKey: TrackPath | number | null = null;

  /** The building a place belongs to. */
  const groupFinder = () => {
    const buildings = new Map(
      facts
        .getState()
        .plan.places.flatMap(({ id, kind, name }): [string, SceneGroup][] =>
          kind === 'building' ? [[id, { id, label: textIn(name, language()) }]] : [],
        ),
    );
    return (placeId: string | null | undefined) => buildings.get(placeId?.split(/[-/]/)[0] ?? '');
  };
  const sceneDevices = (groupOf = groupFinder()): SceneDevice[] =>
    [...facts.getState().devices.values()].flatMap((device) =>
      device.positionEnu && !findSystem(device.system)?.discreet
        ? [
            {
              id: device.key,
              system: device.system,
              painted: bayPoint(device.system) !== null,
              positionEnu: device.positionEnu,
              label: textIn(device.name, language()),
              group: groupOf(device.placeId),
              ...(device.camera ? { camera: device.camera } : {}),
            },
          ]
        : [],
    );

  /** The same set while the same changes are shown. */
  let changed: ReadonlySet<string> | null = null;

  function takeSources(): void {
    const { devices, alarms, replayedService } = facts.getState();
    const { shown: fire } = shownFiresOf(facts.getState(), choices.getState());
    const order = new Map((fire ? alarmOrder(fire) : []).map(({ deviceKey, nth }) => [deviceKey, nth]));
    looks.replace({ devices, alarms, language: language(), replayedService, order, changed });
    /** Which alarm of the fire was the first at a place. */
    const firstAt = new Map<string | null, number>();
    if (order.size > 0)
      for (const { placeId, deviceKey } of alarms) {
        const nth = order.get(deviceKey) ?? Infinity;
        if (nth < (firstAt.get(placeId) ?? Infinity)) firstAt.set(placeId, nth);
      }
    const highlights = highlightsOf(alarms, facts.getState().plan, ({ placeId, name }) => {
      const nth = firstAt.get(placeId);
      const said = `${placeId} ${textIn(name, language())}`;
      return nth === undefined ? said : `${orderSign(nth)} ${said}`;
    });
    const key = JSON.stringify(highlights);
    const groupOf = groupFinder();
    if (key !== highlightsKey)
      host.highlightPlaces(highlights.map((one) => ({ ...one, group: groupOf(one.placeId) })));
    highlightsKey = key;
    feedLooks();
  }

  function feedLooks(): void {
    clearTimeout(looksTimer);
    looksTimer = undefined;
    const changes = looks.take(session.shown().columns);
    if (!changes) return;
    if (changes.looks.size > 0) host.setLooks(changes.looks);
    if (changes.bays.size > 0) host.setBays(changes.bays);
  }

  function readingsCame(changed: Uint32Array | null): void {
    looks.readings(changed);
    looksTimer ??= setTimeout(feedLooks, looksMs);
  }

  function followInstant(): void {
    stopInstant();
    const moves = trackKey !== null || clock.current.mode === 'replay';
    stopInstant = followSteps(clock, moves ? movingMs : sunMs, feedInstant);
  }

  function feedInstant(instant: number): void {
    host.setInstant(instant);
    const { tracedThrow } = choices.getState();
    const told = tracedThrow ? null : trackOf(facts.getState().events, instant);
    // What an event tells is a new object each time.
    const key = tracedThrow ?? told?.atMs[0] ?? null;
    if (key === trackKey) return;
    trackKey = key;
    host.showTrack(tracedThrow ?? told);
    queueMicrotask(followInstant);
  }

  function feedAll(): void {
    const { theme, daylight, quality } = preferences.getState();
    host.setPlan(facts.getState().plan);
    host.setLanguage(language());
    host.setTheme(theme);
    host.setDaylight(daylight);
    host.setQuality(quality);
    host.setDevices(sceneDevices());
    feedVisibility();
    feedModels([]);
    takeSources();
    followInstant();
  }

  function feedModels(before: readonly ModelManifest[]): void {
    const { models, plan } = facts.getState();
    const shifts = standingShifts(models, plan);
    for (const { id } of before) if (!models.some((model) => model.id === id)) host.removeModel(id);
    for (const model of models) void host.addModel(model, shifts.get(model.id));
  }

  function feedVisibility(): void {
    const { hiddenSystems } = choices.getState();
    const systems = new Set([...facts.getState().devices.values()].map((device) => device.system));
    host.setVisibleSystems(new Set([...systems].filter((system) => !hiddenSystems.has(system))));
  }

  function feedFacts(now: Facts, before: Facts): void {
    const changed = (key: keyof Facts) => now[key] !== before[key];
    if (changed('plan')) {
      host.setPlan(now.plan);
      // Bays and places begin anew with their plan.
      looks.forget();
      highlightsKey = '';
    }
    if (changed('devices')) {
      host.setDevices(sceneDevices());
      feedVisibility();
    }
    if ((['plan', 'devices', 'alarms', 'replayedService', 'incidents'] as const).some(changed)) takeSources();
    if (changed('clock') || changed('events')) followInstant();
    if (changed('models') || changed('plan')) feedModels(before.models);
  }

  function feedChoices(now: Choices, before: Choices): void {
    const differs = (key: keyof Choices) => now[key] !== before[key];
    if (differs('changes')) {
      const found = now.changes?.found;
      changed = found ? new Set(found.map(({ device }) => device.key)) : null;
      takeSources();
    }
    if (differs('hiddenSystems')) feedVisibility();
    if (differs('openIncidentId') || differs('heldFireId')) takeSources();
    if (differs('wallMarks')) host.markWalls(now.wallMarks);
    if (differs('tracedThrow')) feedInstant(clock.instantMs());
    if (differs('xray') || (now.xray && differs('selection'))) {
      // What is let go leaves the x-ray where it was.
      xrayBuilding = chosenBuilding(screen) ?? (before.xray ? xrayBuilding : null);
      host.setXray(now.xray, xrayBuilding);
    }
    if (differs('storey')) {
      host.isolateStorey(now.storey?.kind === 'building' ? now.storey : null);
      host.isolateModelStorey(now.storey?.kind === 'model' ? now.storey : null);
    }
    if (differs('orbiting')) host.setOrbiting(now.orbiting);
    if (differs('selection')) {
      host.selectDevice(now.selection?.kind === 'device' ? now.selection.key : null);
      host.selectPlace(now.selection?.kind === 'place' ? now.selection.id : null);
      const element = now.selection?.kind === 'element' ? now.selection.element : null;
      host.selectElement(element, element ? counterpartsOf(now.comparison, element) : []);
    }
  }

  function feedPreferences(now: Preferences, before: Preferences): void {
    if (now.theme !== before.theme) host.setTheme(now.theme);
    if (now.daylight !== before.daylight) host.setDaylight(now.daylight);
    if (now.quality !== before.quality) host.setQuality(now.quality);
    if (now.language === before.language) return;
    host.setLanguage(now.language);
    host.setDevices(sceneDevices());
    takeSources();
  }

  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  host.setReducedMotion(reduced.matches);
  feedAll();
  let unsubscribe = session.shown().subscribe({ readings: readingsCame });
  const stops = [
    feedDrafts(screen, host),
    feedHeat(screen, host),
    feedRacks(screen, host),
    startTools(screen, host),
    facts.subscribe(feedFacts),
    choices.subscribe(feedChoices),
    preferences.subscribe(feedPreferences),
    session.onWorldSwitch(() => {
      unsubscribe();
      unsubscribe = session.shown().subscribe({ readings: readingsCame });
      readingsCame(null);
    }),
  ];
  return () => {
    clearTimeout(looksTimer);
    stopInstant();
    unsubscribe();
    for (const stop of stops) stop();
  };
}
