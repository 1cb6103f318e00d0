/** Notices and warnings to residents, as a screen lays them out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { NoticesPanel } from './NoticesPanel.tsx';
import './notices.css';

export const noticesPanel: PanelDeclaration = {
  id: 'notices',
  title: 'notices.title',
  needs: 'notices.read',
  minWidthRem: 20,
  minHeightRem: 14,
  droppedWhenHidden: true,
  Component: NoticesPanel,
};
