/**
 * The scene host: puts stage, layers, navigation and daylight together behind the contract. It decides only what a
 * change means for the picture (base, overlay, maps) and leaves the rest to its parts.
 */
import { Object3D, PerspectiveCamera } from 'three';
import { emptyPlan, type CompoundPlan, type Enu } from '#shared/twin/compound.ts';
import type { Language } from '#shared/twin/text.ts';
import {
  nowhere,
  type CreateSceneHost,
  type SceneEvents,
  type SceneHost,
  type SceneOrigin,
  type SceneStats,
} from './contract.ts';
import { createDaylight } from './daylight.ts';
import { createEmitter } from './emitter.ts';
import { clearCentre, extentOf } from './extent.ts';
import { createFaults } from './faults.ts';
import { createLayers } from './layers/index.ts';
import { clearView } from './navigation/clearView.ts';
import { cornersOf, holding, outOfRoofs } from './navigation/holding.ts';
import { createHomeView } from './navigation/homeView.ts';
import { createNavigation } from './navigation/navigation.ts';
import { orbitAround, orbitOf, type Orbit } from './navigation/orbit.ts';
import { createToolHand } from './navigation/toolHand.ts';
import { createGathering } from './model/gathering.ts';
import { createPicking, nameOf } from './picking.ts';
import { bindPointer } from './pointing.ts';
import { createPictureMarks } from './pictures.ts';
import { createPulse } from './pulse.ts';
import { createReadiness } from './readiness.ts';
import { createRenderLoop } from './renderLoop.ts';
import { createSceneUniforms } from './shading/uniforms.ts';
import { createStage } from './stage.ts';
import { createStoreyView } from './storeyView.ts';
import { groupLabels } from './symbols/groupLabels.ts';
import { createSurface } from './surface.ts';
import { createViewpoint } from './viewpoint.ts';
import { word } from './words.ts';

Object3D.DEFAULT_UP.set(0, 0, 1);

const FOV_DEG = 40;
const ARRANGE_MS = 200;
const POSE_MS = 120;

