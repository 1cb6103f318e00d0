/**
 * What a person works on the scene with: what is hidden, isolated, seen through and coloured, what is cut away, what is
 * measured. Part of the scene's contract. ENU metres.
 */
import type { CutPlane } from '#shared/geo/section.ts';
import type { Bounds } from '#shared/protocol/model.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';

export interface ElementRef {
  readonly modelId: string;
  readonly element: number;
}

/** One step of a pointer over the scene, CSS pixels from the upper left of the view. */
export interface ToolPointer {
  readonly kind: 'down' | 'move' | 'up' | 'cancel';
  readonly xPx: number;
  readonly yPx: number;
  /** 0 left, 1 middle, 2 right. */
  readonly button: number;
  readonly shift: boolean;
  /** What lies under it: model or ground. Costs a ray; ask when it is needed. */
  readonly pointEnu: () => Enu;
}

/**
 * Gets the pointer before the camera and picking do. True: it was meant for the tool, nobody else sees it. A gesture
 * whose press was the tool's stays the tool's until it ends.
 */
export interface Tool {
  pointer(event: ToolPointer): boolean;
  /** A press without a drag that was left to the camera. True: nothing is picked by it. */
  click?(xPx: number, yPx: number): boolean;
}

/** Element indexes by model id. */
export type ElementSet = ReadonlyMap<string, ReadonlySet<number>>;

/** Bytes. */
export type Rgb = readonly [number, number, number];

export interface ElementAppearance {
  readonly hidden: ElementSet;
  /** These alone are shown; null: all are. */
  readonly isolated: ElementSet | null;
  /** Seen through, and no longer in the way of the pointer. */
  readonly ghosted: ElementSet;
  readonly colors: ReadonlyMap<string, ReadonlyMap<number, Rgb>>;
  /** Over all elements that have no colour here, so that those which have stand out; null: they keep their own. */
  readonly restColor: Rgb | null;
}

/** What the pointer holds on to. */
export interface Snap {
  readonly kind: 'vertex' | 'edge' | 'face' | 'ground';
  readonly positionEnu: Enu;
  /** Of the face under it; up on the ground. */
  readonly normalEnu: Enu;
  /** Ends of the edge it lies on. */
  readonly edgeEnu: readonly [Enu, Enu] | null;
  /** Of the whole flat face; null on the ground. */
  readonly faceM2: number | null;
  readonly element: ElementRef | null;
}

/** A line with a label, drawn over the scene. */
export interface SceneMark {
  readonly id: string;
  readonly pointsEnu: readonly Enu[];
  readonly isClosed: boolean;
  readonly label: string;
  /** Still under the hand. */
  readonly isDraft: boolean;
}

/** One storey, of a building of the plan or of an imported model. */
export type StoreyRef =
  | { readonly kind: 'building'; readonly buildingId: string; readonly level: number }
  | { readonly kind: 'model'; readonly modelId: string; readonly storey: number };

/** What is moved apart storey by storey. */
export type ExplodeOf =
  | { readonly kind: 'building'; readonly buildingId: string }
  | { readonly kind: 'model'; readonly modelId: string };

/** x, y, x, y, … in ENU metres; a closed one does not repeat its first point. */
export interface PlanLine {
  readonly points: readonly number[];
  readonly isClosed: boolean;
}

export interface PlanRoom {
  readonly name: string;
  readonly positionEnu: Enu;
}

/** A storey as a drawing has it. */
export interface StoreyLines {
  /** Of each element what the cut goes through: the closed ones enclose what is solid. */
  readonly cut: readonly (readonly PlanLine[])[];
  /** Tops of what lies below the cut. */
  readonly below: readonly PlanLine[];
  readonly rooms: readonly PlanRoom[];
  /** Of the building, or round the model. */
  readonly box: OrientedBox;
  readonly floorM: number;
  readonly ceilingM: number;
  readonly cutM: number;
}

export interface SceneTools {
  setAppearance(appearance: ElementAppearance): void;
  /** At most six; none ends the section. Models alone are cut. */
  setSection(planes: readonly CutPlane[]): void;
  /**
   * Moves the storeys of one building or model apart, each by `gapM` from the one below, with the devices on them; null
   * puts all back. False: it has no storeys to move.
   */
  setExplode(of: ExplodeOf | null, gapM: number): boolean;
  /** The box that is drawn with a handle on each face; null: none. */
  showSectionBox(box: OrientedBox | null): void;
  /** Face of that box whose handle lies there, as `planesOfBox` counts; null: none. */
  sectionHandleAt(xPx: number, yPx: number): number | null;
  /** How far a point moves along a direction while the pointer goes from one place to another, metres. */
  alongM(
    throughEnu: Enu,
    direction: Enu,
    from: readonly [number, number],
    to: readonly [number, number],
  ): number;
  snapAt(xPx: number, yPx: number): Snap;
  showMarks(marks: readonly SceneMark[]): void;
  /** Where two elements come nearest; null where one has no geometry here. */
  clearance(a: ElementRef, b: ElementRef): readonly [Enu, Enu] | null;
  /** Of these elements, where they stand; null where nothing of them is here. */
  boundsOf(elements: readonly ElementRef[]): Bounds | null;
  /** Names of a model's elements that outlive a new import, and back; what is not there is left out. */
  idsOf(modelId: string, elements: readonly number[]): readonly string[];
  elementsOf(modelId: string, ids: readonly string[]): readonly number[];
  /** PNG of the view at this size, without labels. */
  pictureAt(widthPx: number, heightPx: number): Promise<Blob>;
  /** Of all models. */
  modelBounds(): Bounds | null;
  /** Null where the storey has no height, or nothing of it is here. Rejects when `signal` is aborted. */
  storeyLines(storey: StoreyRef, signal: AbortSignal): Promise<StoreyLines | null>;
}
