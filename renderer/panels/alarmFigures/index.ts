/** Figures of alarms with their targets, as a screen lays them out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { AlarmFigures } from './AlarmFigures.tsx';
import './alarmFigures.css';

export const alarmFiguresPanel: PanelDeclaration = {
  id: 'alarmFigures',
  title: 'figuresOf.title',
  needs: 'alarms.read',
  minWidthRem: 20,
  minHeightRem: 12,
  droppedWhenHidden: true,
  Component: AlarmFigures,
};
