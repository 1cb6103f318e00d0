/**
 * The scene host: puts stage, layers, navigation and daylight together behind the contract. It decides only what a
 * change means for the picture (base, overlay, maps) and leaves the rest to its parts.
 */
import { Object3D, PerspectiveCamera } from 'three';
import { emptyPlan, type Enu } from '#shared/twin/compound.ts';
import {
  nowhere,
  type CreateSceneHost,
  type SceneEvents,
  type SceneHost,
  type SceneStats,
} from './contract.ts';
import { createDaylight } from './daylight.ts';
import { createEmitter } from './emitter.ts';
import { clearCentre, extentOf, extentWith } from './extent.ts';
import { createFaults } from './faults.ts';
import { contentOf } from './hosting/content.ts';
import { explodeOf } from './hosting/explode.ts';
import { lookingOf } from './hosting/looking.ts';
import { lightOf } from './hosting/light.ts';
import type { HostParts, HostState } from './hosting/parts.ts';
import { shownOf } from './hosting/shown.ts';
import { splitOf } from './hosting/split.ts';
import { toolsOf } from './hosting/tools.ts';
import { createLayers } from './layers/index.ts';
import { createHomeView } from './navigation/homeView.ts';
import { createNavigation } from './navigation/navigation.ts';
import { orbitAround, poseOf, type Orbit } from './navigation/orbit.ts';
import { createToolHand } from './navigation/toolHand.ts';
import { farthestM, SCENE_FOV_DEG as FOV_DEG } from './landing.ts';
import { createGathering } from './model/gathering.ts';
import { createPicking, nameOf } from './picking.ts';
import { bindPointer } from './pointing.ts';
import { createPictureMarks } from './pictures.ts';
import { createPulse } from './pulse.ts';
import { createReadiness } from './readiness.ts';
import { createRenderLoop } from './renderLoop.ts';
import { createSceneUniforms } from './shading/uniforms.ts';
import { createSplitState } from './split/splitState.ts';
import { createStage, isSoftware } from './stage.ts';
import { createStoreyView } from './storeyView.ts';
import { groupLabels } from './symbols/groupLabels.ts';
import { createSurface } from './surface.ts';
import { word } from './words.ts';

Object3D.DEFAULT_UP.set(0, 0, 1);

const ARRANGE_MS = 200;
const POSE_MS = 120;
/** Points of clouds that a machine without a card draws at rest. */
const SOFTWARE_POINTS = 600_000;

