/** Cameras, as a screen lays them out. */
import type { PanelDeclaration } from '#panels/panel.ts';
import './cameras.css';
import { Cameras } from './Cameras.tsx';

export { CameraPicture } from './CameraPicture.tsx';
export { nearestCameras } from './nearestCameras.ts';

export const camerasPanel: PanelDeclaration = {
  id: 'cameras',
  title: 'cameras.title',
  needs: 'cameras.view',
  minWidthRem: 15,
  minHeightRem: 10,
  droppedWhenHidden: true,
  Component: Cameras,
};
