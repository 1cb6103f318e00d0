/** The globe's host: Cesium's widget without its clock, its services and its loop; earth, ground and camera put together. */
import './base.ts';
import {
  Cartesian3,
  CesiumWidget,
  Clock,
  Credit,
  CreditDisplay,
  EllipsoidTerrainProvider,
  JulianDate,
  SceneTransforms,
  type PrimitiveCollection,
} from '@cesium/engine';
import { enuToEcef, type Ecef } from '#shared/geo/enu.ts';
import { globeHosts } from '#shared/protocol/globe.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { createGlobeCamera } from './camera.ts';
import type { CreateGlobeHost, GlobeFault, GlobeHost, GlobePlace, SeenPlace } from './contract.ts';
import { createCover } from './cover.ts';
import { createEarth, lightOver } from './earth.ts';
import { createGround } from './ground.ts';
import { looks } from './look.ts';
import { createRenderLoop } from './renderLoop.ts';
import { isInSight, wholeView } from './wholeView.ts';

/** A pointer this near to a place's light means it. */
const pickPx = 24;
/** A software renderer draws fewer pixels while something moves. */
const movingScale = 0.5;

function openWidget(container: HTMLElement, credits: HTMLElement): CesiumWidget {
  return new CesiumWidget(container, {
    baseLayer: false,
    // Neither sun nor moon is drawn; before the tables of the earth's axis begin, none is asked for.
    clock: new Clock({ currentTime: JulianDate.fromIso8601('1970-01-01'), shouldAnimate: false }),
    terrainProvider: new EllipsoidTerrainProvider(),
    skyBox: false,
    useDefaultRenderLoop: false,
    requestRenderMode: true,
    maximumRenderTimeChange: Infinity,
    scene3DOnly: true,
    creditContainer: credits,
    showRenderLoopErrors: false,
    msaaSamples: 2,
  });
}

function isSoftware(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl && info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : '';
  return /swiftshader|llvmpipe|software|basic render/i.test(String(name));
}

