/** How views of systems read their devices at the shown instant. */
import { useMemo } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { pointValue } from '#state/reading.ts';
import { useFacts } from '#state/useScreen.tsx';

/** Values of the shown instant: a number of the column, NaN where nothing is known, or the id of a state. */
export function useValues() {
  const { columns } = useFacts((facts) => facts.shown);
  return useMemo(
    () => ({
      columns,
      number: (device: DeviceRecord, point: string) => pointValue(device, point, columns),
      isOn: (device: DeviceRecord, point: string) => pointValue(device, point, columns) === 1,
      state: ({ points }: SystemDeclaration, device: DeviceRecord, point: string) =>
        points.find(({ id }) => id === point)?.states?.[pointValue(device, point, columns)] ?? null,
    }),
    [columns],
  );
}
