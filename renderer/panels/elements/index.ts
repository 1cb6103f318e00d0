/** The tree of elements of the imported models, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { ElementTree } from './ElementTree.tsx';

export const elementsPanel: PanelDeclaration = {
  id: 'elements',
  title: 'elements.title',
  needs: 'models.read',
  minWidthRem: 14,
  minHeightRem: 10,
  droppedWhenHidden: true,
  Component: ElementTree,
};
