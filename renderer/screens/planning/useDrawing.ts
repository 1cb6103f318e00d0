/** The drawing of a compound: had from the hub, put back as a whole; what is not saved is not lost by leaving by accident. */
import { useCallback, useEffect, useState } from 'react';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { emptyDrawing } from '#shared/drawing/drawing.ts';
import { takenIds } from '#shared/drawing/taken.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { askHub } from '#state/account.ts';
import { createEditor, isChanged, type EditorStore } from './editor.ts';
import { drawnPoints, wholeLook } from './planView.ts';

interface Stored {
  readonly drawing: CompoundDrawing | null;
  readonly devices: readonly PlannedDevice[];
  readonly plan: CompoundPlan;
  readonly name: LocalText;
  readonly revision: string;
}

export interface OpenDrawing {
  readonly editor: EditorStore;
  readonly plan: CompoundPlan;
  readonly name: LocalText;
}

const pathOf = (compoundId: string) => `/api/compounds/${encodeURIComponent(compoundId)}/drawing`;

export function useDrawing(compoundId: string | null) {
  const [open, setOpen] = useState<OpenDrawing | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const load = useCallback(async () => {
    if (compoundId === null) return;
    const answer = await askHub<Stored>('GET', pathOf(compoundId));
    if (!answer.ok) return setFault(answer.error);
    const { drawing, devices, plan, name, revision } = answer;
    const sketch = { drawing: drawing ?? emptyDrawing, devices };
    const look = wholeLook(drawnPoints(sketch, plan), { widthPx: 900, heightPx: 700 });
    setFault(null);
    setOpen({ editor: createEditor(sketch, revision, look, takenIds(plan, sketch.drawing)), plan, name });
  }, [compoundId]);
  useEffect(() => {
    // What the hub answers is a change of its own.
    // oxlint-disable-next-line react-hooks/set-state-in-effect
    void load();
  }, [load]);
  const editor = open?.editor;
  useEffect(() => {
    if (!editor) return;
    const hold = (event: BeforeUnloadEvent) => {
      if (isChanged(editor.getState())) event.preventDefault();
    };
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [editor]);
  return { open, fault, load };
}

/** One at a time; what is asked for while one runs is saved after it. */
export async function saveDrawing(editor: EditorStore, compoundId: string): Promise<void> {
  const { sketch, revision, isSaving } = editor.getState();
  if (isSaving) return editor.setState({ isAskedAgain: true });
  editor.setState({ isSaving: true, isAskedAgain: false, fault: null });
  const answer = await askHub<{ revision: string }>('PUT', pathOf(compoundId), { ...sketch, revision });
  if (answer.ok) editor.setState({ isSaving: false, saved: sketch, revision: answer.revision });
  else editor.setState({ isSaving: false, fault: answer.error });
  const { isAskedAgain } = editor.getState();
  if (answer.ok && isAskedAgain && isChanged(editor.getState())) return saveDrawing(editor, compoundId);
  return undefined;
}

/** What somebody else has drawn meanwhile is replaced: for whoever has looked at it and knows. */
export async function saveOver(editor: EditorStore, compoundId: string): Promise<void> {
  const answer = await askHub<Stored>('GET', pathOf(compoundId));
  if (!answer.ok) return editor.setState({ fault: answer.error });
  editor.setState({ revision: answer.revision });
  return saveDrawing(editor, compoundId);
}