export const createSceneHost: CreateSceneHost = (container, options) => {
  const events = createEmitter<SceneEvents>();
  const faults = createFaults((fault) => events.emit('fault', fault));
  const shared = createSceneUniforms();
  const camera = new PerspectiveCamera(FOV_DEG, 1, 1, 3200);
  const surface = createSurface(container);
  const stage = createStage(surface.canvas, camera, shared, options.stepDown !== 'never');
  const daylight = createDaylight(shared, options.theme);
  const pictures = createPictureMarks();
  let language: Language = 'zh';
  let origin: SceneOrigin = nowhere;
  let plan: CompoundPlan = emptyPlan;
  let devicePositions: readonly Enu[] = [];
  let posed = false;
  let arrangedAtMs = -Infinity;
  let poseAtMs = -Infinity;
  let reducedMotion = false;

  const loop = createRenderLoop((nowMs) => {
    if (!frames || !readiness.isReady) return false;
    layers.models.flush();
    const more = frames.draw(nowMs);
    surface.countFrames(frames.stats.framesDrawn);
    if (!more && stage?.mapsWaiting()) loop.later(120, baseChanged);
    return more;
  });
  const layers = createLayers(
    surface.root,
    shared,
    options.modelBase ?? '/api/models',
    stage?.overlayDepth,
    (what) => {
      if (what === 'geometry') geometryChanged();
      else baseChanged();
    },
    () => overlayChanged(),
    (groupId) => events.emit('pick', { kind: 'group', groupId, positionEnu: reach.centreEnu }),
  );
  stage?.scene.add(layers.base);
  stage?.overlay.add(layers.overlay);
  const made = stage?.warmUp(layers.shaders);
  const readiness = createReadiness(made, loop.invalidate);
  void made?.then((refused) => {
    if (refused.length === 0) return;
    console.error('shaders that the card refused', refused);
    faults.set('shaders', { code: 'scene-shaders', message: word('shaders', language) });
  });
  stage?.pipeline.setBloom(daylight.look.bloom);
  layers.models.setHour(daylight.hour);

  const view = () => surface.view;
  const frames = stage?.startFrames({
    applyDetail(detail) {
      const pxPerRad = view().heightPx / ((FOV_DEG * Math.PI) / 180);
      layers.models.cut(camera, detail.minSizePx, pxPerRad);
      layers.models.setShade(detail.shade);
      layers.trees.setDetail(detail.trees);
    },
    arrange(settle, nowMs) {
      if (settle || nowMs - arrangedAtMs > ARRANGE_MS) {
        arrangedAtMs = nowMs;
        layers.symbols.arrange(camera, view());
      }
      layers.labels.place(camera, view(), settle);
    },
    flashing: () => layers.symbols.flashing(camera, view()),
    loading: layers.models.isLoading,
    picture: () => ({
      live: devicePositions.length > 0,
      complete: layers.models.isComplete() && !stage?.mapsWaiting(),
    }),
    finished: pictures.finished,
  });
  const baseChanged = () => {
    frames?.baseChanged();
    loop.invalidate();
  };
  const geometryChanged = createGathering(loop, {
    isLoading: () => layers.models.isLoading(),
    changed(settled) {
      stage?.castersChanged(settled);
      applyExtent();
    },
    draw: baseChanged,
  });
  const overlayChanged = () => {
    frames?.overlayChanged();
    loop.invalidate();
  };
  const refreshLabels = () => {
    const devices = layers.symbols
      .labels()
      .filter(({ rank, positionEnu }) => rank < 0 || !layers.volumes.holds(positionEnu));
    const places = layers.volumes.labels(devices.map(({ positionEnu }) => positionEnu));
    const said = [...places, ...layers.track.labels(), ...devices];
    layers.labels.set(groupLabels(said, (count) => word('alarms', language, { count })));
    overlayChanged();
  };
  const pulse = createPulse(loop, {
    flashes: () => !reducedMotion && layers.symbols.hasFlashing(),
    step(value) {
      if (!layers.sprites.setPulse(value)) return;
      frames?.pulsed();
      loop.invalidate();
    },
  });

  let reach = extentOf(plan, null);
  const applyClear = ({ targetEnu }: Pick<Orbit, 'targetEnu'>) => {
    const [x, y] = clearCentre(reach, targetEnu);
    shared.uFade.value.set(x, y, reach.radiusM * 0.92, reach.radiusM * 2.1);
    layers.ground.setClear(x, y, reach.radiusM);
  };
  const navigation = createNavigation(camera, loop, (orbit) => {
    const nowMs = performance.now();
    applyClear(orbit);
    frames?.moved(nowMs);
    loop.invalidate();
    if (nowMs - poseAtMs < POSE_MS) return;
    poseAtMs = nowMs;
    loop.later(POSE_MS, () => events.emit('pose', navigation.pose()));
  });
  const picking = createPicking(camera, layers, view);
  const hand = createToolHand();
  const storeyView = createStoreyView(layers, camera, FOV_DEG, navigation, picking);
  const extent = () => extentOf(plan, layers.models.bounds(), devicePositions);
  const applyExtent = () => {
    reach = extent();
    applyClear(navigation.orbit);
    navigation.setReach(reach.radiusM * 5);
    stage?.setExtent(reach, plan.lamps, plan.boundaryEnu);
  };
  const orbitRound = (positionEnu: Enu, radiusM: number): Orbit =>
    orbitAround(navigation.orbit, positionEnu, radiusM, { fovDeg: FOV_DEG, aspect: camera.aspect });
  const home = createHomeView(camera, FOV_DEG, navigation);
  const unbind = bindPointer(surface.canvas, {
    camera,
    fovDeg: FOV_DEG,
    heightPx: () => view().heightPx,
    navigation,
    picking,
    tool: hand.take,
    click: (picked) => events.emit('pick', picked),
    hover(picked) {
      layers.symbols.hover(nameOf(picked));
      overlayChanged();
      events.emit('hover', picked);
    },
  });
  const lightChanged = () => {
    stage?.pipeline.setBloom(daylight.look.bloom);
    stage?.sunChanged();
    layers.models.setHour(daylight.hour);
    baseChanged();
  };
  const stopWatching = surface.watch({
    resized({ widthPx, heightPx, pixelRatio }) {
      camera.aspect = widthPx / Math.max(1, heightPx);
      camera.updateProjectionMatrix();
      stage?.resize(Math.round(widthPx * pixelRatio), Math.round(heightPx * pixelRatio));
      layers.sprites.setView(widthPx, heightPx);
      home.reshaped(plan);
      baseChanged();
    },
    lost: () => faults.set('context', { code: 'scene-context-lost', message: word('contextLost', language) }),
    restored() {
      stage?.restore();
      faults.clear('context');
      baseChanged();
    },
  });
  surface.setName(word('canvas', language));
  if (!stage)
    queueMicrotask(() => faults.set('webgl', { code: 'scene-no-webgl', message: word('noWebgl', language) }));

  const host: SceneHost = {
    element: surface.root,
    on: events.on,
    setOrigin(next) {
      origin = next;
      if (daylight.setOrigin(origin)) lightChanged();
    },
    setPlan(next) {
      plan = next;
      readiness.hasContent();
      for (const layer of [layers.ground, layers.trees, layers.surroundings]) layer.setPlan(plan);
      layers.lamps.set(plan.lamps);
      layers.parking.setBays(plan.bays);
      layers.models.setPlan(plan);
      stage?.castersChanged();
      applyExtent();
      if (!posed) home.show(plan);
      baseChanged();
    },
    addModel: (model, shiftEnu = [0, 0, 0]) =>
      layers.models.add(
        model,
        shiftEnu,
        (load) => events.emit('loading', load),
        (id, name, count) => {
          if (count === 0) return faults.clear(`model ${id}`);
          faults.set(`model ${id}`, {
            code: 'scene-model',
            message: word('missing', language, { name, count }),
          });
        },
      ),
    removeModel(modelId) {
      layers.models.remove(modelId);
      faults.clear(`model ${modelId}`);
    },
    setDevices(devices) {
      layers.symbols.setDevices(devices);
      devicePositions = devices.map(({ positionEnu }) => positionEnu);
      if (plan.boundaryEnu.length === 0 && plan.places.length === 0) {
        applyExtent();
        if (!posed && devices.length > 0) navigation.set(orbitRound(reach.centreEnu, reach.radiusM));
      }
      refreshLabels();
      pulse.look();
    },
    setLooks(looks) {
      if (!layers.symbols.setLooks(looks)) return;
      refreshLabels();
      pulse.begin();
    },
    setVisibleSystems(systems) {
      layers.symbols.setVisibleSystems(systems);
      refreshLabels();
    },
    setBays(states) {
      if (!layers.parking.setStates(states)) return;
      stage?.sunChanged();
      baseChanged();
    },
    flyTo(target) {
      posed = true;
      if ('eyeEnu' in target) return navigation.flyTo(orbitOf(outOfRoofs(target, plan)));
      const wish = orbitRound(target.positionEnu, Math.max(6, target.radiusM));
      return navigation.flyTo(clearView(wish, picking.freeM));
    },
    fit() {
      const { centreEnu, radiusM } = extent();
      const round = orbitRound(centreEnu, radiusM * 0.86);
      const corners = cornersOf(plan);
      return navigation.flyTo(
        corners.length > 0 ? holding(round, corners, FOV_DEG, camera.aspect, 10) : round,
      );
    },
    pose: () => navigation.pose(),
    viewpoint: createViewpoint(() => origin, (FOV_DEG * Math.PI) / 180, {
      pose: () => navigation.pose(),
      flyTo: (pose) => host.flyTo(pose),
      pick: picking.at,
    }),
    useTool: hand.use,
    setPose(pose) {
      posed = true;
      navigation.set(orbitOf(pose));
    },
    setOrbiting: (on) => navigation.setOrbiting(on),
    selectElement: (element) => layers.models.select(element),
    selectDevice(deviceId) {
      layers.symbols.select(deviceId);
      refreshLabels();
    },
    isolateStorey(storey) {
      storeyView.show(plan, storey);
      refreshLabels();
    },
    isolateModelStorey: (storey) => layers.models.isolateModelStorey(storey),
    setXray(on, buildingId = null) {
      const box = plan.places.find(({ id, kind }) => kind === 'building' && id === buildingId)?.box ?? null;
      layers.models.setXray(on, box);
    },
    highlightPlaces(highlights) {
      layers.volumes.set(highlights, plan);
      refreshLabels();
    },
    showHeat(field) {
      if (layers.heat.set(field)) overlayChanged();
    },
    showRacks(racks) {
      const changed = layers.racks.set(racks, performance.now());
      if (changed === 'base') {
        stage?.castersChanged();
        baseChanged();
      }
      if (changed === null) return;
      loop.animate((nowMs) => {
        overlayChanged();
        return layers.racks.step(nowMs);
      });
    },
    showTrack(track) {
      layers.track.set(track);
      refreshLabels();
    },
    showFrustums(deviceIds) {
      layers.frustums.set(deviceIds.map(layers.symbols.device).filter((device) => device !== undefined));
      overlayChanged();
    },
    setInstant(epochMs) {
      if (layers.track.setInstant(epochMs)) overlayChanged();
      if (daylight.setInstant(epochMs)) lightChanged();
    },
    setTheme(theme) {
      daylight.setTheme(theme);
      layers.parking.setColoured(theme === 'showcase');
      lightChanged();
    },
    setDaylight(mode) {
      daylight.setMode(mode);
      lightChanged();
    },
    setLanguage(next) {
      language = next;
      surface.setName(word('canvas', language));
    },
    setReducedMotion(on) {
      reducedMotion = on;
      navigation.setReducedMotion(on);
      layers.racks.setReducedMotion(on);
      pulse.look();
    },
    stats: (): SceneStats =>
      frames?.stats
        ? { ...frames.stats, sharpAtMs: frames.sharpAtMs }
        : { framesDrawn: 0, lastFrameMs: 0, triangles: 0, drawCalls: 0, reduced: false },
    snapshot() {
      stage?.pipeline.present(stage.overlay, camera);
      return new Promise((resolve, reject) =>
        surface.canvas.toBlob((blob) =>
          blob ? resolve(blob) : reject(new Error('No picture of the scene.')),
        ),
      );
    },
    dispose() {
      pulse.dispose();
      loop.dispose();
      unbind();
      stopWatching();
      layers.dispose();
      stage?.dispose();
      surface.dispose();
    },
  };
  return host;
};
