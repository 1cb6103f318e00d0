/** Labels of one view, or the same labels in each of two views that stand side by side. */
import { createLabelLayer, type LabelLayer, type SceneLabel } from './labelLayer.ts';

export interface PairedLabels extends LabelLayer {
  setBeside(on: boolean): void;
}

export function createPairedLabels(
  container: HTMLElement,
  relayout: () => void,
  picked: (groupId: string) => void,
): PairedLabels {
  const half = (side: 0 | 1) => {
    const box = document.createElement('div');
    box.style.cssText = 'position:absolute;top:0;bottom:0;pointer-events:none;';
    box.style.left = side === 0 ? '0' : '50%';
    container.append(box);
    return { box, labels: createLabelLayer(box, relayout, picked) };
  };
  const left = half(0);
  let right: ReturnType<typeof half> | null = null;
  let said: readonly SceneLabel[] = [];
  const each = (tell: (labels: LabelLayer) => void) => {
    tell(left.labels);
    if (right) tell(right.labels);
  };
  const letGo = () => {
    right?.labels.dispose();
    right?.box.remove();
    right = null;
  };
  left.box.style.width = '100%';
  return {
    set(labels) {
      said = labels;
      each((layer) => layer.set(labels));
    },
    // Beside each other they have halves of their own.
    within: (fromShare, toShare) => left.labels.within(fromShare, toShare),
    place: (camera, view, settle) => each((layer) => layer.place(camera, view, settle)),
    setBeside(on) {
      if (on === (right !== null)) return;
      left.box.style.width = on ? '50%' : '100%';
      if (!on) return letGo();
      right = half(1);
      right.box.style.width = '50%';
      right.labels.set(said);
    },
    dispose() {
      left.labels.dispose();
      left.box.remove();
      letGo();
    },
  };
}
