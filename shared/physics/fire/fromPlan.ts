/**
 * Smoke and ways out of one unit, reckoned from the storeys and homes of the plan: when smoke takes each landing (the
 * time available), when each storey is outside (the time required), and what is left between them. What the plan does not
 * tell is assumed, and each assumption is handed back so that whoever shows the numbers can say so.
 */
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';
import { unitStoreysOf, type UnitStorey } from '#shared/twin/unitStoreys.ts';
import { evacuate, stairSpeedFactor } from './evacuation.ts';
import type { FireInputs } from './inputs.ts';
import { secondsUntilLayer, smokeSpread, type SmokeCourse } from './smokeSpread.ts';

/** Steepest steps that GB 50096 allows in a dwelling's common stair. */
const riserM = 0.175;
const treadM = 0.26;
const storeyDoorM = 0.9;
const flatDoorM = { open: 0.9, closed: 0.02 } as const;
const lintelM = 2;
const toStairM = 10;
/** Where boxes of homes leave no sensible rest for the stair, m². */
const stairAreaM2 = { least: 8, most: 40, usual: 14 } as const;
const watchedS = 1800;

export const assumptionCodes = [
  'flat-one-room',
  'stair-area-plan',
  'stair-area-usual',
  'stair-one-unvented',
  'stair-steps',
  'door-open',
  'door-closed',
  'people-average',
  'everybody-home',
  'cellar-left-out',
  'fire-chosen',
  'no-wind',
] as const;
export type AssumptionCode = (typeof assumptionCodes)[number];

export interface Assumption {
  readonly code: AssumptionCode;
  readonly value?: number;
}

export interface StoreyEscape {
  readonly placeId: string;
  readonly name: UnitStorey['place']['name'];
  readonly people: number;
  /**
   * Seconds from ignition until smoke takes its landing, where it burns at the latest when smoke leaves the flat: its door
   * opens onto that landing; null: not within half an hour.
   */
  readonly availableS: number | null;
  /** Seconds from ignition until its last person is outside. */
  readonly requiredS: number;
  /** Available less required; null: nothing is lacking within half an hour. */
  readonly marginS: number | null;
  readonly isBurning: boolean;
}

export interface Egress {
  /** From the lowest up. */
  readonly storeys: readonly StoreyEscape[];
  /** Seconds from ignition until smoke leaves the flat; until it hangs below `clearHeightM` in the flat. */
  readonly leavesFlatS: number | null;
  readonly flatLostS: number | null;
  readonly smoke: SmokeCourse;
  readonly stairZoneId: string;
  readonly flatZoneId: string;
  readonly assumptions: readonly Assumption[];
}

/** Null where the plan knows no storeys there, or not on which of them it burns. */
export function egressFromPlan(
  plan: CompoundPlan,
  { placeId, positionEnu }: { readonly placeId: string | null; readonly positionEnu: Enu | null },
  inputs: FireInputs,
): Egress | null {
  const found = unitStoreysOf(plan, placeId, positionEnu);
  const burning = found?.at === null ? undefined : found?.storeys[found.at];
  if (!found || !burning) return null;
  const storeys = found.storeys.filter(({ floorM }) => floorM > -0.5 || floorM === burning.floorM);
  const ground = storeys[0] ?? burning;
  const top = storeys.at(-1) ?? burning;
  const { areaM2: stairArea, isFromPlan } = stairAreaOf(burning);
  const flat = burning.households.find(({ id }) => id === placeId) ?? burning.households[0];
  const flatArea = flat?.box ? flat.box.sizeM[0] * flat.box.sizeM[1] : 60;
  const flatZoneId = flat?.id ?? burning.place.id;
  const stairZoneId = `${found.unit.id} stair`;
  const heightM = burning.box.sizeM[2];
  const left = evacuate({
    storeys: storeys.map(({ place, households }) => ({
      id: place.id,
      people: households.length * inputs.peoplePerHousehold,
      startsAfterS: inputs.preMovementS,
    })),
    // Along the slope, and round two landings.
    stairLengthM: heightM * Math.hypot(1, treadM / riserM) + 4 * inputs.stairWidthM,
    stairWidthM: inputs.stairWidthM,
    stairFactor: stairSpeedFactor(riserM, treadM),
    storeyDoorM,
    exitDoorM: inputs.exitDoorM,
    toStairM,
  });
  const calledS = inputs.detectionS + inputs.notificationS;
  const lastOutS = calledS + Math.max(0, ...left.map(({ outsideS }) => outsideS));
  const smoke = smokeSpread(
    {
      zones: [
        {
          id: flatZoneId,
          areaM2: flatArea,
          floorM: burning.floorM,
          ceilingM: burning.floorM + burning.box.sizeM[2],
        },
        {
          id: stairZoneId,
          areaM2: stairArea,
          floorM: ground.floorM,
          ceilingM: top.floorM + top.box.sizeM[2],
        },
      ],
      openings: [
        {
          from: flatZoneId,
          to: stairZoneId,
          widthM: flatDoorM[inputs.flatDoor],
          sillM: burning.floorM,
          lintelM: burning.floorM + lintelM,
        },
      ],
      fire: { zoneId: flatZoneId, growth: inputs.growth, peakKw: inputs.peakKw },
      wallLoss: inputs.wallLoss,
    },
    // As long as anybody is inside.
    { untilS: Math.max(watchedS, lastOutS) },
  );
  const leavesFlatS = secondsUntilLayer(smoke, flatZoneId, burning.floorM + lintelM);
  return {
    storeys: storeys.map(({ place, floorM, households }, i) => {
      const isBurning = place === burning.place;
      const takenS = secondsUntilLayer(smoke, stairZoneId, floorM + inputs.clearHeightM);
      const availableS = isBurning ? earlier(takenS, leavesFlatS) : takenS;
      const people = households.length * inputs.peoplePerHousehold;
      const requiredS = people > 0 ? calledS + (left[i]?.outsideS ?? 0) : 0;
      return {
        placeId: place.id,
        name: place.name,
        people,
        availableS,
        requiredS,
        marginS: availableS === null ? null : availableS - requiredS,
        isBurning,
      };
    }),
    leavesFlatS,
    flatLostS: secondsUntilLayer(smoke, flatZoneId, burning.floorM + inputs.clearHeightM),
    smoke,
    stairZoneId,
    flatZoneId,
    assumptions: [
      { code: 'fire-chosen' },
      { code: 'flat-one-room', value: flatArea },
      { code: isFromPlan ? 'stair-area-plan' : 'stair-area-usual', value: stairArea },
      { code: 'stair-one-unvented' },
      { code: 'stair-steps' },
      { code: inputs.flatDoor === 'open' ? 'door-open' : 'door-closed' },
      { code: 'people-average', value: inputs.peoplePerHousehold },
      { code: 'everybody-home' },
      ...(storeys.length < found.storeys.length ? [{ code: 'cellar-left-out' } as const] : []),
      { code: 'no-wind' },
    ],
  };
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** What the boxes of the homes leave of the storey. */
function stairAreaOf({ box, households }: UnitStorey): { areaM2: number; isFromPlan: boolean } {
  const homes = households.reduce((sum, one) => sum + (one.box ? one.box.sizeM[0] * one.box.sizeM[1] : 0), 0);
  const rest = box.sizeM[0] * box.sizeM[1] - homes;
  const isFromPlan = households.length > 0 && rest >= stairAreaM2.least && rest <= stairAreaM2.most;
  return { areaM2: isFromPlan ? rest : stairAreaM2.usual, isFromPlan };
}
