/** A fire as whoever commands sees it, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import './fire.css';
import { FireCommand } from './FireCommand.tsx';

export const firePanel: PanelDeclaration = {
  id: 'fire',
  title: 'ground.title',
  needs: 'incidents.read',
  minWidthRem: 24,
  minHeightRem: 22,
  opensBelowScene: true,
  Component: FireCommand,
};
