/** Hands the scene the racks that systems declare: their size by the place they stand on, their pallets by the shown columns. */
import type { Rack, SceneHost } from '#scene/contract.ts';
import { palletsOf } from '#shared/parking/pallets.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Highlight } from '#shared/systems/declaration.ts';
import { findSystem } from '#shared/systems/index.ts';
import { qualityCodes, type TwinColumns } from '#shared/twin/columns.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { pointValue } from '#state/reading.ts';
import type { ScreenContext } from '#state/screenContext.ts';

type Pallets = Extract<Highlight, { paints: 'pallets' }>;

/** A place for a car with its pallet, where the plan does not say how large the rack is. */
const cellWidthM = 2.4;
const usualDepthM = 5.6;

function palletsIn(system: string): Pallets | null {
  const found = (findSystem(system)?.highlight ?? []).find((one): one is Pallets => one.paints === 'pallets');
  return found ?? null;
}

/** What has told how many pallets it has; one that is silent moves nothing. */
export function rackOf(device: DeviceRecord, plan: CompoundPlan, columns: TwinColumns): Rack | null {
  const declared = palletsIn(device.system);
  const pallets = declared && palletsOf(pointValue(device, declared.capacity, columns));
  if (!declared || !pallets || !device.positionEnu) return null;
  const box = plan.places.find(({ id, kind }) => id === device.placeId && kind === 'area')?.box ?? null;
  const count = pointValue(device, declared.capacity, columns);
  const cycle = pointValue(device, declared.cycle, columns);
  const moving = pointValue(device, declared.pallet, columns);
  const isGood = columns.qualities[device.points[declared.cycle] ?? -1] === qualityCodes.good;
  const isMoving = isGood && cycle > 0 && moving >= 1 && moving <= count;
  const wishM = (pallets.columns + 1) * cellWidthM;
  // A road is a place as well: a rack is no longer than its cells ask for.
  const [alongM, acrossM] = box?.sizeM ?? [0, 0];
  const [longM, shortM] = [Math.max(alongM, acrossM), Math.min(alongM, acrossM)];
  const fits = box !== null && longM < wishM * 1.3;
  return {
    id: device.key,
    centreEnu: fits
      ? [box.centreEnu[0], box.centreEnu[1], 0]
      : [device.positionEnu[0], device.positionEnu[1], 0],
    yawRad: (box?.yawRad ?? 0) + (alongM < acrossM ? Math.PI / 2 : 0),
    widthM: fits ? Math.min(wishM, longM) : wishM,
    depthM: fits ? Math.min(usualDepthM, shortM) : usualDepthM,
    levels: pallets.levels,
    columns: pallets.columns,
    count,
    moving: isMoving ? moving : null,
    progress: isMoving ? Math.min(1, cycle / declared.cycleS) : 0,
  };
}

export function feedRacks({ facts, choices }: ScreenContext, host: SceneHost): () => void {
  let devices: readonly DeviceRecord[] = [];
  const find = () => {
    devices = [...facts.getState().devices.values()].filter(({ system }) => palletsIn(system) !== null);
  };
  const feed = () => {
    const { plan, shown } = facts.getState();
    const { hiddenSystems } = choices.getState();
    host.showRacks(
      devices.flatMap((device) =>
        hiddenSystems.has(device.system) ? [] : (rackOf(device, plan, shown.columns) ?? []),
      ),
    );
  };
  find();
  feed();
  const stops = [
    facts.subscribe((now, before) => {
      if (now.devices !== before.devices) find();
      const changed =
        now.devices !== before.devices || now.shown !== before.shown || now.plan !== before.plan;
      if (changed) feed();
    }),
    choices.subscribe((now, before) => now.hiddenSystems !== before.hiddenSystems && feed()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
