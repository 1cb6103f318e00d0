/** Who passes by in the demo loops: routes on open ground per camera, in the demo compound's site frame. */
import type { Actor } from '#scene/loops/order.ts';
import { toEnu } from '#models/generator/frame.ts';
import type { Enu } from '#shared/twin/compound.ts';

type Point = readonly [xM: number, yM: number];
interface Route extends Omit<Actor, 'pathEnu'> {
  readonly path: readonly Point[];
  readonly zM?: readonly number[];
}

const shirts = ['#b3524a', '#5b7690', '#d6d2c6', '#6a7f5b', '#c79a4e', '#3f4a58'];
const paints = ['#d9dbdc', '#2f3a49', '#8d2f2b', '#9a9c98'];
let dressed = 0;
const next = (colors: readonly string[]) => colors[dressed++ % colors.length] ?? '#888888';

const walks = (fromS: number, toS: number, ...path: Point[]): Route => ({
  kind: 'person',
  color: next(shirts),
  fromS,
  toS,
  path,
});
const rides = (fromS: number, toS: number, ...path: Point[]): Route => ({
  kind: 'bike',
  color: next(shirts),
  fromS,
  toS,
  path,
});
const drives = (fromS: number, toS: number, ...path: Point[]): Route => ({
  kind: 'car',
  color: next(paints),
  fromS,
  toS,
  path,
});
const child = (...path: Point[]): Route => ({ ...walks(0, 8, ...path), heightM: 1.15 });

const routes: Readonly<Record<string, readonly Route[]>> = {
  'cam-01': [drives(0.4, 3.6, [127.6, 20], [110, 19.4]), walks(0.5, 7.9, [129.2, 11.5], [128.6, 21.5])],
  'cam-02': [walks(0, 5, [130.8, 25.6], [125, 21]), walks(3.2, 7.9, [131, 25.3], [127.6, 30.5])],
  'cam-03': [drives(2, 5.4, [2, -53.6], [2, -36]), walks(0.2, 7.9, [-6, -55.2], [4.6, -54.2])],
  'cam-04': [walks(0.3, 4.8, [7.4, -56.8], [12, -53.4]), walks(3.4, 7.9, [7.7, -56.8], [4, -51.6])],
  'cam-05': [walks(0.2, 6.4, [-130.8, 17.2], [-124.4, 13.6]), rides(4.2, 7.9, [-126.6, 6], [-127, 27])],
  'cam-06': [walks(0.2, 5.6, [0, 61.8], [-4, 56]), walks(3, 7.9, [0.3, 61.8], [6, 58.4])],
  'cam-07': [walks(0.2, 7.9, [91, 50.7], [101, 50.5]), rides(2, 6, [114, 52.6], [82, 52.8])],
  'cam-08': [
    child([45, 1], [52, 2], [53, -4], [46, -1], [45, 1]),
    child([50, -6], [47, -1], [51, 1], [50, -6]),
    { ...walks(0, 8, [43.5, -1.5], [43.5, -1.4], [43.5, -1.5]) },
    walks(0.6, 7.8, [56, 5.6], [47, 6]),
  ],
  'cam-09': [walks(0.3, 7.9, [27.2, 5], [17.5, 1.4]), { ...child([29, -9], [33, -7], [31, -4], [29, -9]) }],
  'cam-10': [rides(0.4, 5.6, [100, -45.6], [74, -45]), walks(2.6, 7.9, [79.5, -48.4], [86, -47.9])],
  'cam-11': [
    { ...walks(0.2, 5.6, [-14, -44.4], [-19, -49.6]), untilS: 7.8 },
    drives(1.4, 7, [-52, -46.8], [-2, -46.8]),
  ],
  'cam-12': [drives(0.8, 6.4, [-70, 52.8], [-112, 52.8]), walks(0.2, 7.8, [-92, 54.2], [-82.4, 54])],
  'cam-13': [
    drives(0.6, 6.2, [110, 53], [60, 53]),
    walks(0.1, 7.8, [83, 54.3], [73, 54.3]),
    rides(3, 7.8, [62, 51], [92, 51]),
  ],
  'cam-14': [
    drives(0.2, 5.2, [-84, 18.9], [-128, 18.9]),
    walks(0.4, 7.9, [-108, 20.3], [-98.6, 20.1]),
    drives(3.2, 7.9, [-128, 15.5], [-84, 15.5]),
  ],
  'cam-15': [
    drives(0.6, 6, [34, 15.5], [84, 15.5]),
    walks(0.2, 7.8, [58.5, 20.3], [48.6, 20.3]),
    rides(3.6, 7.9, [68, 18.6], [38, 18.8]),
  ],
  'cam-16': [drives(2.2, 7.9, [-72, -20.9], [-28, -20.9]), walks(0.2, 7.8, [-47.5, -18.1], [-57.4, -18])],
  'throw-01': [bird([-112, 22], [-76, 25], 17)],
  'throw-02': [bird([112, 24], [74, 22], 15)],
  'throw-03': [bird([-114, -12], [-78, -10], 16)],
  'throw-04': [bird([80, -12], [114, -9], 17)],
  'throw-05': [bird([-20, -43], [-50, -42], 16)],
  'throw-06': [bird([20, -43], [52, -42], 15)],
};

function bird(from: Point, to: Point, zM: number): Route {
  return { kind: 'bird', color: '#2a2d31', fromS: 1.2, toS: 5.6, path: [from, to], zM: [zM, zM + 3] };
}

export function actorsOf(deviceId: string, yawRad: number): readonly Actor[] {
  return (routes[deviceId] ?? []).map(({ path, zM, ...route }) => ({
    ...route,
    pathEnu: path.map((at, i): Enu => toEnu(at, zM?.[i] ?? 0.03, yawRad)),
  }));
}
