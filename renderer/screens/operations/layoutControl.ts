/** Opens, closes, arranges and remembers panels for one person. */
import type { DockviewApi, SerializedDockview } from 'dockview-react';
import type { PanelDeclaration } from '#panels/panel.ts';
import type { LayoutControl, PresetName } from '#state/layout.ts';
import { addOptions, buildLayout, openBelow } from './buildLayout.ts';
import { keepLayouts } from './keepLayout.ts';
import { kindOf, presetFor, presets } from './presets.ts';

const writeAfterMs = 400;
/** What changes so soon after a hand was at the screen is that hand's doing; anything else is the window's or our own. */
const handMs = 3000;
const resizedAfterMs = 500;

const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
const kindOfWindow = () => kindOf(innerWidth, innerHeight);

export function createLayoutControl(
  dock: DockviewApi,
  panels: readonly PanelDeclaration[],
  user: string,
): LayoutControl & { dispose(): void } {
  const kept = keepLayouts();
  const declared = new Map(panels.map((panel) => [panel.id, panel]));
  const listeners = new Set<() => void>();
  let writing: ReturnType<typeof setTimeout> | undefined;
  let resizing: ReturnType<typeof setTimeout> | undefined;
  let kind = kindOfWindow();
  let byHand = false;
  /** The kept one does not fit this window: it stays kept until another is asked for. */
  let spared = false;
  let settled = '';
  let handAtMs = -Infinity;
  /** Since what is kept was last looked at. */
  let changedByHand = false;
  let gone = false;

  function build(name: PresetName = presetFor(kind)): void {
    buildLayout(dock, presets[name], panels, remPx());
  }

  /** Kept in a wider window it may reach over the edge of this one: nothing may lie out of sight. */
  const fits = () =>
    dock.groups.every(({ element }) => element.getBoundingClientRect().right <= innerWidth + 1);

  function lay(layout: SerializedDockview): 'laid' | 'too wide' | 'broken' {
    try {
      dock.fromJSON(layout);
    } catch {
      return 'broken';
    }
    // Panels that are gone, or not for this person any more.
    for (const panel of dock.panels) if (!declared.has(panel.id)) panel.api.close();
    // Whoever sits down sees the alarms, also where another tab was in front when the layout was kept.
    dock.getPanel('alarms')?.api.setActive();
    if (!dock.getPanel('scene')) return 'broken';
    return fits() ? 'laid' : 'too wide';
  }

  /** False where there is none, or none that can be used. */
  function layKept(layout: SerializedDockview | null): boolean {
    const how = layout === null ? 'broken' : lay(layout);
    byHand = how === 'laid';
    spared = how === 'too wide';
    if (!byHand) build();
    settled = JSON.stringify(dock.toJSON());
    return byHand;
  }

  /** As the person left it in this kind of window, else as it suits. */
  function begin(): void {
    const at = (kind = kindOfWindow());
    if (layKept(kept.here(user, kind))) return;
    // At a screen that does not know the person yet, the hub may.
    void kept.atHub(at).then((layout) => {
      if (layout && !byHand && !gone && at === kind) layKept(layout);
    });
  }
  begin();

  const onHand = () => {
    handAtMs = performance.now();
  };
  const onResize = () => {
    handAtMs = -Infinity;
    changedByHand = false;
    clearTimeout(resizing);
    resizing = setTimeout(() => {
      if (kindOfWindow() !== kind) begin();
    }, resizedAfterMs);
  };
  const gestures = ['pointerdown', 'pointerup', 'keydown', 'drop'] as const;
  for (const gesture of gestures) addEventListener(gesture, onHand, true);
  addEventListener('resize', onResize);
  const heard = dock.onDidLayoutChange(() => {
    changedByHand ||= performance.now() - handAtMs <= handMs;
    clearTimeout(writing);
    writing = setTimeout(() => {
      const keep = changedByHand && !spared;
      changedByHand = false;
      for (const listener of listeners) listener();
      const now = dock.toJSON();
      const text = JSON.stringify(now);
      if (text === settled) return;
      settled = text;
      if (!keep) return;
      byHand = true;
      kept.write(user, kind, now);
    }, writeAfterMs);
  });

  return {
    panels: panels.filter(({ fixed }) => !fixed).map(({ id, title }) => ({ id, title })),
    isOpen: (id) => dock.getPanel(id) !== undefined,
    isVisible: (id) => dock.getPanel(id)?.api.isVisible ?? false,
    show(id) {
      const known = dock.getPanel(id);
      if (known) return known.api.setActive();
      const panel = declared.get(id);
      if (!panel) return;
      if (panel.opensBelowScene) return openBelow(dock, panel, panels, remPx());
      const beside = dock.getPanel('alarms') ?? dock.getPanel('incidents');
      dock.addPanel({
        ...addOptions(panel, remPx()),
        position: beside ? { referencePanel: beside.id, direction: 'within' } : { direction: 'right' },
      });
    },
    close: (id) => dock.getPanel(id)?.api.close(),
    apply(preset) {
      spared = false;
      build(preset);
    },
    reset() {
      spared = false;
      build();
      settled = JSON.stringify(dock.toJSON());
      byHand = false;
      kept.write(user, kind, null);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      gone = true;
      for (const gesture of gestures) removeEventListener(gesture, onHand, true);
      removeEventListener('resize', onResize);
      clearTimeout(writing);
      clearTimeout(resizing);
      heard.dispose();
    },
  };
}
