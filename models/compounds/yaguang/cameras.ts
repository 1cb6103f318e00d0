/** Where the cameras hang and where they look: fixed points of interest first, then façades against throwing. */
import type { CameraMeta, PlannedDevice } from '#shared/protocol/device.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { floorZ } from '#models/generator/dwelling.ts';
import { toEnu } from '#models/generator/frame.ts';
import { buildings } from './facts.ts';

type At = readonly [xM: number, yM: number, zM: number];

interface Camera {
  readonly at: At;
  readonly target: At;
  readonly zh: string;
  readonly en: string;
  readonly placeId: string;
  readonly fovRad?: number;
  readonly rangeM?: number;
}

const CCTV: readonly Camera[] = [
  {
    at: [124, 12.6, 4.5],
    target: [132, 18, 1],
    zh: '东大门车道',
    en: 'East gate lanes',
    placeId: 'east-gate',
  },
  {
    at: [124, 27.5, 4.5],
    target: [132, 25.5, 1],
    zh: '东门人行口',
    en: 'East wicket',
    placeId: 'east-wicket',
  },
  {
    at: [-5, -51, 4.5],
    target: [0.5, -58, 1],
    zh: '南门车道',
    en: 'South gate lanes',
    placeId: 'south-gate',
  },
  {
    at: [11.5, -51, 4.5],
    target: [7.5, -58, 1],
    zh: '南门人行口',
    en: 'South wicket',
    placeId: 'south-wicket',
  },
  { at: [-124, 22.5, 4.5], target: [-132, 17.2, 1], zh: '西便门', en: 'West wicket', placeId: 'west-wicket' },
  { at: [4.6, 56, 4.5], target: [0, 63, 1], zh: '北便门', en: 'North wicket', placeId: 'north-wicket' },
  {
    at: [100, 55.6, 4.2],
    target: [94, 45.8, 1.2],
    zh: '8号楼2单元入口',
    en: 'Building 8, unit 2 entrance',
    placeId: '8-2',
  },
  {
    at: [62, 8, 4.5],
    target: [49, -3, 0.5],
    zh: '儿童乐园',
    en: 'Playground',
    placeId: 'playground',
    rangeM: 35,
  },
  {
    at: [17.5, 10.8, 5],
    target: [26, -3, 0.5],
    zh: '中心花园',
    en: 'Central green',
    placeId: 'central-green',
    rangeM: 40,
  },
  {
    at: [69.5, -47.6, 4.2],
    target: [84, -51.5, 0.6],
    zh: '充电棚',
    en: 'Charging shed',
    placeId: 'charging-shed',
    rangeM: 35,
  },
  {
    at: [-12.5, -47.5, 3.8],
    target: [-21, -51.5, 0.8],
    zh: '垃圾分类亭',
    en: 'Waste point',
    placeId: 'waste-point',
    rangeM: 25,
  },
  {
    at: [-78.5, 56.2, 4.5],
    target: [-98, 57, 0.5],
    zh: '北巷西段车位',
    en: 'North lane bays, west',
    placeId: 'north-lane',
    rangeM: 45,
  },
  {
    at: [71.3, 55.8, 4.5],
    target: [90, 57, 0.5],
    zh: '北巷东段车位',
    en: 'North lane bays, east',
    placeId: 'north-lane',
    rangeM: 45,
  },
  {
    at: [-94, 21.3, 4.5],
    target: [-114, 23, 0.5],
    zh: '主干道西段车位',
    en: 'Main road bays, west',
    placeId: 'main-road',
    rangeM: 45,
  },
  {
    at: [42.5, 21.3, 4.5],
    target: [62, 23, 0.5],
    zh: '主干道东段车位',
    en: 'Main road bays, east',
    placeId: 'main-road',
    rangeM: 45,
  },
  {
    at: [-62.5, -16.8, 4.5],
    target: [-42, -15, 0.5],
    zh: '南巷车位',
    en: 'South lane bays',
    placeId: 'south-lane',
    rangeM: 45,
  },
];

/**
 * Buildings whose south façade is watched, and from where: metres along the façade and away from it, chosen so that no
 * crown of a tree stands before it. The façade (with balconies) lies 7.1 m south of the building's axis.
 */
const WATCHED = [
  { id: '1', alongM: -6, awayM: 17.5 },
  { id: '8', alongM: -9, awayM: 17.5 },
  { id: '3', alongM: -5, awayM: 17.5 },
  { id: '11', alongM: 4, awayM: 17.5 },
  { id: '6', alongM: 1, awayM: 10.5 },
  { id: '9', alongM: -1, awayM: 10.5 },
] as const;
const FACADE_M = 7.1;

export function cameras(yawRad: number): readonly PlannedDevice[] {
  const throwing = WATCHED.map(({ id, alongM, awayM }): Camera => {
    const building = buildings.find((one) => one.id === id);
    if (!building) throw new Error(`No building ${id} to watch.`);
    const [x, y] = building.centre;
    return {
      at: [x + alongM, y - FACADE_M - awayM, 3.2],
      target: [x + alongM * 0.4, y - FACADE_M, floorZ(5)],
      zh: `${id}号楼高空抛物`,
      en: `Building ${id} façade, throwing`,
      placeId: id,
      fovRad: 1.75,
      rangeM: 45,
    };
  });
  return [
    ...CCTV.map((camera, i) =>
      deviceOf(
        camera,
        `cam-${two(i)}`,
        'cctv',
        { zh: `监控 ${camera.zh}`, en: `Camera, ${camera.en}` },
        yawRad,
      ),
    ),
    ...throwing.map((camera, i) => deviceOf(camera, `throw-${two(i)}`, 'throw-camera', camera, yawRad)),
  ];
}

const two = (i: number): string => String(i + 1).padStart(2, '0');

function deviceOf(
  camera: Camera,
  id: string,
  system: string,
  name: LocalText,
  yawRad: number,
): PlannedDevice {
  const [x, y, z] = camera.at;
  const [tx, ty, tz] = camera.target;
  const distanceM = Math.hypot(tx - x, ty - y);
  const pose: CameraMeta = {
    headingRad: Math.atan2(ty - y, tx - x) + yawRad,
    pitchRad: Math.atan2(tz - z, distanceM),
    fovRad: camera.fovRad ?? 1.2,
    aspect: 16 / 9,
    rangeM: camera.rangeM ?? 22,
  };
  return {
    id,
    system,
    name: { zh: name.zh, en: name.en },
    positionEnu: [...toEnu([x, y], z, yawRad)],
    placeId: camera.placeId,
    intervalS: 30,
    camera: pose,
    video: { kind: 'mp4', url: `/media/${id}.mp4`, loop: true },
  };
}
