/**
 * Hands to navigation: left drag turns, right or Shift drag moves, wheel zooms to the cursor, two fingers pinch and
 * move, WASD and Q/E drive. A press without a drag is a click; the host decides what was meant by it.
 */
import type { Enu } from '#shared/twin/compound.ts';
import type { ToolPointer } from '../toolContract.ts';
import type { Navigation } from './navigation.ts';

const CLICK_SLOP_PX = 5;

export interface InputTarget {
  readonly navigation: Navigation;
  /** Point under the cursor, on the model or the ground. */
  anchorAt(xPx: number, yPx: number): Enu;
  /** Ground metres per CSS pixel at the anchor. */
  metresPerPixel(anchorEnu: Enu): number;
  click(xPx: number, yPx: number): void;
  doubleClick(xPx: number, yPx: number): void;
  hover(xPx: number, yPx: number): void;
  leave(): void;
  /** Asked first; true when a tool took it. */
  tool(pointerId: number, event: ToolPointer): boolean;
}

type Spot = { xPx: number; yPx: number };

export function bindInput(canvas: HTMLElement, target: InputTarget): () => void {
  const { navigation } = target;
  const stop = new AbortController();
  const { signal } = stop;
  const pointers = new Map<number, Spot>();
  let pressed: (Spot & { moves: boolean; dragging: boolean; anchor: Enu }) | undefined;
  const keys = new Set<string>();

  const spotOf = (event: MouseEvent): Spot => {
    const box = canvas.getBoundingClientRect();
    return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
  };
  const isForTool = (event: PointerEvent, kind: ToolPointer['kind']): boolean => {
    const { xPx, yPx } = spotOf(event);
    const { button, shiftKey: shift, pointerId } = event;
    return target.tool(pointerId, {
      kind,
      xPx,
      yPx,
      button,
      shift,
      pointEnu: () => target.anchorAt(xPx, yPx),
    });
  };
  const pan = (dx: number, dy: number, anchor: Enu) => {
    const perPixel = target.metresPerPixel(anchor);
    const { azimuthRad, elevationRad } = navigation.orbit;
    const ahead = azimuthRad + Math.PI;
    const forward = (dy * perPixel) / Math.max(0.35, Math.sin(Math.abs(elevationRad)));
    const right = -dx * perPixel;
    navigation.move(
      Math.cos(ahead) * forward + Math.sin(ahead) * right,
      Math.sin(ahead) * forward - Math.cos(ahead) * right,
      0,
    );
  };
  const pinch = (event: PointerEvent, to: Spot) => {
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    const from = pointers.get(event.pointerId);
    if (!other || !from) return;
    const before = Math.hypot(from.xPx - other.xPx, from.yPx - other.yPx);
    const after = Math.hypot(to.xPx - other.xPx, to.yPx - other.yPx);
    const anchor = target.anchorAt((to.xPx + other.xPx) / 2, (to.yPx + other.yPx) / 2);
    if (before > 10 && after > 10) navigation.zoom(anchor, before / after);
    pan((to.xPx - from.xPx) / 2, (to.yPx - from.yPx) / 2, anchor);
  };

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      canvas.setPointerCapture(event.pointerId);
      canvas.focus({ preventScroll: true });
      navigation.interrupt();
      if (isForTool(event, 'down')) return;
      const spot = spotOf(event);
      pointers.set(event.pointerId, spot);
      const moves = event.button === 2 || event.button === 1 || event.shiftKey;
      const anchor = target.anchorAt(spot.xPx, spot.yPx);
      pressed = { ...spot, moves, dragging: pointers.size > 1, anchor };
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (isForTool(event, 'move')) return;
      const spot = spotOf(event);
      const from = pointers.get(event.pointerId);
      if (!from || !pressed) {
        target.hover(spot.xPx, spot.yPx);
        return;
      }
      if (pointers.size === 2) pinch(event, spot);
      else {
        const away = Math.hypot(spot.xPx - pressed.xPx, spot.yPx - pressed.yPx);
        if (!pressed.dragging && away < CLICK_SLOP_PX) return;
        pressed.dragging = true;
        const dx = spot.xPx - from.xPx;
        const dy = spot.yPx - from.yPx;
        if (pressed.moves) pan(dx, dy, pressed.anchor);
        else navigation.rotate(-dx * 0.0052, dy * 0.0042);
      }
      pointers.set(event.pointerId, spot);
    },
    { signal },
  );
  const release = (event: PointerEvent) => {
    if (isForTool(event, event.type === 'pointerup' ? 'up' : 'cancel')) return;
    const spot = spotOf(event);
    pointers.delete(event.pointerId);
    if (pressed && !pressed.dragging && event.type === 'pointerup' && event.button === 0)
      target.click(spot.xPx, spot.yPx);
    if (pointers.size === 0) pressed = undefined;
  };
  canvas.addEventListener('pointerup', release, { signal });
  canvas.addEventListener('pointercancel', release, { signal });
  canvas.addEventListener('pointerleave', () => target.leave(), { signal });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  canvas.addEventListener(
    'dblclick',
    (event) => {
      const { xPx, yPx } = spotOf(event);
      target.doubleClick(xPx, yPx);
    },
    { signal },
  );
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      navigation.interrupt();
      const { xPx, yPx } = spotOf(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      const amount = Math.min(240, Math.max(-240, event.deltaY * lines));
      navigation.zoom(target.anchorAt(xPx, yPx), Math.exp(amount * 0.0016));
    },
    { signal, passive: false },
  );
  const drive = () => {
    const axis = (plus: string, minus: string) => Number(keys.has(plus)) - Number(keys.has(minus));
    navigation.drive(axis('KeyW', 'KeyS'), axis('KeyD', 'KeyA'), axis('KeyE', 'KeyQ'));
  };
  canvas.addEventListener(
    'keydown',
    (event) => {
      // The screen took a letter before where it means a command that can be done; what comes here drives.
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (!/^Key[WASDQE]$/.test(event.code)) return;
      event.preventDefault();
      event.stopPropagation();
      keys.add(event.code);
      navigation.interrupt();
      drive();
    },
    { signal },
  );
  canvas.addEventListener(
    'keyup',
    (event) => {
      if (keys.delete(event.code)) drive();
    },
    { signal },
  );
  canvas.addEventListener(
    'blur',
    () => {
      keys.clear();
      drive();
    },
    { signal },
  );
  return () => stop.abort();
}
