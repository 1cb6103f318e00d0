/** The journal, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { Journal } from './Journal.tsx';
import './journal.css';

export const journalPanel: PanelDeclaration = {
  id: 'journal',
  title: 'journal.title',
  needs: 'history.read',
  minWidthRem: 19,
  minHeightRem: 12,
  droppedWhenHidden: true,
  Component: Journal,
};
