/** A street lamp, about its foot. */
import type { IfcModel, Rgb, Solid } from './ifcModel.ts';

const IRON: Rgb = [0.24, 0.27, 0.28];
const LIGHT: Rgb = [0.95, 0.92, 0.82];

export const streetLamp = (model: IfcModel, heightM: number): Solid[] => [
  model.box([-0.06, -0.06, 0], [0.06, 0.06, heightM - 0.2], IRON),
  model.box([-0.16, -0.16, 0], [0.16, 0.16, Math.min(0.4, heightM / 4)], IRON),
  model.box([-0.28, -0.28, heightM - 0.2], [0.28, 0.28, heightM + 0.02], LIGHT),
];
