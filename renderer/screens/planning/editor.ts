/** The drawing under the hand: what it is now, what it was, what is chosen, which tool is held, how it is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { At, CompoundDrawing } from '#shared/drawing/drawing.ts';
import { redrawnPlan } from '#shared/drawing/planOfDrawing.ts';
import type { Sketch } from '#shared/drawing/things.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';

export type Step = 'ground' | 'buildings' | 'site' | 'devices' | 'test';

export type ToolId =
  | 'select'
  | 'scale'
  | 'rectangle'
  | 'outline'
  | 'fence'
  | 'road'
  | 'area'
  | 'gate'
  | 'bays'
  | 'tree'
  | 'lamp'
  | 'device'
  | 'aim';

export interface Look {
  /** In the middle of the view. */
  readonly centre: At;
  readonly metresPerPx: number;
}

export interface EditorState {
  readonly sketch: Sketch;
  /** As the hub has it. */
  readonly saved: Sketch;
  readonly revision: string;
  readonly past: readonly Sketch[];
  readonly future: readonly Sketch[];
  readonly chosen: readonly string[];
  readonly step: Step;
  readonly tool: ToolId;
  /** Points that were set with the tool so far. */
  readonly draft: readonly At[];
  /** What was typed while drawing: a length, or east and north. */
  readonly typed: string;
  readonly isSaving: boolean;
  /** Asked to save while a save runs. */
  readonly isAskedAgain: boolean;
  readonly fault: Fault | null;
  readonly look: Look;
  /** Ids of places and bays of the plan that were not drawn. */
  readonly taken: ReadonlySet<string>;
}

export type EditorStore = StoreApi<EditorState>;

const mostSteps = 200;

export function createEditor(
  sketch: Sketch,
  revision: string,
  look: Look,
  taken: ReadonlySet<string> = new Set(),
): EditorStore {
  return createStore<EditorState>(() => ({
    sketch,
    saved: sketch,
    revision,
    past: [],
    future: [],
    chosen: [],
    step: 'ground',
    tool: 'select',
    draft: [],
    typed: '',
    isSaving: false,
    isAskedAgain: false,
    fault: null,
    look,
    taken,
  }));
}

/** One step that can be taken back; `from`: where it began, when it was shown while it went on. */
export function commit(editor: EditorStore, sketch: Sketch, from?: Sketch): void {
  editor.setState(({ sketch: before, past }) => {
    const start = from ?? before;
    return start === sketch
      ? {}
      : { sketch, past: [...past.slice(-mostSteps + 1), start], future: [], fault: null };
  });
}

export function undo(editor: EditorStore): void {
  editor.setState(({ sketch, past, future }) => {
    const before = past.at(-1);
    return before ? { sketch: before, past: past.slice(0, -1), future: [sketch, ...future] } : {};
  });
}

export function redo(editor: EditorStore): void {
  editor.setState(({ sketch, past, future }) => {
    const [next, ...rest] = future;
    return next ? { sketch: next, past: [...past, sketch], future: rest } : {};
  });
}

export function takeTool(editor: EditorStore, tool: ToolId): void {
  editor.setState({
    tool,
    draft: [],
    typed: '',
    ...(tool === 'select' || tool === 'aim' ? {} : { chosen: [] }),
  });
}

/** `plan`: as it was opened; with what is drawn now instead of what was drawn then. */
export const planWith = (editor: EditorStore, plan: CompoundPlan, drawing: CompoundDrawing): CompoundPlan =>
  redrawnPlan(plan, editor.getInitialState().saved.drawing, drawing);

export const isChanged = ({ sketch, saved }: EditorState): boolean => sketch !== saved;
