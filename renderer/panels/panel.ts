/** What a screen must know of a panel to lay it out: each subject's folder declares its own in its index. */
import type { ComponentType } from 'react';
import type { Verb } from '#shared/access/verbs.ts';
import type { TextKey } from '#shared/i18n/zh.ts';

export interface PanelDeclaration {
  readonly id: string;
  readonly title: TextKey;
  /** Who may not do this does not have the panel. */
  readonly needs?: Verb;
  /** In rem. */
  readonly minWidthRem: number;
  readonly minHeightRem: number;
  /** Always there: it can neither be closed nor moved, and has no tab. */
  readonly fixed?: true;
  /** Opened where no layout has it, it lies under the scene, where it is wide. */
  readonly opensBelowScene?: true;
  /** Behind another tab it is not there at all, because it would cost too much. Others keep where they were. */
  readonly droppedWhenHidden?: true;
  readonly Component: ComponentType;
  /** Stands in the tab beside the title. */
  readonly Badge?: ComponentType;
}
