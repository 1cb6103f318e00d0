/** Lays out a preset: the scene first, then the columns beside it. */
import type { AddPanelOptions, DockviewApi } from 'dockview-react';
import type { PanelDeclaration } from '#panels/panel.ts';
import type { Column, Preset } from './presets.ts';

export function addOptions(panel: PanelDeclaration, rem: number) {
  const { id, minWidthRem, minHeightRem, droppedWhenHidden } = panel;
  return {
    id,
    component: 'panel',
    // The dock asks for a title; the tab says it in the screen's language.
    title: id,
    params: { id },
    minimumWidth: minWidthRem * rem,
    minimumHeight: minHeightRem * rem,
    renderer: droppedWhenHidden ? 'onlyWhenVisible' : 'always',
  } as const satisfies AddPanelOptions;
}

/** Under the scene, or behind the tabs of what lies there already. */
const belowShare = 0.42;

export function openBelow(
  dock: DockviewApi,
  panel: PanelDeclaration,
  panels: readonly PanelDeclaration[],
  rem: number,
): void {
  const there = panels.find(({ id, opensBelowScene }) => opensBelowScene === true && dock.getPanel(id));
  dock.addPanel({
    ...addOptions(panel, rem),
    ...(there ? {} : { initialHeight: Math.max(panel.minHeightRem * rem, dock.height * belowShare) }),
    position: there
      ? { referencePanel: there.id, direction: 'within' }
      : { referencePanel: 'scene', direction: 'below' },
  });
}

export function buildLayout(
  dock: DockviewApi,
  preset: Preset,
  panels: readonly PanelDeclaration[],
  rem: number,
): void {
  dock.clear();
  const declared = new Map(panels.map((panel) => [panel.id, panel]));
  const scene = declared.get('scene');
  if (!scene) throw new Error('a layout needs its scene');
  const { group } = dock.addPanel(addOptions(scene, rem));
  group.header.hidden = true;
  group.locked = 'no-drop-target';

  function addColumn({ widthRem, stacks }: Column, direction: 'left' | 'right'): void {
    let above: string | null = null;
    for (const { tabs, share } of stacks) {
      const there = tabs.flatMap((id) => declared.get(id) ?? []);
      const [first, ...others] = there;
      if (!first) continue;
      dock.addPanel({
        ...addOptions(first, rem),
        initialWidth: widthRem * rem,
        ...(above === null ? {} : { initialHeight: share * dock.height }),
        position: above === null ? { direction } : { referencePanel: above, direction: 'below' },
      });
      for (const one of others)
        dock.addPanel({
          ...addOptions(one, rem),
          inactive: true,
          position: { referencePanel: first.id, direction: 'within' },
        });
      above = first.id;
    }
  }
  for (const column of preset.left) addColumn(column, 'left');
  for (const column of preset.right) addColumn(column, 'right');

  // Each new column took room from the others. From left to right, each gets its own and leaves the rest to what follows.
  const widths = (columns: readonly Column[]) =>
    columns.flatMap(({ stacks, widthRem }) => {
      const first = stacks.flatMap(({ tabs }) => tabs).find((id) => declared.has(id));
      return first === undefined ? [] : [{ id: first, width: widthRem * rem }];
    });
  const beside = [...widths(preset.left), ...widths(preset.right)];
  const sceneWidth = dock.width - beside.reduce((sum, { width }) => sum + width, 0);
  const fromLeft = [
    ...widths(preset.left).toReversed(),
    { id: 'scene', width: sceneWidth },
    ...widths(preset.right),
  ];
  for (const { id, width } of fromLeft) dock.getPanel(id)?.group.api.setSize({ width });
}
