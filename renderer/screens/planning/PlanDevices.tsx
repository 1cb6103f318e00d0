/** Devices on the ground plan: where they hang, what a camera sees, which stand where no place is known. */
import { memo } from 'react';
import { keyOfDevice } from '#shared/drawing/things.ts';
import type { At } from '#shared/drawing/drawing.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { systemOutlines } from '#ui/systemOutlines.ts';
import { pathOf } from './PlanShapes.tsx';

const unknownOutline = ['M-16 0a16 16 0 1 0 32 0a16 16 0 1 0-32 0'];
const arcSteps = 12;
const shownRangeM = 40;

function coneOf([x, y]: At, { headingRad, fovRad, rangeM }: NonNullable<PlannedDevice['camera']>): At[] {
  const reachM = Math.min(rangeM, shownRangeM);
  return [
    [x, y],
    ...Array.from({ length: arcSteps + 1 }, (_, nth): At => {
      const angle = headingRad + (nth / arcSteps - 0.5) * fovRad;
      return [x + Math.cos(angle) * reachM, y + Math.sin(angle) * reachM];
    }),
  ];
}

export const PlanDevices = memo(function PlanDevices({
  devices,
  chosen,
  metresPerPx,
}: {
  devices: readonly PlannedDevice[];
  chosen: ReadonlySet<string>;
  metresPerPx: number;
}) {
  return (
    <>
      {devices.map((device) => {
        if (!device.positionEnu) return null;
        const key = keyOfDevice(device);
        const [x, y] = device.positionEnu;
        const outline = systemOutlines.get(device.system) ?? unknownOutline;
        return (
          <g key={key} data-key={key} className={`device${chosen.has(key) ? ' chosen' : ''}`}>
            {device.camera && <path className="cone" d={pathOf(coneOf([x, y], device.camera))} />}
            <g transform={`translate(${x} ${y}) scale(${metresPerPx} ${-metresPerPx})`}>
              <circle r={10} />
              <g className="outline" transform="scale(0.2)">
                {outline.map((d) => (
                  <path key={d} d={d} />
                ))}
              </g>
            </g>
          </g>
        );
      })}
    </>
  );
});
