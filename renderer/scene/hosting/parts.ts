/** What the host is made of, handed to those of its parts that answer the contract. */
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';
import type { Language } from '#shared/twin/text.ts';
import type { PerspectiveCamera } from 'three';
import type { SceneEvents, SceneFault, SceneOrigin } from '../contract.ts';
import type { Daylight } from '../daylight.ts';
import type { Emitter } from '../emitter.ts';
import type { Extent } from '../extent.ts';
import type { Layers } from '../layers/index.ts';
import type { Navigation } from '../navigation/navigation.ts';
import type { Orbit } from '../navigation/orbit.ts';
import type { Picking } from '../picking.ts';
import type { RenderLoop } from '../renderLoop.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { Stage } from '../stage.ts';
import type { SplitView } from '../split/splitState.ts';

/** What holds now. */
export interface HostState {
  language: Language;
  origin: SceneOrigin;
  plan: CompoundPlan;
  devicePositions: readonly Enu[];
  /** Somebody has said from where to look. */
  posed: boolean;
  reducedMotion: boolean;
}

export interface HostParts {
  readonly now: HostState;
  readonly canvas: HTMLCanvasElement;
  readonly camera: PerspectiveCamera;
  readonly daylight: Daylight;
  readonly events: Emitter<SceneEvents>;
  readonly faults: { set(id: string, fault: SceneFault): void; clear(id: string): void };
  readonly home: { show(plan: CompoundPlan): void };
  readonly layers: Layers;
  readonly loop: RenderLoop;
  readonly navigation: Navigation;
  readonly picking: Picking;
  readonly pulse: { look(): void; begin(): void };
  readonly readiness: { hasContent(): void };
  readonly shared: SceneUniforms;
  readonly stage: Stage | null;
  readonly split: SplitView;
  readonly storeyView: {
    show(plan: CompoundPlan, storey: { readonly buildingId: string; readonly level: number } | null): void;
  };
  /** Of one view, where two stand side by side. CSS pixels. */
  view(): { readonly widthPx: number; readonly heightPx: number };
  reach(): Extent;
  orbitRound(positionEnu: Enu, radiusM: number): Orbit;
  /** What the scene says of itself is said in the language that holds now. */
  nameParts(): void;
  applyExtent(): void;
  baseChanged(): void;
  overlayChanged(): void;
  /** Something else is outlined; nothing else has moved. */
  outlineChanged(): void;
  lightChanged(): void;
  refreshLabels(): void;
}
