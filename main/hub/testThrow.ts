/** For tests: a hub with a wall of eighteen windows, cameras before it, and a throw from the middle of the fifth storey. */
import { projectionOf, rotationMatrix, type Lens } from '#shared/physics/ballistics/camera.ts';
import { fly } from '#shared/physics/ballistics/flight.ts';
import { aimed } from '#shared/physics/ballistics/turns.ts';
import type { CameraCalibration } from '#shared/protocol/calibration.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { emptyPlan, type Enu } from '#shared/twin/compound.ts';
import { createModelRoom } from './models/index.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from './testHub.ts';
import { testIfc } from './testIfc.ts';

export const throwWindows = [0, 1, 2, 3, 4, 5].flatMap((storey) =>
  [-4, 0, 4].map((x, bay) => ({
    name: `w${storey}${bay}`,
    type: 'IFCWINDOW',
    at: [x, 0, storey * 3 + 0.9] as const,
    sizeM: [1.6, 0.1, 1.5] as const,
  })),
);
export const throwLens: Lens = {
  widthPx: 1920,
  heightPx: 1080,
  fx: 1920 / 2 / Math.tan(0.75),
  fy: 1920 / 2 / Math.tan(0.75),
  cx: 960,
  cy: 540,
  distortion: [0, 0, 0, 0, 0],
};
export const throwCameraEnu: Enu = [1, -18, 3];
const aim = { headingRad: Math.PI / 2, pitchRad: 0.3 };
const project = projectionOf(throwLens, throwCameraEnu, rotationMatrix(aimed(aim.headingRad, aim.pitchRad)));
/** From the left of the other. */
const secondCameraEnu: Enu = [-9, -20, 2.5];
const secondAim = { headingRad: Math.atan2(20, 9), pitchRad: 0.3 };
const projectSecond = projectionOf(
  throwLens,
  secondCameraEnu,
  rotationMatrix(aimed(secondAim.headingRad, secondAim.pitchRad)),
);
const flight = {
  releaseEnu: [0, -0.3, 13.6],
  velocity: [0.2, -1.6, 0.3],
  dragPerM: 0.012,
  wind: [0, 0, 0],
} as const;
/** Seconds since the release. */
const pointsBy = (by: typeof project) =>
  Array.from({ length: 34 }, (_, i) => {
    const s = 0.16 + i / 25;
    const [x = 0, y = 0, z = 0] = fly(flight, [s]);
    const [px, py] = by(x, y, z) ?? [0, 0];
    return { s, x: px + Math.sin(i * 7.3), y: py + Math.cos(i * 5.1) };
  });
export const throwPoints = pointsBy(project);
export const throwPixels = { widthPx: 1920, heightPx: 1080, noisePx: 1, points: throwPoints };
/** The same throw, by the camera `t5`. */
export const secondPixels = { ...throwPixels, points: pointsBy(projectSecond) };

/** `t1` has no pose, `t2` and `t5` one in the plan; `t3` and `t4` hang nowhere. */
export async function startThrowHub(): Promise<TestHub> {
  const hub = await startTestHub({
    compounds: [
      {
        manifest: testManifest,
        plan: emptyPlan,
        devices: [
          ...testDevices,
          ...['t3', 't4'].map((device, i) => ({
            id: device,
            system: 'throw-camera',
            name: { zh: `抛物 ${device}`, en: `Throw ${device}` },
            placeId: String(20 + i),
          })),
          {
            id: 't2',
            system: 'throw-camera',
            name: { zh: '抛物二', en: 'Throw two' },
            positionEnu: [...throwCameraEnu],
            camera: { ...aim, fovRad: 1.5, rangeM: 40 },
          },
          {
            id: 't5',
            system: 'throw-camera',
            name: { zh: '抛物五', en: 'Throw five' },
            positionEnu: [...secondCameraEnu],
            camera: { ...secondAim, fovRad: 1.5, rangeM: 40 },
          },
        ],
      },
    ],
  });
  const room = createModelRoom({ dataDir: hub.dataDir });
  const bytes = Buffer.from(testIfc(throwWindows));
  const order = { name: 'house', modelId: 'house', compound: 'test', files: [{ name: 'house.ifc', bytes }] };
  const imported = await room.importNow(order);
  await room.stop();
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return hub;
}

let said = 0;

export async function sayThrow(
  hub: TestHub,
  device: string,
  data: Readonly<Record<string, unknown>>,
  t: number,
): Promise<void> {
  said++;
  await hub.client.publishAsync(
    `linli/v1/test/throw-camera/${device}/event`,
    JSON.stringify({ t, id: `e${said}`, type: 'throw', data: { people: true, ...data } }),
    { qos: 1 },
  );
}

/** The id of the incident that a camera's word opens. */
export async function thrown(
  hub: TestHub,
  device: string,
  data: Readonly<Record<string, unknown>>,
  t = Date.now(),
): Promise<string> {
  const before = new Set((await incidentsOf(hub)).map(({ id }) => id));
  await sayThrow(hub, device, data, t);
  const all = await eventually(
    () => incidentsOf(hub),
    (list) => list.some(({ id }) => !before.has(id)),
  );
  return all.find(({ id }) => !before.has(id))?.id ?? '';
}

export const incidentsOf = async (hub: TestHub): Promise<readonly IncidentRecord[]> =>
  (await hub.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')).incidents;

/** A camera by fifteen corners, each marked a little off. */
export async function calibrateThrowCamera(
  hub: TestHub,
  device: 't2' | 't5' = 't2',
): Promise<CameraCalibration> {
  const by = device === 't2' ? project : projectSecond;
  const places = throwWindows.slice(0, 15).map(({ at: [x, y, z] }) => {
    const placeEnu: Enu = [x - 0.8, y - 0.05, z];
    const [xPx, yPx] = by(...placeEnu) ?? [0, 0];
    return { placeEnu, xPx: xPx + 0.4, yPx: yPx - 0.3 };
  });
  const url = `/api/cameras/test/throw-camera%2F${device}/calibrations`;
  return (await hub.post<{ calibration: CameraCalibration }>(url, { lens: throwLens, places })).calibration;
}
