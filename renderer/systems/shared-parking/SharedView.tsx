/** Bays shared with the neighbourhood: the devices, and what a stay costs by the tariff that they tell. */
import { DeviceTable } from '../DeviceTable.tsx';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import { FeeCalculator } from './FeeCalculator.tsx';

export function SharedView({ system, devices }: SystemViewProps) {
  const values = useValues();
  const told = (point: string) =>
    devices.map((device) => values.number(device, point)).find((value) => !Number.isNaN(value)) ?? null;
  const [tariffCny, freeMin] = [told('tariff'), told('freeWindow')];
  return (
    <div className="shared-view">
      <FeeCalculator key={`${tariffCny} ${freeMin}`} hourCny={tariffCny} freeMin={freeMin} />
      <DeviceTable system={system} devices={devices} />
    </div>
  );
}
