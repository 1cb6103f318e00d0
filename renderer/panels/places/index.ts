/** The tree of places, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { CompoundTree } from './CompoundTree.tsx';

export const placesPanel: PanelDeclaration = {
  id: 'places',
  title: 'tree.title',
  minWidthRem: 13,
  minHeightRem: 8,
  Component: CompoundTree,
};