export const createSceneHost: CreateSceneHost = (container, options) => {
  const events = createEmitter<SceneEvents>();
  const faults = createFaults((fault) => events.emit('fault', fault));
  const shared = createSceneUniforms();
  const camera = new PerspectiveCamera(FOV_DEG, 1, 1, 3200);
  const surface = createSurface(container);
  const stage = createStage(surface.canvas, camera, shared, options.stepDown !== 'never');
  const daylight = createDaylight(shared, options.theme);
  const pictures = createPictureMarks();
  let arrangedAtMs = -Infinity;
  let poseAtMs = -Infinity;

  const now: HostState = {
    language: 'zh',
    origin: nowhere,
    plan: emptyPlan,
    devicePositions: [],
    posed: false,
    reducedMotion: false,
  };

  const loop = createRenderLoop((nowMs) => {
    if (!frames || !readiness.isReady) return false;
    layers.models.flush();
    const more = frames.draw(nowMs);
    surface.countFrames(frames.stats.framesDrawn);
    if (!more && stage?.mapsWaiting()) loop.later(120, baseChanged);
    return more;
  }, surface.setResting);
  const layers = createLayers(
    surface.root,
    shared,
    options.modelBase ?? '/api/models',
    stage?.overlayDepth,
    (what) => {
      if (what === 'geometry') {
        layers.outlines.refresh();
        geometryChanged();
      } else baseChanged();
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
    faults.set('shaders', { code: 'scene-shaders', message: word('shaders', now.language) });
  });
  stage?.pipeline.setOutlines(layers.outlines);
  stage?.setSplitting({ kind: null, at: () => 0.5, turn: layers.models.draw });
  stage?.pipeline.setBloom(daylight.look.bloom);
  layers.models.setHour(daylight.hour);
  if (stage && isSoftware(stage.renderer)) layers.models.setPointBudget(SOFTWARE_POINTS);

  const split = createSplitState(() => surface.view, layers.models.turn);
  const view = () => split.viewOf(surface.view);
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
      if (settle) splitting.settle();
      layers.labels.place(camera, view(), settle);
    },
    flashing: () => layers.symbols.flashing(camera, view()),
    loading: layers.models.isLoading,
    picture: () => ({
      live: now.devicePositions.length > 0,
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
  const outlineChanged = () => {
    frames?.outlineChanged();
    loop.invalidate();
  };
  const overlayChanged = () => {
    frames?.overlayChanged();
    loop.invalidate();
  };
  const refreshLabels = () => {
    const devices = layers.symbols
      .labels()
      .filter(({ rank, positionEnu }) => rank < 0 || !layers.volumes.holds(positionEnu));
    const places = layers.volumes.labels(devices.map(({ positionEnu }) => positionEnu));
    const said = [...layers.marks.labels(), ...places, ...layers.track.labels(), ...devices];
    layers.labels.set(groupLabels(said, (count) => word('alarms', now.language, { count })));
    overlayChanged();
  };
  const pulse = createPulse(loop, {
    flashes: () => !now.reducedMotion && layers.symbols.hasFlashing(),
    step(value) {
      if (!layers.sprites.setPulse(value)) return;
      frames?.pulsed();
      loop.invalidate();
    },
  });

  let reach = extentOf(now.plan, null);
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
    events.emit('moved', poseOf(orbit));
    if (nowMs - poseAtMs < POSE_MS) return;
    poseAtMs = nowMs;
    loop.later(POSE_MS, () => events.emit('pose', navigation.pose()));
  });
  const picking = createPicking(camera, layers, view, split);
  const hand = createToolHand();
  const storeyView = createStoreyView(layers, camera, FOV_DEG, navigation, picking);
  const applyExtent = () => {
    const models = layers.models.bounds();
    const compound = extentOf(now.plan, models, now.devicePositions);
    reach = extentWith(compound, models);
    applyClear(navigation.orbit);
    navigation.setReach(farthestM(reach.radiusM));
    stage?.setExtent(compound, now.plan.lamps, now.plan.boundaryEnu);
  };
  const orbitRound = (positionEnu: Enu, radiusM: number): Orbit =>
    orbitAround(navigation.orbit, positionEnu, radiusM, { fovDeg: FOV_DEG, aspect: camera.aspect });
  const home = createHomeView(camera, navigation, layers.models.bounds);
  const unbind = bindPointer(surface.canvas, {
    camera,
    fovDeg: FOV_DEG,
    heightPx: () => view().heightPx,
    navigation,
    picking,
    tool: hand.take,
    toolClick: hand.click,
    click: (picked) => events.emit('pick', picked),
    hover(picked) {
      layers.symbols.hover(nameOf(picked));
      overlayChanged();
      events.emit('hover', picked);
    },
    over(element) {
      if (layers.outlines.mark('hovered', element ? [element] : [])) outlineChanged();
    },
  });
  const lightChanged = () => {
    stage?.pipeline.setBloom(daylight.look.bloom);
    stage?.sunChanged();
    layers.models.setHour(daylight.hour);
    baseChanged();
  };
  const reshape = () => {
    const { widthPx, heightPx } = view();
    camera.aspect = widthPx / Math.max(1, heightPx);
    camera.updateProjectionMatrix();
    layers.sprites.setView(widthPx, heightPx);
    home.reshaped(now.plan);
    baseChanged();
  };
  const stopWatching = surface.watch({
    resized({ widthPx, heightPx, pixelRatio }) {
      stage?.resize(Math.round(widthPx * pixelRatio), Math.round(heightPx * pixelRatio));
      reshape();
    },
    lost: () =>
      faults.set('context', { code: 'scene-context-lost', message: word('contextLost', now.language) }),
    restored() {
      stage?.restore();
      faults.clear('context');
      baseChanged();
    },
  });
  if (!stage)
    queueMicrotask(() =>
      faults.set('webgl', { code: 'scene-no-webgl', message: word('noWebgl', now.language) }),
    );

  const parts: HostParts = {
    now,
    canvas: surface.canvas,
    camera,
    daylight,
    events,
    faults,
    home,
    layers,
    loop,
    navigation,
    picking,
    pulse,
    readiness,
    shared,
    stage,
    split,
    storeyView,
    view,
    reach: () => reach,
    orbitRound,
    nameParts() {
      surface.setName(word('canvas', now.language));
      splitting.setDividerName((left, right) => word('divider', now.language, { left, right }));
    },
    applyExtent,
    baseChanged,
    overlayChanged,
    outlineChanged,
    lightChanged,
    refreshLabels,
  };
  const splitting = splitOf(parts, split, {
    root: surface.root,
    stage,
    reshaped: reshape,
    moved() {
      frames?.moved(performance.now());
      loop.invalidate();
    },
  });
  parts.nameParts();
  const host: SceneHost = {
    element: surface.root,
    on: events.on,
    ...contentOf(parts),
    ...shownOf(parts),
    ...lightOf(parts),
    ...toolsOf(parts),
    ...explodeOf(parts),
    setSplit: splitting.setSplit,
    ...lookingOf(parts, hand.use),
    useTool: hand.use,
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
      splitting.dispose();
      layers.dispose();
      stage?.dispose();
      surface.dispose();
    },
  };
  return host;
};
