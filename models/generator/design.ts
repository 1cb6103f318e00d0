/**
 * What a compound's folder declares and the generator turns into a plan, devices and IFC files.
 * Everything lies in the site frame: metres, x along the rows of buildings, y across them, turned by `yawRad`
 * from ENU about the common origin.
 */
import type { Scenarios } from '#shared/compounds/scenario.ts';
import type { FacadeStyle } from '#shared/ifc/catalogue.ts';
import type { Rgb, SitePoint } from '#shared/ifc/ifcModel.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { BayPlan, CompoundManifest, TreePlan } from '#shared/twin/compound.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';

export type { Rgb, SitePoint };

export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Households per floor of one entrance unit; `tower`: four round a core with two lifts and scissor stairs. */
export type UnitKind = 'two' | 'three' | 'tower';

/** `accent`: stair-hall bay and window surrounds. */
export interface BuildingStyle extends FacadeStyle {
  readonly wall: Rgb;
  readonly plinth: Rgb;
  readonly roof: 'pitched' | 'parapet';
  readonly roofTone: Rgb;
}

export interface BuildingDesign {
  readonly id: string;
  readonly courtyardId: string;
  readonly centre: SitePoint;
  readonly units: readonly UnitKind[];
  readonly style: BuildingStyle;
  /** Absent: six. */
  readonly storeys?: number;
  /** Numbers of the units that have a lift outside; absent: all. */
  readonly liftUnits?: readonly number[];
  /** Where a lift outside stops: at the floors (absent), or at the landings half a storey above them. */
  readonly liftStops?: 'floors' | 'landings';
}

/** Where a compound's demo fire starts: the first flat of that storey. */
export interface FirePlace {
  readonly unit: string;
  readonly level: number;
}

/** A car park of several decks, each with two rows of spaces along an aisle. */
export interface GarageDesign {
  readonly rect: Rect;
  /** Spaces of each deck, from the ground up. */
  readonly decks: readonly number[];
}

/** A ground-floor room that is not a dwelling, in place of a household. */
export interface CommonRoom {
  readonly id: string;
  readonly householdId: string;
  readonly name: LocalText;
}

export type Surface = 'asphalt' | 'paving' | 'grass' | 'rubber' | 'concrete';

export interface AreaDesign {
  readonly id: string;
  readonly name: LocalText;
  readonly courtyardId: string | null;
  readonly rect: Rect;
  readonly surface: Surface;
  /** Marked as fire lane: yellow hatching at its edges. */
  readonly fireLane?: boolean;
}

export interface GateDesign {
  readonly id: string;
  readonly name: LocalText;
  readonly at: SitePoint;
  readonly widthM: number;
  /** Side of the fence the gate stands in. */
  readonly side: 'east' | 'south' | 'west' | 'north';
  readonly kind: 'vehicle' | 'pedestrian';
}

export interface BayDesign {
  readonly id: string;
  readonly centre: SitePoint;
  readonly kind: BayPlan['kind'];
  /** Above the ground; absent: on it. */
  readonly zM?: number;
}

export interface TreeDesign extends Omit<TreePlan, 'positionEnu'> {
  readonly at: SitePoint;
}

export interface ViewDesign {
  readonly name: LocalText;
  readonly eye: readonly [number, number, number];
  readonly target: readonly [number, number, number];
}

export interface SurroundingDesign {
  readonly kind: 'building' | 'street';
  readonly rect: Rect;
  readonly heightM: number;
}

export interface SiteDesign {
  readonly surroundings: readonly SurroundingDesign[];
  readonly boundary: Rect;
  readonly areas: readonly AreaDesign[];
  readonly gates: readonly GateDesign[];
  readonly bays: readonly BayDesign[];
  readonly trees: readonly TreeDesign[];
  readonly lamps: readonly SitePoint[];
  readonly hydrants: readonly SitePoint[];
  readonly chargingShed: Rect;
  readonly wastePoint: Rect;
  readonly playground: Rect;
  readonly pavilion: SitePoint;
  /** Garden paths: middle and size. */
  readonly paths: readonly (readonly [xM: number, yM: number, widthM: number, depthM: number])[];
  readonly benches: readonly SitePoint[];
  readonly garage?: GarageDesign;
}

/** The same compound at one time: what differs from the design. */
export interface PhaseDesign {
  readonly id: string;
  readonly name: LocalText;
  readonly buildings: readonly BuildingDesign[];
  readonly site: SiteDesign;
}

export interface CompoundDesign {
  readonly facts: Omit<CompoundManifest, 'origin' | 'models' | 'version'>;
  readonly place: { readonly latDeg: number; readonly lonDeg: number; readonly heightM: number };
  readonly crs: string;
  readonly timeZone: string;
  readonly yawRad: number;
  readonly courtyards: readonly { readonly id: string; readonly name: LocalText; readonly rect: Rect }[];
  readonly buildings: readonly BuildingDesign[];
  readonly commonRooms: readonly CommonRoom[];
  readonly site: SiteDesign;
  /** How it was before, oldest first; the design itself is how it is now. */
  readonly earlier?: readonly PhaseDesign[];
  /** Of the design itself, where there are earlier ones. */
  readonly phase?: Pick<PhaseDesign, 'id' | 'name'>;
  readonly views: readonly ViewDesign[];
  readonly devices: (plan: CompoundPlan) => readonly PlannedDevice[];
  /** What can be played there. */
  readonly scenarios: (plan: CompoundPlan, devices: readonly PlannedDevice[]) => Scenarios;
  /** Invented, and marked as such in every name. */
  readonly households: (plan: CompoundPlan) => readonly Household[];
}
