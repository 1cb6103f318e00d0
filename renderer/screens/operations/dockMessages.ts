/** What the dock tells screen readers, in the screen's language. `titles`: by a panel's id, which a new panel is called by at first. */
import type { DockviewMessages } from 'dockview-react';
import type { Text } from '#ui/useText.ts';

export function dockMessages(t: Text, titles: ReadonlyMap<string, string>): DockviewMessages {
  const called = (name: string) => titles.get(name) ?? name;
  return {
    panelOpened: (name) => t('dock.opened', { name: called(name) }),
    panelClosed: (name) => t('dock.closed', { name: called(name) }),
    groupMaximized: (name) => t('dock.maximized', { name: called(name) }),
    groupRestored: (name) => t('dock.restored', { name: called(name) }),
    groupFloated: (name) => t('dock.floated', { name: called(name) }),
    groupDocked: (name) => t('dock.docked', { name: called(name) }),
    groupPoppedOut: (name) => t('dock.window', { name: called(name) }),
    closeTab: (name) => t('panel.close', { name: called(name) }),
    closeTabPlain: () => t('dock.close'),
    movePickTarget: (name, target, current, total) =>
      t('dock.target', { name: called(name), target: called(target), current, total }),
    movePickEdge: (position, target) =>
      t('dock.edge', { position: t(`dock.at.${position}`), target: called(target) }),
    moveCommitted: (name, target, position) =>
      t('dock.moved', {
        name: called(name),
        target: called(target),
        position: t(`dock.at.${position}`),
      }),
    moveCancelled: () => t('dock.cancelled'),
    moveNotAllowed: () => t('dock.refused'),
    moveFloated: (name) => t('dock.floated', { name: called(name) }),
  };
}
