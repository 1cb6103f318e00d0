/** The shift hand-over, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Handovers } from './Handovers.tsx';
import './handover.css';

export const handoverPanel: PanelDeclaration = {
  id: 'handover',
  title: 'handover.title',
  needs: 'history.read',
  minWidthRem: 19,
  minHeightRem: 14,
  droppedWhenHidden: true,
  Component: Handovers,
};
