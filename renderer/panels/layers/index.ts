/** Which systems are drawn, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Layers } from './Layers.tsx';

export { HeatButton } from './HeatButton.tsx';

export const layersPanel: PanelDeclaration = {
  id: 'layers',
  title: 'layers.title',
  minWidthRem: 13,
  minHeightRem: 6,
  Component: Layers,
};
