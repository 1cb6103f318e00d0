/** A parking bay about its middle: its surface and the white lines at its sides. */
import type { BayPlan } from '../compounds/plan.ts';
import type { IfcModel, Rgb, Solid } from './ifcModel.ts';

const WHITE: Rgb = [0.92, 0.92, 0.9];
const FILL: Readonly<Record<BayPlan['kind'], Rgb>> = {
  charging: [0.3, 0.58, 0.45],
  accessible: [0.33, 0.47, 0.66],
  standard: [0.5, 0.51, 0.51],
};
const LINE_M = 0.1;

/** `topM`: of its surface; `depthM`: how far down it goes. */
export function parkingBay(
  model: IfcModel,
  kind: BayPlan['kind'],
  [widthM, lengthM]: readonly [number, number],
  topM: number,
  depthM: number,
): Solid[] {
  const [w, d] = [widthM / 2, lengthM / 2];
  return [
    model.box([-w, -d, topM - depthM], [w, d, topM], FILL[kind]),
    ...[-w, w - LINE_M].map((x) => model.box([x, -d, topM], [x + LINE_M, d, topM + 0.015], WHITE)),
  ];
}