/** Without WebGL it throws. */
export const createGlobeHost: CreateGlobeHost = (container, options) => {
  const { sources } = options;
  const credits = document.createElement('div');
  credits.className = 'globe-credits';
  // Whose data covers the globe is said over it; what it brings along says so itself.
  if (globeHosts(sources).length > 0) container.append(credits);
  if (sources.ionToken === null) CreditDisplay.cesiumCredit = new Credit('CesiumJS', false);
  const widget = openWidget(container, credits);
  const { scene } = widget;
  const software = isSoftware(widget.canvas);
  const seenListeners = new Set<(seen: readonly SeenPlace[]) => void>();
  const faultListeners = new Set<(fault: GlobeFault) => void>();
  let look = looks[options.theme];
  let places: readonly GlobePlace[] = [];
  let framesDrawn = 0;
  let stopped = false;
  /** Nobody sees a picture from anywhere else than where one is to begin. */
  let begun = false;
  const plans = new Map<string, CompoundPlan>();
  const grounds = new Map<string, PrimitiveCollection>();

  const changed = () => {
    scene.requestRender();
    loop.wake();
  };
  const tell = (fault: GlobeFault) => {
    for (const listener of faultListeners) listener(fault);
  };
  const stop = () => {
    stopped = true;
    tell('stopped');
  };
  const draw = () => {
    if (stopped || !begun) return;
    const { positionWC, positionCartographic } = scene.camera;
    earth.setHeight(positionCartographic.height);
    scene.light = lightOver(Cartesian3.normalize(positionWC, new Cartesian3()));
    if (software) widget.resolutionScale = isMoving() ? movingScale : 1;
    widget.resize();
    widget.render();
  };
  const isMoving = () => camera.isFlying() || pressed || performance.now() < wheeledUntilMs;
  const loop = createRenderLoop(draw, () => isMoving() || !scene.globe.tilesLoaded);
  const camera = createGlobeCamera(scene, options.fovRad, changed);
  const earth = createEarth(scene, changed);
  const cover = createCover(scene, sources, { changed, failed: () => tell('sources') });
  earth.setLook(look);
  cover.setLook(look);

  const hands = scene.screenSpaceCameraController;
  hands.enableCollisionDetection = false;
  hands.inertiaSpin = hands.inertiaTranslate = hands.inertiaZoom = 0;
  hands.maximumZoomDistance = 30_000_000;
  let pressed = false;
  let wheeledUntilMs = 0;
  const abort = new AbortController();
  const { signal } = abort;
  const hand = (down: boolean) => () => {
    pressed = down;
    if (down) camera.interrupt();
    loop.wake();
  };
  widget.canvas.addEventListener('pointerdown', hand(true), { signal });
  addEventListener('pointerup', hand(false), { signal });
  addEventListener('pointercancel', hand(false), { signal });
  widget.canvas.addEventListener('pointermove', () => pressed && loop.wake(), { signal });
  widget.canvas.addEventListener(
    'wheel',
    () => {
      camera.interrupt();
      wheeledUntilMs = performance.now() + 250;
      loop.wake();
    },
    { signal, passive: true },
  );
  widget.canvas.addEventListener('webglcontextlost', stop, { signal });
  scene.renderError.addEventListener((_scene: unknown, error: unknown) => {
    console.error('the globe', error);
    stop();
  });

  const shape = () => {
    const { clientWidth, clientHeight } = container;
    if (clientWidth > 0 && clientHeight > 0) camera.shape(clientWidth / clientHeight);
  };
  const observer = new ResizeObserver(shape);
  observer.observe(container);
  shape();

  const onEarth = (place: GlobePlace) => new Cartesian3(...enuToEcef(place, [0, 0, 0]));
  const seen = (): SeenPlace[] => {
    const { x, y, z } = scene.camera.positionWC;
    const eye: Ecef = [x, y, z];
    return places.flatMap((place) => {
      if (!isInSight(eye, place)) return [];
      const there = onEarth(place);
      const at = SceneTransforms.worldToWindowCoordinates(scene, there);
      const awayM = Cartesian3.distance(there, scene.camera.positionWC);
      return at ? [{ id: place.id, xPx: at.x, yPx: at.y, awayM }] : [];
    });
  };
  scene.postRender.addEventListener(() => {
    framesDrawn++;
    const now = seen();
    for (const listener of seenListeners) listener(now);
  });

  const drawGround = (id: string) => {
    const before = grounds.get(id);
    if (before) scene.primitives.remove(before);
    grounds.delete(id);
    const place = places.find((one) => one.id === id);
    const plan = plans.get(id);
    if (!place || !plan) return;
    const ground = createGround(place, plan, look);
    grounds.set(id, ground);
    scene.primitives.add(ground);
    changed();
  };
  const chosen = (ids?: readonly string[]) => places.filter(({ id }) => ids?.includes(id) ?? true);
  const over = (ids?: readonly string[]) =>
    wholeView(chosen(ids), options.fovRad, container.clientWidth / Math.max(1, container.clientHeight));

  const host: GlobeHost = {
    viewpoint: {
      fovRad: options.fovRad,
      pose: camera.pose,
      set(pose) {
        begun = true;
        camera.set(pose);
      },
      flyTo: camera.flyTo,
      pick(xPx, yPx) {
        const near = seen()
          .map(({ id, ...at }) => ({ id, awayPx: Math.hypot(at.xPx - xPx, at.yPx - yPx) }))
          .sort((a, b) => a.awayPx - b.awayPx)[0];
        return near && near.awayPx <= pickPx ? { kind: 'compound', compoundId: near.id } : null;
      },
    },
    setPlaces(next) {
      places = next;
      for (const id of plans.keys()) drawGround(id);
      changed();
    },
    setPlan(id, plan) {
      plans.set(id, plan);
      drawGround(id);
    },
    setTheme(theme) {
      look = looks[theme];
      earth.setLook(look);
      cover.setLook(look);
      for (const id of grounds.keys()) drawGround(id);
    },
    setReducedMotion: camera.setReducedMotion,
    show: (ids) => camera.flyTo(over(ids)),
    standOver: (ids) => host.viewpoint.set(over(ids)),
    onSeen(listener) {
      seenListeners.add(listener);
      changed();
      return () => void seenListeners.delete(listener);
    },
    onFault(listener) {
      faultListeners.add(listener);
      return () => void faultListeners.delete(listener);
    },
    interrupt: camera.interrupt,
    sizePx: () => ({ width: container.clientWidth, height: container.clientHeight }),
    camera: camera.drawn,
    stats: () => ({ framesDrawn, complete: scene.globe.tilesLoaded && !isMoving() }),
    dispose() {
      abort.abort();
      observer.disconnect();
      loop.dispose();
      widget.destroy();
    },
  };
  changed();
  return host;
};
