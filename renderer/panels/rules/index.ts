/** Alarm rules, as a screen lays them out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Rules } from './Rules.tsx';
import './rules.css';

export const rulesPanel: PanelDeclaration = {
  id: 'rules',
  title: 'rules.title',
  needs: 'rules.edit',
  minWidthRem: 22,
  minHeightRem: 14,
  droppedWhenHidden: true,
  Component: Rules,
};
