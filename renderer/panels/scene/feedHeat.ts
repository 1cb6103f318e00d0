/** Hands the chosen field of values to the scene, out of the shown columns; without a choice nothing is worked out. */
import type { HeatField, SceneHost } from '#scene/contract.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Highlight } from '#shared/systems/declaration.ts';
import { findSystem } from '#shared/systems/index.ts';
import { qualityCodes, type TwinColumns } from '#shared/twin/columns.ts';
import type { HeatChoice } from '#state/choices.ts';
import type { ScreenContext } from '#state/screenContext.ts';

type Heat = Extract<Highlight, { paints: 'heat' }>;

/** What a system declares of the chosen field; null where it declares none. */
export function heatOf(chosen: HeatChoice | null): Heat | null {
  const declared = chosen ? (findSystem(chosen.system)?.highlight ?? []) : [];
  return declared.find((one): one is Heat => one.paints === 'heat' && one.point === chosen?.point) ?? null;
}

/** Of devices that stand somewhere and were heard of; what is silent or bad has no part in it. */
export function heatField(
  chosen: HeatChoice,
  { low, high, point }: Heat,
  devices: Iterable<DeviceRecord>,
  columns: TwinColumns,
): HeatField {
  const samples: HeatField['samples'][number][] = [];
  for (const { system, positionEnu, points } of devices) {
    const index = points[point];
    if (system !== chosen.system || !positionEnu || index === undefined) continue;
    const value = columns.values[index] ?? NaN;
    const quality = columns.qualities[index];
    const isKnown = quality === qualityCodes.good || quality === qualityCodes.substituted;
    if (!Number.isNaN(value) && isKnown) samples.push({ positionEnu, value });
  }
  return { samples, low, high };
}

export function feedHeat({ facts, choices }: ScreenContext, host: SceneHost): () => void {
  let isOn = false;
  const feed = () => {
    const { heat: chosen } = choices.getState();
    const heat = heatOf(chosen);
    if (!chosen || !heat) {
      if (isOn) host.showHeat(null);
      isOn = false;
      return;
    }
    isOn = true;
    const { devices, shown } = facts.getState();
    host.showHeat(heatField(chosen, heat, devices.values(), shown.columns));
  };
  feed();
  const stops = [
    facts.subscribe((now, before) => {
      const changed = now.shown !== before.shown || now.devices !== before.devices;
      if (changed && choices.getState().heat) feed();
    }),
    choices.subscribe((now, before) => now.heat !== before.heat && feed()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
