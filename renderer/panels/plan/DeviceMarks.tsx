/** Devices on a plan: the symbol of their system, and where it is abnormal the shape, letter and colour of its level. */
import type { KeyboardEvent } from 'react';
import type { DeviceLevel } from '#scene/contract.ts';
import { systemOutlines } from '#ui/systemOutlines.ts';
import { useText } from '#ui/useText.ts';
import type { PlanDevice } from './planDevices.ts';
import { spread, type Sheet } from './sheet.ts';

/** Millimetres on paper. */
const radiusMm = 2.1;
const apartMm = 4.6;

const shapes: Readonly<Partial<Record<DeviceLevel, string>>> = {
  p1: 'M0-1.9 1.9 1.5H-1.9Z',
  p2: 'M0-1.8 1.8 0 0 1.8-1.8 0Z',
  p3: 'M-1.5-1.5H1.5V1.5H-1.5Z',
  p4: 'M0-1.6A1.6 1.6 0 1 1 0 1.6 1.6 1.6 0 1 1 0-1.6Z',
};
/** Dark enough to be read on paper. */
const colors: Readonly<Partial<Record<DeviceLevel, string>>> = {
  p1: 'var(--p1, #d92d30)',
  p2: 'var(--p2, #d97706)',
  p3: 'var(--p3, #b58900)',
  p4: 'var(--p4, #1c7ed6)',
};

export function DeviceMarks(props: {
  readonly devices: readonly PlanDevice[];
  readonly sheet: Sheet;
  readonly open: (key: string) => void;
}) {
  const { t, local } = useText();
  const wished = props.devices.map(({ positionEnu }) => props.sheet.at(positionEnu[0], positionEnu[1]));
  const places = spread(wished, apartMm);
  return (
    <g data-testid="plan-devices">
      {props.devices.map(({ device, level, isAcknowledged }, i) => {
        const [x, y] = places[i] ?? [0, 0];
        const [trueX, trueY] = wished[i] ?? [x, y];
        const shape = shapes[level];
        const color = colors[level] ?? 'var(--plan-ink, #1b1f24)';
        const said = t(`plan.level.${level}`);
        const name = `${local(device.name)} · ${said}`;
        const open = () => props.open(device.key);
        return (
          <g
            key={device.key}
            role="button"
            tabIndex={0}
            aria-label={name}
            data-level={level}
            data-device={device.key}
            onClick={open}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key === 'Enter') open();
            }}
          >
            <title>{name}</title>
            {Math.hypot(trueX - x, trueY - y) > 0.5 && (
              <path d={`M${trueX} ${trueY}L${x} ${y}`} stroke="var(--plan-dim, #6b747e)" strokeWidth={0.15} />
            )}
            <g transform={`translate(${x.toFixed(2)} ${y.toFixed(2)})`}>
              {shape && (
                <circle
                  r={radiusMm + 1}
                  fill="none"
                  stroke={color}
                  strokeWidth={isAcknowledged ? 0.3 : 0.7}
                  strokeDasharray={isAcknowledged ? '1 0.6' : undefined}
                />
              )}
              <circle
                r={radiusMm}
                fill="var(--plan-paper, #ffffff)"
                stroke={color}
                strokeWidth={shape ? 0.45 : 0.2}
                strokeDasharray={level === 'stale' || level === 'unknown' ? '0.7 0.5' : undefined}
              />
              <g
                transform={`scale(${radiusMm / 40})`}
                fill="none"
                stroke={color}
                strokeWidth={4}
                strokeLinecap="round"
                strokeLinejoin="round"
              >
                {(systemOutlines.get(device.system) ?? ['M-16 0a16 16 0 1 0 32 0a16 16 0 1 0-32 0']).map(
                  (d) => (
                    <path key={d} d={d} />
                  ),
                )}
              </g>
              {shape && (
                <g transform="translate(3.1 -2.6)">
                  <path d={shape} fill={color} stroke="var(--plan-paper, #ffffff)" strokeWidth={0.3} />
                  <text
                    x={2.3}
                    y={0.9}
                    fontSize={2.6}
                    fontWeight={700}
                    fill={color}
                    stroke="var(--plan-paper, #ffffff)"
                    strokeWidth={0.7}
                    paintOrder="stroke"
                  >
                    {level.toUpperCase()}
                  </text>
                </g>
              )}
              {(level === 'stale' || level === 'unknown') && (
                <text x={2.2} y={-1.4} fontSize={2.2} fill="var(--plan-dim, #6b747e)">
                  ?
                </text>
              )}
            </g>
          </g>
        );
      })}
    </g>
  );
}
