/**
 * What the person at the screen does with the models: which elements are hidden, alone, seen through or coloured, what is
 * cut away and what was measured. Nothing of it outlives the compound that is shown.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ElementAppearance, ElementRef, ExplodeOf, Rgb } from '#scene/toolContract.ts';
import type { CutPlane } from '#shared/geo/section.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { Grouping } from './grouping.ts';

export type ToolName = 'measure' | 'section' | 'explode' | 'views' | 'walk' | 'place';

export type MeasureKind = 'distance' | 'edge' | 'face' | 'area' | 'height' | 'clearance' | 'point';

export interface Measurement {
  readonly id: number;
  readonly kind: MeasureKind;
  readonly pointsEnu: readonly Enu[];
  /** Of faces and areas only. */
  readonly areaM2: number | null;
}

export type Section =
  | { readonly kind: 'box'; readonly box: OrientedBox }
  | { readonly kind: 'planes'; readonly planes: readonly CutPlane[] }
  | null;

/** What the colours of the elements say; it holds as long as `colors` are those that are shown. */
export interface ColoredBy {
  readonly grouping: Grouping;
  readonly byLabel: ReadonlyMap<string, Rgb>;
  /** Groups that share one colour. */
  readonly others: number;
  readonly colors: ElementAppearance['colors'];
}

export interface Appearance extends ElementAppearance {
  readonly coloredBy: ColoredBy | null;
  readonly section: Section;
  /** Storeys that are moved apart, as long as that tool is in the hand. */
  readonly explode: { readonly of: ExplodeOf; readonly gapM: number } | null;
  /** In the hand now. */
  readonly tool: ToolName | null;
  readonly measuring: MeasureKind;
  readonly measurements: readonly Measurement[];
  /** Points of the measurement that is being made. */
  readonly draftEnu: readonly Enu[];
  /** The model that is being put elsewhere; its points are those of the draft, each followed by where it goes. */
  readonly placing: { readonly modelId: string; readonly withHeight: boolean } | null;
  /** First element of a clearance that is being made. */
  readonly draftElement: ElementRef | null;
}

export type AppearanceStore = StoreApi<Appearance>;

/** Everything as it stands in the files. */
export const asBuilt = {
  hidden: new Map(),
  isolated: null,
  ghosted: new Map(),
  colors: new Map(),
  coloredBy: null,
  restColor: null,
  section: null,
  explode: null,
  tool: null,
  measuring: 'distance',
  measurements: [],
  draftEnu: [],
  placing: null,
  draftElement: null,
} as const satisfies Appearance;

export function createAppearance(): AppearanceStore {
  return createStore<Appearance>(() => asBuilt);
}
