/**
 * The globe as the rest of the screen sees it: the earth, the places of compounds on it, and where it is looked at from.
 * Nothing outside `renderer/globe` imports Cesium. It knows no words and draws no marks: it says where they belong, so
 * that they are text and buttons of the page. It draws only when something has changed.
 */
import type { Viewpoint } from '#scene/contract.ts';
import type { Ecef, Geodetic } from '#shared/geo/enu.ts';
import type { GlobeSources } from '#shared/protocol/globe.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';

export interface GlobePlace extends Geodetic {
  readonly id: string;
}

/** Where a place is seen, CSS pixels from the upper left of the globe; places behind the earth are left out. */
export interface SeenPlace {
  readonly id: string;
  readonly xPx: number;
  readonly yPx: number;
  /** From the eye. */
  readonly awayM: number;
}

export interface GlobePicked {
  readonly kind: 'compound';
  readonly compoundId: string;
}

export type GlobeTheme = 'duty' | 'showcase';

/** `sources`: something that the hub's configuration covers it with cannot be had. */
export type GlobeFault = 'no-webgl' | 'stopped' | 'sources';

export interface GlobeHost {
  /** Nothing is drawn before one stands somewhere. */
  readonly viewpoint: Viewpoint<GlobePicked>;
  setPlaces(places: readonly GlobePlace[]): void;
  /** What stands at a place, drawn from its plan: for looks from near. */
  setPlan(placeId: string, plan: CompoundPlan): void;
  setTheme(theme: GlobeTheme): void;
  setReducedMotion(on: boolean): void;
  /** Flies until these places are in view, or all of them. */
  show(placeIds?: readonly string[]): Promise<void>;
  /** Where one stands to see all of them, without flying. */
  standOver(placeIds?: readonly string[]): void;
  /** With each drawn frame. */
  onSeen(listener: (seen: readonly SeenPlace[]) => void): () => void;
  onFault(listener: (fault: GlobeFault) => void): () => void;
  /** Ends a flight where it is. */
  interrupt(): void;
  sizePx(): { readonly width: number; readonly height: number };
  /** As the last picture was drawn. */
  camera(): {
    readonly eyeEcef: Ecef;
    readonly direction: Ecef;
    readonly up: Ecef;
    /** From the top of the picture to its bottom. */
    readonly fovRad: number;
  };
  stats(): { readonly framesDrawn: number; readonly complete: boolean };
  dispose(): void;
}

export type CreateGlobeHost = (
  container: HTMLElement,
  options: { readonly theme: GlobeTheme; readonly fovRad: number; readonly sources: GlobeSources },
) => GlobeHost;
