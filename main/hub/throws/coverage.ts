/** All windows of a compound with the side they look out of, and all cameras that watch façades: what coverage is judged from. */
import { calibratedCamera } from '#shared/incidents/calibratedCamera.ts';
import type { WallOpening } from '#shared/physics/ballistics/watchedFacade.ts';
import type { CoveredWindow, CoveringCamera, ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { Enu, OrientedBox, Place } from '#shared/twin/compound.ts';
import type { TwinDevice } from '../twin/index.ts';
import type { Calibrations } from './calibrations.ts';
import { planned, plannedCovariance } from './plannedPose.ts';
import type { Candidate } from './wallOpenings.ts';

/** A window stands in a building's wall, a balcony's glazing before it; what lies deeper is a door inside. */
const BESIDE_M = 1.8;
const DEEP_M = 3;
const THIN_M = 0.1;
/** Of pictures whose size nobody told. */
const USUAL = { widthPx: 1920, heightPx: 1080 } as const;

export function coverageOf(
  devices: Iterable<TwinDevice>,
  places: readonly Place[],
  candidates: readonly Candidate[],
  calibrations: Calibrations,
): ThrowCoverage {
  const buildings = places.flatMap(({ id, kind, name, box }) =>
    kind === 'building' && box ? [{ id, name, box }] : [],
  );
  const watching = [...devices].filter(({ record }) => findSystem(record.system)?.role === 'facade-camera');
  const placed = watching.map((device) => ({ device, covering: coveringOf(device, calibrations) }));
  return {
    windows: candidates.flatMap(wallsOf).flatMap((one) => windowOf(one, buildings) ?? []),
    cameras: placed.flatMap(({ covering }) => covering ?? []),
    unplaced: placed.flatMap(({ device, covering }) => (covering ? [] : [device.record.name])),
    buildings,
  };
}

function coveringOf(device: TwinDevice, calibrations: Calibrations): CoveringCamera | null {
  const { key, name, compound } = device.record;
  const [calibration] = calibrations.list(compound, key);
  const camera = calibration
    ? calibratedCamera(calibration, calibration.lens)
    : planned(device.record, USUAL);
  if (!camera) return null;
  const poseCovariance = calibration?.covariance ?? plannedCovariance();
  return { id: key, name, camera, poseCovariance, isCalibrated: calibration !== undefined };
}

/** A window is one; a household that stands in for its windows has four sides, of which those inside of its building drop out. */
function wallsOf({ wall, element }: Candidate): readonly WallOpening[] {
  if (element) return [wall];
  const { centreEnu, sizeM, yawRad } = wall.box;
  return [0, 1, 2, 3].map((nth): WallOpening => {
    const turnRad = yawRad + (nth * Math.PI) / 2;
    const [alongM, acrossM] = nth % 2 === 0 ? [sizeM[0], sizeM[1]] : [sizeM[1], sizeM[0]];
    const middle: Enu = [
      centreEnu[0] - (Math.sin(turnRad) * acrossM) / 2,
      centreEnu[1] + (Math.cos(turnRad) * acrossM) / 2,
      centreEnu[2],
    ];
    const box = { centreEnu: middle, sizeM: [alongM, THIN_M, sizeM[2]] as const, yawRad: turnRad };
    return { ...wall, id: `${wall.id}#${nth}`, box };
  });
}

/** Null: it lies inside of a building. */
function windowOf(
  { box, id, storey }: WallOpening,
  buildings: ThrowCoverage['buildings'],
): CoveredWindow | null {
  let building: ThrowCoverage['buildings'][number] | undefined;
  let leastM = BESIDE_M;
  for (const one of buildings) {
    const outsideM = -depthM(one.box, box.centreEnu);
    if (outsideM < leastM) [building, leastM] = [one, outsideM];
  }
  if (building && -leastM > DEEP_M) return null;
  const [nx, ny] = [-Math.sin(box.yawRad), Math.cos(box.yawRad)];
  const [x, y, z] = box.centreEnu;
  const away = building && (x - building.box.centreEnu[0]) * nx + (y - building.box.centreEnu[1]) * ny;
  const side = away === undefined ? null : away >= 0 ? 1 : -1;
  const outM = ((side ?? 0) * box.sizeM[1]) / 2;
  const half = box.sizeM[0] / 2;
  const corner = (along: number, up: number): Enu => [
    x + outM * nx + along * half * ny,
    y + outM * ny - along * half * nx,
    z + (up * box.sizeM[2]) / 2,
  ];
  return {
    id,
    storey,
    buildingId: building?.id ?? null,
    placeEnu: [x + outM * nx, y + outM * ny, z],
    outward: side === null ? null : [side * nx, side * ny],
    cornersEnu: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)],
  };
}

/** How far inside of a box's sides, seen from above; negative: outside. */
function depthM({ centreEnu, sizeM, yawRad }: OrientedBox, [x, y]: Enu): number {
  const [dx, dy] = [x - centreEnu[0], y - centreEnu[1]];
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  return Math.min(sizeM[0] / 2 - Math.abs(cos * dx + sin * dy), sizeM[1] / 2 - Math.abs(cos * dy - sin * dx));
}
