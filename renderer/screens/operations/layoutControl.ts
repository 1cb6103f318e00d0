/** Opens, closes, arranges and remembers panels for one person. */
import type { DockviewApi } from 'dockview-react';
import type { PanelDeclaration } from '#panels/panel.ts';
import type { LayoutControl } from '#state/layout.ts';
import { addOptions, buildLayout } from './buildLayout.ts';
import { keepLayouts } from './keepLayout.ts';
import { presetFor, presets } from './presets.ts';

const writeAfterMs = 400;

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

  function build(name = presetFor(innerWidth, innerHeight)): void {
    buildLayout(dock, presets[name], panels, remPx());
  }

  function restore(): boolean {
    const layout = kept.read(user);
    if (!layout) return false;
    try {
      dock.fromJSON(layout);
    } catch {
      return false;
    }
    // Panels that are gone, or not for this person any more.
    for (const panel of dock.panels) if (!declared.has(panel.id)) panel.api.close();
    return dock.getPanel('scene') !== undefined;
  }

  if (!restore()) build();

  const heard = dock.onDidLayoutChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      kept.write(user, dock.toJSON());
      for (const listener of listeners) listener();
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
      kept.forget(user);
      build();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      clearTimeout(timer);
      heard.dispose();
    },
  };
}
