/** Opens, closes, arranges and remembers panels for one person. */
import type { DockviewApi, SerializedDockview } from 'dockview-react';
import type { PanelDeclaration } from '#panels/panel.ts';
import type { LayoutControl } from '#state/layout.ts';
import { addOptions, buildLayout } from './buildLayout.ts';
import { keepLayouts } from './keepLayout.ts';
import { presetFor, presets } from './presets.ts';

const writeAfterMs = 400;
const resizingMs = 2000;

const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

export function createLayoutControl(
  dock: DockviewApi,
  panels: readonly PanelDeclaration[],
  user: string,
): LayoutControl & { dispose(): void } {
  const kept = keepLayouts();
  const declared = new Map(panels.map((panel) => [panel.id, panel]));
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  function build(name = presetFor(innerWidth, innerHeight)): void {
    buildLayout(dock, presets[name], panels, remPx());
  }

  function lay(layout: SerializedDockview): boolean {
    try {
      dock.fromJSON(layout);
    } catch {
      return false;
    }
    // Panels that are gone, or not for this person any more.
    for (const panel of dock.panels) if (!declared.has(panel.id)) panel.api.close();
    // Whoever sits down sees the alarms, also where another tab was in front when the layout was kept.
    dock.getPanel('alarms')?.api.setActive();
    return dock.getPanel('scene') !== undefined;
  }

  // What was laid out by hand is kept; what the window alone decides is not.
  let byHand = false;
  let settled = '';
  const settle = () => {
    settled = JSON.stringify(dock.toJSON());
  };
  const own = kept.here(user);
  byHand = own !== null && lay(own);
  if (!byHand) build();
  settle();
  // At a screen that does not know the person yet, the hub may.
  if (!byHand)
    void kept.atHub().then((layout) => {
      if (byHand || gone || !layout) return;
      byHand = lay(layout);
      if (!byHand) build();
      settle();
    });

  let resizedAt = -Infinity;
  const onResize = () => {
    resizedAt = performance.now();
  };
  addEventListener('resize', onResize);
  const heard = dock.onDidLayoutChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const listener of listeners) listener();
      const now = dock.toJSON();
      const text = JSON.stringify(now);
      if (text === settled) return;
      settled = text;
      // A window that was made larger lays nothing out by hand.
      if (!byHand && performance.now() - resizedAt < resizingMs) return;
      byHand = true;
      kept.write(user, now);
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
      const beside = dock.getPanel('alarms') ?? dock.getPanel('incidents');
      dock.addPanel({
        ...addOptions(panel, remPx()),
        position: beside ? { referencePanel: beside.id, direction: 'within' } : { direction: 'right' },
      });
    },
    close: (id) => dock.getPanel(id)?.api.close(),
    apply: build,
    reset() {
      build();
      settle();
      byHand = false;
      kept.write(user, null);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      gone = true;
      removeEventListener('resize', onResize);
      clearTimeout(timer);
      heard.dispose();
    },
  };
}
