/** The alarm workbench, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import './alarms.css';
import { AlarmBadge } from './AlarmBadge.tsx';
import { AlarmWorkbench } from './AlarmWorkbench.tsx';

export { NoteDialog, ShelveDialog } from './AlarmDialogs.tsx';

export const alarmsPanel: PanelDeclaration = {
  id: 'alarms',
  title: 'alarms.title',
  needs: 'alarms.read',
  minWidthRem: 19,
  minHeightRem: 20,
  Component: AlarmWorkbench,
  Badge: AlarmBadge,
};
