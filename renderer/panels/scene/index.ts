/** The scene, as a screen lays it out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { ScenePanel } from './ScenePanel.tsx';

export const scenePanel: PanelDeclaration = {
  id: 'scene',
  title: 'panel.scene',
  minWidthRem: 24,
  minHeightRem: 16,
  fixed: true,
  Component: ScenePanel,
};
