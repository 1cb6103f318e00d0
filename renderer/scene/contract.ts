/**
 * The scene as the rest of the screen sees it. Panels and screens talk to this interface only; nothing outside
 * `renderer/scene` imports three. All positions are ENU metres, z up. The host draws only when asked to.
 */
import type { EcefPose } from '#shared/geo/pose.ts';
import type { BayPlan, CompoundPlan, Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { ChunkInfo, ModelManifest } from '#shared/protocol/model.ts';
import type { Language } from '#shared/twin/text.ts';
import type { SceneSplitting } from './splitContract.ts';
import type { ElementRef, SceneTools, Tool } from './toolContract.ts';

export type { ElementRef } from './toolContract.ts';

/** How a device looks: abnormal levels have colour and shape, everything else is grey. */
export type DeviceLevel = 'normal' | 'active' | 'p1' | 'p2' | 'p3' | 'p4' | 'stale' | 'unknown';

export interface SceneGroup {
  readonly id: string;
  readonly label: string;
}

export interface SceneDevice {
  readonly id: string;
  readonly system: string;
  /** A bay of the plan is painted for it on the ground: while it is quiet it needs no symbol as well. */
  readonly painted?: boolean;
  readonly positionEnu: Enu;
  /** Shown when near, selected or abnormal. */
  readonly label: string;
  /** Building it stands in: many alarms of one are told together. */
  readonly group?: SceneGroup | undefined;
  readonly camera?: CameraMeta;
}

export interface DeviceLook {
  readonly level: DeviceLevel;
  /** Unacknowledged: the symbol pulses (unless reduced motion is asked for). */
  readonly flashing: boolean;
  /** Short words beside an abnormal device's symbol, for example `0.21 dB/m`. */
  readonly note: string;
  /** Its label stays its own, however many alarm in its building. */
  readonly isApart?: true;
}

/** 0 free, 1 occupied, 2 unknown or stale; in alarm: its priority. */
export type BayState = 0 | 1 | 2 | 'p1' | 'p2' | 'p3' | 'p4';

export type Picked =
  | { readonly kind: 'device'; readonly deviceId: string; readonly positionEnu: Enu }
  | { readonly kind: 'group'; readonly groupId: string; readonly positionEnu: Enu }
  | { readonly kind: 'cluster'; readonly deviceIds: readonly string[]; readonly positionEnu: Enu }
  | { readonly kind: 'bay'; readonly deviceId: string; readonly positionEnu: Enu }
  | { readonly kind: 'element'; readonly element: ElementRef; readonly positionEnu: Enu };

export interface CameraPose {
  readonly eyeEnu: Enu;
  readonly targetEnu: Enu;
}

/** What is said of an element; what is left out stays as it was. */
export interface ElementState {
  readonly hidden?: boolean;
  readonly selected?: boolean;
  /** Bytes, and how strongly they cover the element's own colour; null takes it away. */
  readonly tint?: {
    readonly rgb: readonly [number, number, number];
    readonly strength: 0 | 1 | 2 | 3;
  } | null;
}

/** Something with elements to draw: our converted models, tiles, anything that keeps this promise. ENU metres. */
export interface ElementSource {
  readonly id: string;
  /** Ends when all of it is there; what is there already is drawn. */
  load(): Promise<void>;
  /** By element id. Ids are strings that stay the same when the source is loaded or made anew. */
  setStates(states: ReadonlyMap<string, ElementState>): void;
  /** Nearest element along a ray that is not hidden; `direction` has length 1. */
  pick(
    fromEnu: Enu,
    direction: Enu,
  ): {
    readonly elementId: string;
    readonly distanceM: number;
    /** Of the point that was hit, where the element consists of points: beside the ray. */
    readonly positionEnu?: Enu;
  } | null;
  /** Null while nothing is known of it. */
  bounds(): { readonly minEnu: Enu; readonly maxEnu: Enu } | null;
  dispose(): void;
}

/** Where one looks from: the same for the compound's scene and for the globe, so that one goes on where the other ends. */
export interface Viewpoint<P = Picked> {
  /** From the top of the view to its bottom. */
  readonly fovRad: number;
  pose(): EcefPose;
  /** Stands there at once. */
  set(pose: EcefPose): void;
  flyTo(pose: EcefPose): Promise<void>;
  /** CSS pixels from the upper left of the view. */
  pick(xPx: number, yPx: number): P | null;
}

export interface PlaceHighlight {
  readonly placeId: string;
  readonly level: DeviceLevel;
  readonly label: string;
  readonly group?: SceneGroup | undefined;
}

/** A thrown object's path; `atMs` are instants, so that replay shows the object where it was. */
export interface TrackPath {
  readonly atMs: readonly number[];
  readonly positionsEnu: readonly Enu[];
  readonly label: string;
  /** Where it may have come from. */
  readonly outlines?: readonly TrackOutline[];
}

/** A closed line on a wall. */
export interface TrackOutline {
  readonly pointsEnu: readonly Enu[];
  /** How strongly it is meant, 0…1. */
  readonly strength: number;
  /** Empty: nothing is written beside it. */
  readonly label: string;
  /** Where it left the wall as a whole: a line without a filling. */
  readonly isRegion?: boolean;
}

/** A window or door, and how well it does in what is asked of all. */
export interface WallMark {
  readonly cornersEnu: readonly Enu[];
  readonly level: 'good' | 'fair' | 'poor';
}

/** Values at places, painted over the ground between them: nothing at `low` and below, most at `high`. */
export interface HeatField {
  readonly samples: readonly { readonly positionEnu: Enu; readonly value: number }[];
  readonly low: number;
  readonly high: number;
}

/** A garage that lifts and slides pallets; they are numbered from below, from the left. */
export interface Rack {
  readonly id: string;
  /** On the ground, in the middle. */
  readonly centreEnu: Enu;
  /** Of its front, counter-clockwise from east. */
  readonly yawRad: number;
  readonly widthM: number;
  readonly depthM: number;
  readonly levels: number;
  readonly columns: number;
  /** Pallets. */
  readonly count: number;
  /** The one that moves; null: all are at rest. */
  readonly moving: number | null;
  /** How far that one is on its way to the ground, 0…1. */
  readonly progress: number;
}

export type SceneTheme = 'duty' | 'showcase';

/** `auto`: as much as the machine draws smoothly. */
export type SceneQuality = 'auto' | 'high' | 'low';

export interface SceneStats {
  readonly framesDrawn: number;
  readonly lastFrameMs: number;
  readonly triangles: number;
  readonly drawCalls: number;
  /** True while resolution and detail are stepped down. */
  readonly reduced: boolean;
  /** `performance.now()` at which the resting picture was finished in full; NaN while it is not. */
  readonly sharpAtMs?: number;
}

/** Message for the operator, in the scene's language. */
export interface SceneFault {
  readonly code: 'scene-context-lost' | 'scene-no-webgl' | 'scene-model' | 'scene-shaders';
  readonly message: string;
}

/** What the scene must know of a model to fetch and draw it. */
export interface SceneModel extends Pick<
  ModelManifest,
  'id' | 'name' | 'contentKey' | 'bounds' | 'storeys' | 'tiled' | 'points'
> {
  readonly chunks: readonly (Pick<ChunkInfo, 'index' | 'triangles' | 'transparent'> &
    Partial<Pick<ChunkInfo, 'bounds'>>)[];
}

export interface ModelLoad {
  readonly modelId: string;
  /** 0…1 */
  readonly fraction: number;
}

export interface SceneEvents {
  readonly pick: (picked: Picked | null) => void;
  readonly hover: (picked: Picked | null) => void;
  readonly pose: (pose: CameraPose) => void;
  /** At every step of a move, before the frame that shows it; `pose` tells of it when it rests a moment. */
  readonly moved: (pose: CameraPose) => void;
  readonly loading: (load: ModelLoad) => void;
  /** WebGL missing, its context lost, parts of a model not to be had; null when all is well again. */
  readonly fault: (fault: SceneFault | null) => void;
}

/** Where the compound's frame lies on the earth; `heightM` over the ellipsoid. */
export interface SceneOrigin {
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly heightM: number;
  readonly timeZone: string;
}

/** Before a compound is known: the scene may be made ready meanwhile. */
export const nowhere: SceneOrigin = { latDeg: 0, lonDeg: 0, heightM: 0, timeZone: 'UTC' };

export interface SceneHost extends SceneTools, SceneSplitting {
  /** The scene's own element; it may be moved to another place of the page. */
  readonly element: HTMLElement;
  on<K extends keyof SceneEvents>(event: K, listener: SceneEvents[K]): () => void;

  setOrigin(origin: SceneOrigin): void;
  setPlan(plan: CompoundPlan): void;
  /**
   * Loads columns and chunks under `/api/models/{id}`, largest first. The same content at the same place is loaded once;
   * another takes the place of what was there. `shiftEnu` moves it as a whole.
   */
  addModel(model: SceneModel, shiftEnu?: Enu): Promise<void>;
  /** The first `chunks` of what a running import has made so far. */
  showDraft(jobId: string, chunks: number, shiftEnu?: Enu): void;
  removeDraft(jobId: string): void;
  removeModel(modelId: string): void;

  setDevices(devices: readonly SceneDevice[]): void;
  /** Only the named devices change. Cheap enough for 20 Hz. */
  setLooks(looks: ReadonlyMap<string, DeviceLook>): void;
  setVisibleSystems(systems: ReadonlySet<string>): void;
  setBays(states: ReadonlyMap<BayPlan['id'], BayState>): void;

  flyTo(target: { readonly positionEnu: Enu; readonly radiusM: number } | CameraPose): Promise<void>;
  /** Everything in view. */
  fit(): Promise<void>;
  pose(): CameraPose;
  readonly viewpoint: Viewpoint;
  /** Puts a tool in the operator's hand; returns what takes it away again. The last one given is the one used. */
  useTool(tool: Tool): () => void;
  /**
   * On foot from the floor under what one looks at, or from the ground before a building, until what it returns is
   * called: then back where one looked from.
   */
  walk(beside?: OrientedBox | null): () => void;
  setPose(pose: CameraPose): void;
  /** Slow turn round the target, for walls and kiosks; off at the first touch. */
  setOrbiting(on: boolean): void;

  /** `also`: outlined with it, for example the same thing in another version. */
  selectElement(element: ElementRef | null, also?: readonly ElementRef[]): void;
  selectDevice(deviceId: string | null): void;
  /** Marks the volume of a place of the plan, seen through what stands before it. */
  selectPlace(placeId: string | null): void;
  /**
   * Shows one storey level of a building place (`8`, level 4) alone, from above, its walls cut at 1.2 m; null shows
   * all again, from where it was looked at before.
   */
  isolateStorey(storey: { readonly buildingId: string; readonly level: number } | null): void;
  /** Same for an imported model: element ids of one storey index of its manifest. */
  isolateModelStorey(storey: { readonly modelId: string; readonly storey: number } | null): void;
  /** Of one building place, or of all. */
  setXray(on: boolean, buildingId?: string | null): void;
  highlightPlaces(highlights: readonly PlaceHighlight[]): void;
  showHeat(field: HeatField | null): void;
  showRacks(racks: readonly Rack[]): void;
  showTrack(track: TrackPath | null): void;
  markWalls(marks: readonly WallMark[]): void;
  /** Labels stand between these shares of the width: beside them lies another picture. */
  setLabelsWithin(fromShare: number, toShare: number): void;
  /** Frustums of the named cameras. */
  showFrustums(deviceIds: readonly string[]): void;

  /** The instant that is shown: places the sun, the object on its track, and lit windows at night. */
  setInstant(epochMs: number): void;
  setTheme(theme: SceneTheme): void;
  /** `auto` follows the instant. */
  setDaylight(mode: 'auto' | 'day' | 'night'): void;
  setLanguage(language: Language): void;
  setReducedMotion(on: boolean): void;
  setQuality(quality: SceneQuality): void;

  stats(): SceneStats;
  /** PNG of the present view, for tests and documents. */
  snapshot(): Promise<Blob>;
  dispose(): void;
}

export type CreateSceneHost = (
  container: HTMLElement,
  options: {
    readonly theme: SceneTheme;
    /** Base of the model API, default `/api/models`. */
    readonly modelBase?: string;
    /** `never` draws every frame in full, for measuring and for documents. Default `auto`. */
    readonly stepDown?: 'auto' | 'never';
  },
) => SceneHost;
