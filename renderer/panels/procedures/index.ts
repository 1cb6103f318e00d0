/** Procedures of incidents, as a screen lays them out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Procedures } from './Procedures.tsx';
import './procedures.css';

export const proceduresPanel: PanelDeclaration = {
  id: 'procedures',
  title: 'procedures.title',
  needs: 'rules.edit',
  minWidthRem: 24,
  minHeightRem: 16,
  droppedWhenHidden: true,
  Component: Procedures,
};
