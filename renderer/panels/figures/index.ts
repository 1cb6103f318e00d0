/** The compound in figures, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Figures } from './Figures.tsx';

export const figuresPanel: PanelDeclaration = {
  id: 'figures',
  title: 'figures.title',
  minWidthRem: 13,
  minHeightRem: 6,
  Component: Figures,
};
