/** The panel of systems, and which of them have a view of their own; all others are shown as a table of their devices. */
import { createElement } from 'react';
import type { PanelDeclaration } from '#panels/panel.ts';
import { SystemPanel } from './SystemPanel.tsx';
import type { SystemView } from './view.ts';

const views: ReadonlyMap<string, SystemView> = new Map<string, SystemView>([]);

export const systemPanel: PanelDeclaration = {
  id: 'system',
  title: 'system.title',
  minWidthRem: 24,
  minHeightRem: 14,
  opensBelowScene: true,
  droppedWhenHidden: true,
  Component: () => createElement(SystemPanel, { views }),
};
