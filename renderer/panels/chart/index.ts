/** The past of points, as a screen lays it out, and how to open it. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { ChartPanel } from './ChartPanel.tsx';

export const chartPanel: PanelDeclaration = {
  id: 'chart',
  title: 'chart.title',
  needs: 'history.read',
  minWidthRem: 24,
  minHeightRem: 14,
  opensBelowScene: true,
  droppedWhenHidden: true,
  Component: ChartPanel,
};
