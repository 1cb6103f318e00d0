/** The pointer over the ground plan: pans, chooses, moves, turns, and sets points with the tool that is held. */
import { useCallback, useRef, useState, type MouseEvent, type PointerEvent, type WheelEvent } from 'react';
import type { At } from '#shared/drawing/drawing.ts';
import { distanceM, middleOf, rounded } from '#shared/drawing/rings.ts';
import {
  findThing,
  moved,
  pointsOf,
  turnedAll,
  withNewPoint,
  withoutPoint,
  withPoint,
  type Sketch,
} from '#shared/drawing/things.ts';
import { commit, type EditorStore } from './editor.ts';
import { snapGridM, toPlan, zoomed, type SizePx } from './planView.ts';
import { depthPoint, gripsOf, snap, type Snapped } from './snapping.ts';
import { addPoint, finishDraft, isSecondPress, type Press } from './drafting.ts';

/** Pixels that a press may tremble. */
const tremblePx = 4;
const snapPx = 10;

type Gesture =
  | { readonly kind: 'pan'; readonly xPx: number; readonly yPx: number; readonly centre: At }
  | { readonly kind: 'press'; readonly xPx: number; readonly yPx: number; readonly centre: At }
  | { readonly kind: 'move'; readonly keys: readonly string[]; readonly from: At; readonly start: Sketch }
  | { readonly kind: 'point'; readonly key: string; readonly nth: number; readonly start: Sketch }
  | {
      readonly kind: 'turn';
      readonly keys: readonly string[];
      readonly middle: At;
      readonly fromRad: number;
      readonly start: Sketch;
    };

const angleOf = (middle: At, at: At): number => Math.atan2(at[1] - middle[1], at[0] - middle[0]);
const turnStepRad = Math.PI / 36;

