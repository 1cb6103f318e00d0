/** Colours of drawn buildings, by the tone that was chosen. */
import type { DrawnBuilding } from '#shared/drawing/drawing.ts';
import type { FacadeStyle } from '#shared/ifc/catalogue.ts';
import type { Rgb } from '#shared/ifc/ifcModel.ts';

export interface BuildingStyle extends FacadeStyle {
  readonly wall: Rgb;
  readonly plinth: Rgb;
  readonly roof: Rgb;
}

const light: BuildingStyle = {
  wall: [0.9, 0.88, 0.84],
  accent: [0.62, 0.55, 0.48],
  band: [0.97, 0.96, 0.94],
  plinth: [0.44, 0.42, 0.41],
  roof: [0.6, 0.59, 0.57],
};

export const styles: Readonly<Record<DrawnBuilding['tone'], BuildingStyle>> = {
  light,
  warm: { ...light, wall: [0.86, 0.76, 0.64], accent: [0.58, 0.36, 0.27] },
  brick: { ...light, wall: [0.66, 0.42, 0.34], accent: [0.84, 0.8, 0.74], roof: [0.5, 0.3, 0.25] },
  grey: { ...light, wall: [0.72, 0.73, 0.74], accent: [0.46, 0.5, 0.55], plinth: [0.36, 0.37, 0.38] },
};
