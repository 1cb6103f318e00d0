/** The charts that a system declares, of the device that is selected, or of its first devices side by side. */
import { useMemo, useState } from 'react';
import { TimeChart } from '#renderer/charts/index.ts';
import { mayDo } from '#commands/command.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Chart, SystemDeclaration } from '#shared/systems/declaration.ts';
import type { ChartedPoint } from '#state/choices.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

/** Beside each other on one axis, where none is selected. */
const devicesShown = 3;

export function SystemCharts(props: {
  system: SystemDeclaration;
  devices: readonly DeviceRecord[];
  selected: DeviceRecord | null;
}) {
  const screen = useScreen();
  const { local } = useText();
  const { system, devices, selected } = props;
  const may = useFacts(() => mayDo(screen, 'history.read'));
  const [chosen, setChosen] = useState<string | null>(null);
  const charts = (system.charts ?? []).filter(({ points }) =>
    (selected ? [selected] : devices).some((device) => points.some((id) => device.points[id] !== undefined)),
  );
  const chart = charts.find(({ id }) => id === chosen) ?? charts[0];
  const points = usePoints(chart, devices, selected);
  if (!chart || !may || points.length === 0) return null;
  return (
    <div className="system-charts">
      {charts.length > 1 && (
        <div className="segments" role="group">
          {charts.map(({ id, name }) => (
            <button key={id} aria-pressed={chart.id === id} onClick={() => setChosen(id)}>
              {local(name)}
            </button>
          ))}
        </div>
      )}
      <TimeChart key={`${system.id} ${chart.id} ${selected?.key ?? ''}`} points={points} />
    </div>
  );
}

function usePoints(
  chart: Chart | undefined,
  devices: readonly DeviceRecord[],
  selected: DeviceRecord | null,
): readonly ChartedPoint[] {
  return useMemo(() => {
    if (!chart) return [];
    const shown = selected ? [selected] : devices.slice(0, devicesShown);
    const ids = selected ? chart.points : chart.points.slice(0, 1);
    return shown.flatMap((device) =>
      ids.flatMap((point) => (device.points[point] === undefined ? [] : [{ device: device.key, point }])),
    );
  }, [chart, devices, selected]);
}
