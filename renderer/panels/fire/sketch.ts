/** One storey of a unit from above, north up: homes as their boxes, alarms at their places. Pure. */
import type { NumberedAlarm } from '#shared/incidents/fireFacts.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { OrientedBox } from '#shared/twin/compound.ts';
import type { UnitStorey } from '#shared/twin/unitStoreys.ts';

export type Point = readonly [xM: number, yM: number];

export interface Sketch {
  /** x, y, width, height; metres, y down. */
  readonly viewBox: readonly [number, number, number, number];
  readonly outline: readonly Point[];
  readonly homes: readonly {
    readonly id: string;
    readonly corners: readonly Point[];
    /** Where its name stands: off its middle, where detectors are. */
    readonly nameAt: Point;
  }[];
  readonly marks: readonly { readonly nth: number; readonly at: Point }[];
  /** Alarms of this fire that are on no part of this storey. */
  readonly elsewhere: readonly number[];
}

const marginM = 1;
/** Two detectors of one room would cover each other. */
const apartM = 1.6;

export function sketchOf(
  { box, floorM, households }: UnitStorey,
  order: readonly NumberedAlarm[],
  devices: ReadonlyMap<string, Pick<DeviceRecord, 'positionEnu'>>,
): Sketch {
  const outline = cornersOf(box);
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - marginM, Math.min(...ys) - marginM];
  const placed: { nth: number; at: Point }[] = [];
  const elsewhere: number[] = [];
  for (const { nth, deviceKey } of order) {
    const at = devices.get(deviceKey)?.positionEnu;
    const isHere = at && at[2] >= floorM && at[2] < floorM + box.sizeM[2] && isInside(box, [at[0], at[1]]);
    if (!isHere) elsewhere.push(nth);
    else placed.push({ nth, at: apart([at[0], -at[1]], placed) });
  }
  return {
    viewBox: [left, top, Math.max(...xs) - left + marginM, Math.max(...ys) - top + marginM],
    outline,
    homes: households.flatMap(({ id, box: home }) =>
      home
        ? [
            {
              id,
              corners: cornersOf(home),
              nameAt: [home.centreEnu[0], -home.centreEnu[1] - home.sizeM[1] / 4] as const,
            },
          ]
        : [],
    ),
    marks: placed,
    elsewhere,
  };
}

function apart(at: Point, placed: readonly { at: Point }[]): Point {
  let moved = at;
  while (placed.some((one) => Math.hypot(one.at[0] - moved[0], one.at[1] - moved[1]) < apartM))
    moved = [moved[0] + apartM, moved[1]];
  return moved;
}

/** y down, as pictures have it. */
function cornersOf({ centreEnu, sizeM, yawRad }: OrientedBox): Point[] {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const [a, b] = [sizeM[0] / 2, sizeM[1] / 2];
  return (
    [
      [a, b],
      [-a, b],
      [-a, -b],
      [a, -b],
    ] as const
  ).map(([x, y]) => [centreEnu[0] + x * cos - y * sin, -(centreEnu[1] + x * sin + y * cos)] as const);
}

function isInside({ centreEnu, sizeM, yawRad }: OrientedBox, [x, y]: Point): boolean {
  const [dx, dy, cos, sin] = [x - centreEnu[0], y - centreEnu[1], Math.cos(yawRad), Math.sin(yawRad)];
  return (
    Math.abs(dx * cos + dy * sin) <= sizeM[0] / 2 + marginM &&
    Math.abs(dy * cos - dx * sin) <= sizeM[1] / 2 + marginM
  );
}
