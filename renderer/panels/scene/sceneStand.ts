/**
 * The scene from the first moment of a page: it is made before the panels are, in the place where it stood last time,
 * and gets its compound as soon as that is known. The scene's panel takes its element in when it is laid out.
 */
import { createSceneHost } from '#scene/index.ts';
import { manifestOf } from '#state/facts.ts';
import type { Keeper } from '#state/preferences.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { Crossing } from '#state/crossing.ts';
import { arrive } from './arrive.ts';
import { feedScene } from './feedScene.ts';
import { followPath } from './followPath.ts';
import { listenToPicks } from './listenToPicks.ts';

const key = 'linli.scene-place';

interface Place {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of the window it was measured in: in another it stands elsewhere. */
  readonly windowPx: readonly [number, number];
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const numbers = ['leftPx', 'topPx', 'widthPx', 'heightPx'].map((name) => Reflect.get(value, name));
  const window: unknown = Reflect.get(value, 'windowPx');
  return Array.isArray(window) && [...numbers, ...window].every(Number.isFinite);
}

/** Where the scene stood in a window of this size; all of the window where nobody knows. */
export function rememberedPlace(
  windowPx: readonly [number, number],
  keeper: Keeper | undefined = globalThis.localStorage,
): Place {
  const whole = { leftPx: 0, topPx: 0, widthPx: windowPx[0], heightPx: windowPx[1], windowPx };
  try {
    const kept: unknown = JSON.parse(keeper?.getItem(key) ?? 'null');
    return isPlace(kept) && String(kept.windowPx) === String(windowPx) ? kept : whole;
  } catch {
    return whole;
  }
}

export function rememberPlace(element: Element, keeper: Keeper | undefined = globalThis.localStorage): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  const place: Place = {
    leftPx: left,
    topPx: top,
    widthPx: width,
    heightPx: height,
    windowPx: [innerWidth, innerHeight],
  };
  keeper?.setItem(key, JSON.stringify(place));
}

/** `arrival`: where somebody looked from who comes from the globe. */
export function startScene(screen: ScreenContext, arrival: Crossing | null = null): () => void {
  const stand = document.createElement('div');
  stand.className = 'scene-stand';
  const { leftPx, topPx, widthPx, heightPx } = rememberedPlace([innerWidth, innerHeight]);
  stand.style.cssText = `position:fixed;left:${leftPx}px;top:${topPx}px;width:${widthPx}px;height:${heightPx}px`;
  document.body.prepend(stand);
  let shownId: string | null = null;
  let stopShowing = () => undefined as void;

  const create = () => {
    const host = createSceneHost(stand, { theme: screen.preferences.getState().theme });
    // Heard from the first moment on: without WebGL, or with a shader refused, it is said before there is a compound.
    screen.facts.setState({ sceneFault: null });
    host.on('fault', (fault) => screen.facts.setState({ sceneFault: fault?.message ?? null }));
    screen.scene.mount(host);
    return host;
  };
  let host = create();

  const follow = () => {
    const facts = screen.facts.getState();
    const { compoundId } = facts;
    const origin = manifestOf(facts)?.origin;
    if (compoundId === shownId || !origin) return;
    stopShowing();
    const isFirst = shownId === null;
    // Before anything is told: what listens to the facts comes by here again.
    shownId = compoundId;
    if (!isFirst) {
      // Nothing of one compound stays in the scene of another.
      host.dispose();
      host = create();
    }
    host.setOrigin(origin);
    const stops = [feedScene(screen, host), listenToPicks(screen, host), followPath(screen, host)];
    if (isFirst && arrival?.compound === compoundId) stops.push(arrive(screen, host, arrival));
    stopShowing = () => stops.forEach((stop) => stop());
  };
  const unsubscribe = screen.facts.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    stopShowing();
    screen.scene.mount(null);
    host.dispose();
    stand.remove();
  };
}
