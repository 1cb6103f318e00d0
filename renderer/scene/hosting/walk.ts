/** Walking with the keys and looking round with the pointer, until it is ended. The camera is nobody else's meanwhile. */
import { Ray, Vector3 } from 'three';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { Tool } from '../toolContract.ts';
import { footingFor } from '../navigation/footing.ts';
import { orbitOf } from '../navigation/orbit.ts';
import { lookOf, walkStep, type Feel, type Walker } from '../navigation/walking.ts';
import type { HostParts } from './parts.ts';

const RAD_PER_PX = 0.004;
const MOST_PITCH = 1.35;
/** Less than this is standing still: rays are no finer. */
const REST_M = 0.0005;
const axes: Readonly<Record<string, readonly ['forward' | 'right', 1 | -1]>> = {
  KeyW: ['forward', 1],
  ArrowUp: ['forward', 1],
  KeyS: ['forward', -1],
  ArrowDown: ['forward', -1],
  KeyD: ['right', 1],
  ArrowRight: ['right', 1],
  KeyA: ['right', -1],
  ArrowLeft: ['right', -1],
};

export function startWalk(
  parts: HostParts,
  useTool: (tool: Tool) => () => void,
  beside: OrientedBox | null,
): () => void {
  const { layers, navigation, loop, canvas } = parts;
  const before = navigation.pose();
  const meet = (from: Enu, direction: Enu) =>
    layers.models.pick(new Ray(new Vector3(...from), new Vector3(...direction)));
  const feel: Feel = (from, direction) => meet(from, direction)?.distanceM ?? Infinity;
  const isInside = (at: Enu): boolean => {
    const [over, under] = [meet(at, [0, 0, 1])?.element, meet(at, [0, 0, -1])?.element];
    return over !== undefined && over.modelId === under?.modelId && over.element === under.element;
  };
  const groundM = 0;
  const footing = footingFor({ feel, isInside }, before, groundM, beside);
  let walker: Walker = {
    feetEnu: footing.feetEnu,
    yawRad: footing.yawRad ?? navigation.orbit.azimuthRad + Math.PI,
    pitchRad: 0,
    fallMPerS: 0,
  };
  const held = new Set<string>();
  let over = false;
  let running = false;
  let drag: { readonly xPx: number; readonly yPx: number } | null = null;
  const show = () => navigation.set(orbitOf(lookOf(walker)));

  const wish = () => {
    const sum = { forward: 0, right: 0 };
    for (const code of held) {
      const axis = axes[code];
      if (axis) sum[axis[0]] = Math.max(-1, Math.min(1, sum[axis[0]] + axis[1]));
    }
    return sum;
  };
  const run = () => {
    if (running) return;
    running = true;
    let last = performance.now();
    loop.animate((now) => {
      const seconds = (now - last) / 1000;
      last = now;
      const stood = walker;
      walker = walkStep(walker, wish(), seconds, feel, groundM);
      const moved = walker.feetEnu.some((m, axis) => Math.abs(m - (stood.feetEnu[axis] ?? m)) > REST_M);
      if (moved && !over) show();
      running = !over && (moved || held.size > 0 || walker.fallMPerS > 0);
      return running;
    });
  };
  const stop = new AbortController();
  const { signal } = stop;
  const isTyping = (target: EventTarget | null) =>
    target instanceof HTMLElement &&
    target.matches('input, textarea, select, [contenteditable], [role=tree] *');
  // Before the keys of the canvas and of the screen: here they walk.
  window.addEventListener(
    'keydown',
    (event) => {
      if (!axes[event.code] || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      held.add(event.code);
      run();
    },
    { signal, capture: true },
  );
  window.addEventListener('keyup', (event) => void held.delete(event.code), { signal, capture: true });
  window.addEventListener('blur', () => held.clear(), { signal });
  // The wheel would take the body through walls.
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { signal, capture: true, passive: false },
  );
  const putDown = useTool({
    pointer({ kind, xPx, yPx, button }) {
      if (kind === 'down') drag = button === 0 ? { xPx, yPx } : null;
      else if (kind === 'move' && drag) {
        walker = {
          ...walker,
          yawRad: walker.yawRad + (xPx - drag.xPx) * RAD_PER_PX,
          pitchRad: Math.max(
            -MOST_PITCH,
            Math.min(MOST_PITCH, walker.pitchRad + (yPx - drag.yPx) * RAD_PER_PX),
          ),
        };
        drag = { xPx, yPx };
        show();
      } else if (kind !== 'move') drag = null;
      return kind !== 'move' || drag !== null;
    },
  });
  show();
  run();
  return () => {
    over = true;
    stop.abort();
    putDown();
    void navigation.flyTo(orbitOf(before));
  };
}
