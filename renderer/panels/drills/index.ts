/** Drills, as a screen lays them out, and what other panels show of one. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Drills } from './Drills.tsx';

export { DrillStrip } from './DrillStrip.tsx';
export { Score } from './Score.tsx';
export { scoreRows } from './scoreRows.ts';
export { useRunOf } from './useDrills.ts';

export const drillsPanel: PanelDeclaration = {
  id: 'drills',
  title: 'drills.title',
  needs: 'rules.edit',
  minWidthRem: 24,
  minHeightRem: 16,
  droppedWhenHidden: true,
  Component: Drills,
};