export function usePlanPointer(editor: EditorStore, size: SizePx, onPoint: (at: At) => void) {
  const gesture = useRef<Gesture | null>(null);
  const pressed = useRef<Press | null>(null);
  const [hover, setHover] = useState<Snapped | null>(null);

  const pointOf = useCallback(
    (event: { clientX: number; clientY: number; currentTarget: Element }): At => {
      const { left, top } = event.currentTarget.getBoundingClientRect();
      return toPlan(editor.getState().look, size, event.clientX - left, event.clientY - top);
    },
    [editor, size],
  );

  const snapped = useCallback(
    (point: At, event: { altKey: boolean; shiftKey: boolean }, without?: ReadonlySet<string>): Snapped => {
      const { sketch, look, draft, tool } = editor.getState();
      if (event.altKey) return { at: [rounded(point[0]), rounded(point[1])], kind: 'free', guide: null };
      const reachM = snapPx * look.metresPerPx;
      const [sideA, sideB] = draft;
      if (tool === 'rectangle' && sideA && sideB)
        return {
          at: depthPoint(sideA, sideB, point, snapGridM(look.metresPerPx)),
          kind: 'direction',
          guide: null,
        };
      const first = draft[0];
      if (first && draft.length >= 3 && distanceM(first, point) < reachM)
        return { at: first, kind: 'corner', guide: null };
      return snap(point, gripsOf(sketch.drawing, without), {
        reachM,
        gridM: snapGridM(look.metresPerPx),
        from: draft.at(-1),
        before: draft.at(-2),
        isUpright: event.shiftKey,
      });
    },
    [editor],
  );

  function onPointerDown(event: PointerEvent<SVGSVGElement>): void {
    const { tool, sketch, look, chosen } = editor.getState();
    event.currentTarget.setPointerCapture(event.pointerId);
    // Keys are the plan's again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const pan = { xPx: event.clientX, yPx: event.clientY, centre: look.centre };
    if (event.button === 1 || event.button === 2) {
      gesture.current = { kind: 'pan', ...pan };
      return;
    }
    if (tool !== 'select') {
      gesture.current = { kind: 'press', ...pan };
      return;
    }
    const target = event.target instanceof Element ? event.target : null;
    const at = pointOf(event);
    const only = chosen.length === 1 ? chosen[0] : undefined;
    const corner = target?.closest('[data-point]')?.getAttribute('data-point');
    if (corner && only !== undefined) {
      gesture.current = { kind: 'point', key: only, nth: Number(corner), start: sketch };
      return;
    }
    const between = target?.closest('[data-between]')?.getAttribute('data-between');
    if (between && only !== undefined) {
      const nth = Number(between);
      const next = withNewPoint(sketch, only, nth, at);
      editor.setState({ sketch: next });
      gesture.current = { kind: 'point', key: only, nth, start: sketch };
      return;
    }
    if (target?.closest('[data-turn]')) {
      const points = chosen.flatMap((key) => {
        const thing = findThing(sketch, key);
        return thing ? pointsOf(thing) : [];
      });
      const middle = middleOf(points);
      gesture.current = { kind: 'turn', keys: chosen, middle, fromRad: angleOf(middle, at), start: sketch };
      return;
    }
    const key = target?.closest('[data-key]')?.getAttribute('data-key') ?? null;
    if (key === null) {
      gesture.current = { kind: 'press', ...pan };
      return;
    }
    const keys = event.shiftKey
      ? chosen.includes(key)
        ? chosen.filter((one) => one !== key)
        : [...chosen, key]
      : chosen.includes(key)
        ? chosen
        : [key];
    editor.setState({ chosen: keys });
    gesture.current = { kind: 'move', keys, from: at, start: sketch };
  }

  function onPointerMove(event: PointerEvent<SVGSVGElement>): void {
    const { tool, look } = editor.getState();
    const now = gesture.current;
    const point = pointOf(event);
    if (!now) {
      setHover(tool === 'select' ? null : snapped(point, event));
      return;
    }
    switch (now.kind) {
      case 'press':
        if (Math.hypot(event.clientX - now.xPx, event.clientY - now.yPx) < tremblePx) return;
        gesture.current = { ...now, kind: 'pan' };
        return;
      case 'pan': {
        const [dx, dy] = [event.clientX - now.xPx, event.clientY - now.yPx];
        const centre: At = [now.centre[0] - dx * look.metresPerPx, now.centre[1] + dy * look.metresPerPx];
        editor.setState({ look: { ...look, centre } });
        return;
      }
      case 'move': {
        const by: At = [point[0] - now.from[0], point[1] - now.from[1]];
        if (Math.hypot(...by) / look.metresPerPx < tremblePx) return;
        const gridM = event.altKey ? 0.001 : snapGridM(look.metresPerPx);
        const onGrid = (valueM: number) => Math.round(valueM / gridM) * gridM;
        editor.setState({ sketch: moved(now.start, now.keys, [onGrid(by[0]), onGrid(by[1])]) });
        return;
      }
      case 'point': {
        const { sketch } = editor.getState();
        const landed = snapped(point, event, new Set([now.key]));
        setHover(landed);
        editor.setState({ sketch: withPoint(sketch, now.key, now.nth, landed.at) });
        return;
      }
      case 'turn': {
        const turnRad = angleOf(now.middle, point) - now.fromRad;
        const stepped = event.altKey ? turnRad : Math.round(turnRad / turnStepRad) * turnStepRad;
        editor.setState({ sketch: turnedAll(now.start, now.keys, stepped) });
      }
    }
  }

  function onPointerUp(event: PointerEvent<SVGSVGElement>): void {
    const now = gesture.current;
    gesture.current = null;
    if (!now) return;
    const { tool, sketch } = editor.getState();
    if (now.kind === 'press') {
      const press = { xPx: event.clientX, yPx: event.clientY, atMs: event.timeStamp };
      const isSecond = isSecondPress(pressed.current, press);
      pressed.current = isSecond ? null : press;
      if (isSecond && tool !== 'select') return;
      if (tool === 'select') editor.setState({ chosen: [] });
      else addPoint(editor, snapped(pointOf(event), event).at, onPoint);
    } else if (now.kind !== 'pan') {
      setHover(null);
      commit(editor, sketch, now.start);
    }
  }

  /** Ends what is being drawn; on a corner of what is chosen, takes the corner away. */
  function onDoubleClick(event: MouseEvent<SVGSVGElement>): void {
    const { tool, sketch, chosen } = editor.getState();
    if (tool !== 'select') return void finishDraft(editor);
    const corner =
      event.target instanceof Element && event.target.closest('[data-point]')?.getAttribute('data-point');
    if (corner && chosen[0] !== undefined) commit(editor, withoutPoint(sketch, chosen[0], Number(corner)));
  }

  /** The gesture came to nothing: what it moved stands where it stood. */
  function onPointerCancel(): void {
    const now = gesture.current;
    gesture.current = null;
    if (now && 'start' in now) editor.setState({ sketch: now.start });
  }

  function onWheel(event: WheelEvent<SVGSVGElement>): void {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const factor = Math.exp(Math.max(-200, Math.min(200, event.deltaY)) * 0.0018);
    editor.setState(({ look }) => ({
      look: zoomed(look, size, event.clientX - left, event.clientY - top, factor),
    }));
  }

  return {
    hover,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onPointerLeave: () => gesture.current === null && setHover(null),
      onWheel,
      onDoubleClick,
      onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
    },
  };
}
