/** How the panels lie, as commands and menus see it. The screen that lays them out puts its control here. */
import type { TextKey } from '#shared/i18n/zh.ts';

export const presetNames = ['day', 'night', 'wall', 'laptop'] as const;
export type PresetName = (typeof presetNames)[number];

export interface LayoutControl {
  /** Panels that this person may have. */
  readonly panels: readonly { readonly id: string; readonly title: TextKey }[];
  isOpen(panelId: string): boolean;
  /** On the screen, not behind another tab. */
  isVisible(panelId: string): boolean;
  /** Brings it to the front; opens it where it was closed. */
  show(panelId: string): void;
  close(panelId: string): void;
  apply(preset: PresetName): void;
  /** The preset that suits the window, as if nobody had ever changed it. */
  reset(): void;
  /** Told when panels open, close or change places. */
  subscribe(listener: () => void): () => void;
}
