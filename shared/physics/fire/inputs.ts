/** What a reckoning of smoke and evacuation needs and no plan tells: each value can be changed by whoever looks. */
import type { FireGrowth } from './growth.ts';

export interface FireInputs {
  readonly growth: FireGrowth;
  readonly peakKw: number;
  /** Of the heat of the fire, what the walls of the flat take. */
  readonly wallLoss: number;
  /** Whether the flat's door to the stair stands open. */
  readonly flatDoor: 'open' | 'closed';
  /** Clear width between walls or rails. */
  readonly stairWidthM: number;
  readonly exitDoorM: number;
  readonly peoplePerHousehold: number;
  /** From ignition to the first alarm. */
  readonly detectionS: number;
  /** From the first alarm to the call to leave. */
  readonly notificationS: number;
  /** From the call until people start: at night, in homes, minutes. */
  readonly preMovementS: number;
  /** Smoke lower than this over a landing: it can be passed no more (GB 51251 and NFPA 101 look at 1.8–2.1 m). */
  readonly clearHeightM: number;
}

export const inputDefaults: FireInputs = {
  growth: 'medium',
  peakKw: 1500,
  wallLoss: 0.6,
  flatDoor: 'open',
  stairWidthM: 1.1,
  exitDoorM: 1.1,
  peoplePerHousehold: 3,
  detectionS: 60,
  notificationS: 60,
  preMovementS: 180,
  clearHeightM: 2,
};

/** Between what it may be set, and by how much a press changes it. */
export const inputRanges = {
  peakKw: { min: 100, max: 10_000, step: 100 },
  wallLoss: { min: 0.3, max: 0.9, step: 0.05 },
  stairWidthM: { min: 0.8, max: 3, step: 0.05 },
  exitDoorM: { min: 0.8, max: 3, step: 0.05 },
  peoplePerHousehold: { min: 0.5, max: 8, step: 0.1 },
  detectionS: { min: 0, max: 900, step: 10 },
  notificationS: { min: 0, max: 900, step: 10 },
  preMovementS: { min: 0, max: 1800, step: 10 },
  clearHeightM: { min: 1.5, max: 2.5, step: 0.1 },
} as const satisfies Readonly<
  Partial<Record<keyof FireInputs, { readonly min: number; readonly max: number; readonly step: number }>>
>;
