/** What the dock tells screen readers, in the screen's language. */
import type { DockviewMessages } from 'dockview-react';
import type { Text } from '#ui/useText.ts';

export function dockMessages(t: Text): DockviewMessages {
  return {
    panelOpened: (name) => t('dock.opened', { name }),
    panelClosed: (name) => t('dock.closed', { name }),
    groupMaximized: (name) => t('dock.maximized', { name }),
    groupRestored: (name) => t('dock.restored', { name }),
    groupFloated: (name) => t('dock.floated', { name }),
    groupDocked: (name) => t('dock.docked', { name }),
    groupPoppedOut: (name) => t('dock.window', { name }),
    closeTab: (name) => t('panel.close', { name }),
    closeTabPlain: () => t('dock.close'),
    movePickTarget: (name, target, current, total) => t('dock.target', { name, target, current, total }),
    movePickEdge: (position, target) => t('dock.edge', { position: t(`dock.at.${position}`), target }),
    moveCommitted: (name, target, position) =>
      t('dock.moved', { name, target, position: t(`dock.at.${position}`) }),
    moveCancelled: () => t('dock.cancelled'),
    moveNotAllowed: () => t('dock.refused'),
    moveFloated: (name) => t('dock.floated', { name }),
  };
}
