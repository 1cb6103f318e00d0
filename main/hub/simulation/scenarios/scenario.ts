/** A scenario is a list of messages with their delay from the start. It speaks as the devices would. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { PointPatch } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';

export type ScenarioMessage = {
  readonly afterMs: number;
  readonly system: string;
  readonly device: string;
} & (
  | { readonly state: PointPatch }
  | { readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> } }
);

export interface ScenarioWorld {
  readonly plan: CompoundPlan;
  readonly devices: readonly PlannedDevice[];
}

export interface Scenario {
  readonly id: 'fire' | 'throw';
  /** Messages in any order; null where the compound lacks what the scenario needs. */
  readonly script: (world: ScenarioWorld) => readonly ScenarioMessage[] | null;
}
