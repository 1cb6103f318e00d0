/** Points that are being set with a tool: the next one, the last one taken back, the whole ended or let go. */
import type { At } from '#shared/drawing/drawing.ts';
import { distanceM } from '#shared/drawing/rings.ts';
import { commit, type EditorStore } from './editor.ts';
import { leastSideM, madeWith, pointsOfTool } from './drawnWith.ts';

/** Pixels of the window, milliseconds of the event. */
export interface Press {
  readonly xPx: number;
  readonly yPx: number;
  readonly atMs: number;
}

/** As browsers count it. */
const DOUBLE_MS = 500;
const TREMBLE_PX = 4;

/** The second press of a double click: it ends what is drawn, and sets no point, wherever it would snap to. */
export const isSecondPress = (before: Press | null, now: Press): boolean =>
  before !== null &&
  now.atMs - before.atMs < DOUBLE_MS &&
  Math.hypot(now.xPx - before.xPx, now.yPx - before.yPx) < TREMBLE_PX;

/** `onPoint` hears the points of tools that draw nothing themselves. */
export function addPoint(editor: EditorStore, at: At, onPoint: (at: At) => void): void {
  const { tool, draft } = editor.getState();
  if (tool === 'device' || tool === 'aim' || tool === 'scale') return onPoint(at);
  const [first, last] = [draft[0], draft.at(-1)];
  const closes = first && draft.length >= 3 && distanceM(first, at) < 1e-6;
  if (closes) return void finishDraft(editor);
  // Two points on one place are one.
  if (last && distanceM(last, at) < 1e-6) return;
  if (tool === 'rectangle' && draft.length === 1 && last && distanceM(last, at) < leastSideM) return;
  editor.setState({ draft: [...draft, at], typed: '' });
  // A last point of which nothing can be made is let go: another may do.
  if (draft.length + 1 >= pointsOfTool[tool] && !finishDraft(editor)) editor.setState({ draft });
}

/** Whether there is something to end. */
export function finishDraft(editor: EditorStore): boolean {
  const { tool, draft, sketch, taken } = editor.getState();
  const made = madeWith(tool, draft, sketch, taken);
  if (!made) return false;
  commit(editor, made.sketch);
  // The tool stays in the hand: few sites have one building, one road or one tree.
  editor.setState({ draft: [], typed: '', chosen: made.chosen });
  return true;
}

export function takeBackPoint(editor: EditorStore): boolean {
  const { draft, typed } = editor.getState();
  if (typed !== '') editor.setState({ typed: typed.slice(0, -1) });
  else if (draft.length > 0) editor.setState({ draft: draft.slice(0, -1) });
  else return false;
  return true;
}
