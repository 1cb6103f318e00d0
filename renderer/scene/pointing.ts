/** What a pointer means in the scene: it turns and moves about what is under it, picks, flies closer, and rests on symbols. */
import type { PerspectiveCamera } from 'three';
import type { ElementRef, Picked } from './contract.ts';
import { bindInput, type InputTarget } from './navigation/input.ts';
import type { Navigation } from './navigation/navigation.ts';
import { nameOf, type Picking } from './picking.ts';

/** A double click comes closer by this much, and no closer than that many metres. */
const CLOSER = 0.42;
const CLOSEST_M = 18;

/** Returns what ends it. */
export function bindPointer(
  canvas: HTMLElement,
  on: {
    readonly camera: PerspectiveCamera;
    readonly fovDeg: number;
    /** Of the canvas, CSS pixels. */
    readonly heightPx: () => number;
    readonly navigation: Navigation;
    readonly picking: Picking;
    readonly tool: InputTarget['tool'];
    /** True when the press was for a tool. */
    readonly toolClick: (xPx: number, yPx: number) => boolean;
    readonly click: (picked: Picked | null) => void;
    /** Only when it is another than before. */
    readonly hover: (picked: Picked | null) => void;
    /** The element under a pointer that rests on no symbol; said at every step of it. */
    readonly over: (element: ElementRef | null) => void;
  },
): () => void {
  const { camera, navigation, picking } = on;
  let hovered: string | null = null;
  const hover = (picked: Picked | null) => {
    const id = nameOf(picked);
    canvas.style.cursor = picked ? 'pointer' : '';
    if (id === hovered) return;
    hovered = id;
    on.hover(picked);
  };
  return bindInput(canvas, {
    navigation,
    anchorAt: picking.pointAt,
    metresPerPixel(anchor) {
      const { x, y, z } = camera.position;
      const away = Math.hypot(anchor[0] - x, anchor[1] - y, anchor[2] - z);
      return (2 * away * Math.tan((on.fovDeg * Math.PI) / 360)) / on.heightPx();
    },
    click(xPx, yPx) {
      if (!on.toolClick(xPx, yPx)) on.click(picking.at(xPx, yPx));
    },
    doubleClick(xPx, yPx) {
      const picked = picking.at(xPx, yPx);
      const distanceM = Math.max(CLOSEST_M, navigation.orbit.distanceM * CLOSER);
      if (picked) void navigation.flyTo({ ...navigation.orbit, targetEnu: picked.positionEnu, distanceM });
    },
    hover(xPx, yPx) {
      const symbol = picking.symbolAt(xPx, yPx);
      hover(symbol);
      on.over(symbol ? null : picking.elementAt(xPx, yPx));
    },
    tool: on.tool,
    leave() {
      hover(null);
      on.over(null);
    },
  });
}
