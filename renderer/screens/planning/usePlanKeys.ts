/** Keys of the ground plan: tools, undoing, nudging, and drawing with typed lengths. */
import { useEffect } from 'react';
import type { At } from '#shared/drawing/drawing.ts';
import { copied, moved, removed, turnedAll } from '#shared/drawing/things.ts';
import { addPoint, finishDraft, takeBackPoint } from './drafting.ts';
import { commit, redo, takeTool, undo, type EditorStore, type ToolId } from './editor.ts';
import { typedPoint } from './snapping.ts';

export const toolKeys: Readonly<Partial<Record<ToolId, string>>> = {
  select: 'V',
  rectangle: 'B',
  outline: 'O',
  fence: 'F',
  road: 'R',
  area: 'G',
  gate: 'E',
  bays: 'P',
  tree: 'T',
  lamp: 'L',
  device: 'D',
};

const quarterTurnRad = Math.PI / 12;

const arrows: Readonly<Record<string, At>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"]') !== null;

/** Enter is its own while nothing is being drawn. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a[href], summary') !== null;

/** `hoverAt`: where the pointer is, for lengths that are typed. */
export function usePlanKeys(
  editor: EditorStore,
  options: {
    readonly hoverAt: () => At | null;
    readonly onPoint: (at: At) => void;
    readonly onSave: () => void;
    readonly onWhole: () => void;
    readonly onPane: () => void;
  },
): void {
  const { hoverAt, onPoint, onSave, onWhole, onPane } = options;
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const withControl = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (withControl && key === 's') {
        event.preventDefault();
        return onSave();
      }
      if (isTyping(event.target) || event.defaultPrevented) return;
      if (withControl ? control(key, event.shiftKey) : plain(event)) event.preventDefault();
    }

    function control(key: string, shift: boolean): boolean {
      const { sketch, chosen, taken } = editor.getState();
      if (key === 'z' && !shift) undo(editor);
      else if (key === 'y' || (key === 'z' && shift)) redo(editor);
      else if (key === 'd' && chosen.length > 0) {
        const [next, copies] = copied(sketch, chosen, [5, -5], taken);
        commit(editor, next);
        if (copies.length > 0) editor.setState({ chosen: copies });
      } else return false;
      return true;
    }

    function plain(event: KeyboardEvent): boolean {
      const { tool, draft, typed, chosen, sketch } = editor.getState();
      const isDrawing = tool !== 'select';
      if (isDrawing && /^[\d.,，-]$/.test(event.key)) {
        editor.setState({ typed: typed + event.key });
        return true;
      }
      switch (event.key) {
        case 'Enter': {
          if (!isDrawing || (typed === '' && draft.length === 0 && isPressable(event.target))) return false;
          const at = typed === '' ? null : typedPoint(typed, draft.at(-1), hoverAt());
          if (at) addPoint(editor, at, onPoint);
          else if (typed === '') finishDraft(editor);
          // What says nothing yet stays: a length needs the pointer to tell which way.
          if (at) editor.setState({ typed: '' });
          return true;
        }
        case 'Escape':
          if (draft.length > 0 || typed !== '') editor.setState({ draft: [], typed: '' });
          else if (isDrawing) takeTool(editor, 'select');
          else editor.setState({ chosen: [] });
          return true;
        case 'Backspace':
        case 'Delete':
          if (takeBackPoint(editor)) return true;
          if (chosen.length === 0) return false;
          commit(editor, removed(sketch, chosen));
          editor.setState({ chosen: [] });
          return true;
        case '0':
        case 'Home':
          onWhole();
          return true;
        case '\\':
          onPane();
          return true;
        case '[':
        case ']':
          if (chosen.length === 0) return false;
          commit(editor, turnedAll(sketch, chosen, event.key === '[' ? quarterTurnRad : -quarterTurnRad));
          return true;
      }
      const way = arrows[event.key];
      if (way) {
        if (chosen.length === 0) return false;
        const stepM = event.altKey ? 0.1 : event.shiftKey ? 5 : 0.5;
        commit(editor, moved(sketch, chosen, [way[0] * stepM, way[1] * stepM]));
        return true;
      }
      const asked = Object.entries(toolKeys).find(([, key]) => key === event.key.toUpperCase())?.[0];
      if (!asked || event.altKey || event.shiftKey) return false;
      takeTool(editor, asked as ToolId);
      return true;
    }

    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [editor, hoverAt, onPoint, onSave, onWhole, onPane]);
}
