/**
 * Parts that repeat: windows, doors, balconies, air-conditioning units, solar heaters. Modelled once about their own
 * origin (x along the façade, −y outwards, z up from the sill) and placed as mapped items.
 */
import type { IfcModel, Rgb, SitePoint, Solid } from './ifcModel.ts';
import type { Ref } from './stepWriter.ts';

/** Colours of one building's façade. */
export interface FacadeStyle {
  readonly accent: Rgb;
  /** Horizontal bands at the slabs. */
  readonly band: Rgb;
}

export const BALCONY_DEPTH_M = 1.4;

const FRAME: Rgb = [0.93, 0.93, 0.92];
const GLASS: Rgb = [0.36, 0.47, 0.54];
const WHITE: Rgb = [0.9, 0.9, 0.88];
const STEEL: Rgb = [0.62, 0.64, 0.66];
const FRAME_M = 0.07;
const STONE: Rgb = [0.95, 0.93, 0.88];

export const rect = (x0: number, z0: number, x1: number, z1: number): readonly SitePoint[] => [
  [x0, z0],
  [x1, z0],
  [x1, z1],
  [x0, z1],
];

/** Frame with `panes` lights of glass standing proud of it on both sides; origin at the middle of the sill. */
function glazing(model: IfcModel, widthM: number, z0: number, z1: number, panes: number, yM = 0): Solid[] {
  const half = widthM / 2;
  const pane = (widthM - FRAME_M * (panes + 1)) / panes;
  const lights = Array.from({ length: panes }, (_, i) => {
    const x = -half + FRAME_M + i * (pane + FRAME_M);
    return model.box([x, yM - 0.035, z0 + FRAME_M], [x + pane, yM + 0.035, z1 - FRAME_M], GLASS);
  });
  return [model.box([-half, yM - 0.025, z0], [half, yM + 0.025, z1], FRAME), ...lights];
}

export function createCatalogue(model: IfcModel, style: FacadeStyle) {
  const shapes = new Map<string, Ref>();
  const once = (key: string, build: () => Solid[]): Ref => {
    const held = shapes.get(key);
    if (held) return held;
    const shape = model.shareShape(build());
    shapes.set(key, shape);
    return shape;
  };
  return {
    window: (widthM: number, heightM: number): Ref =>
      once(`window ${widthM} ${heightM}`, () => [
        ...glazing(model, widthM, 0, heightM, widthM < 1 ? 1 : widthM < 2 ? 2 : 3),
        ...(widthM < 1.3
          ? []
          : [model.box([-widthM / 2 - 0.08, -0.22, -0.07], [widthM / 2 + 0.08, -0.04, 0], STONE)]),
      ]),
    balconyDoor: (widthM: number, heightM: number): Ref =>
      once('balcony door', () => glazing(model, widthM, 0, heightM, 3)),
    entrance: (): Ref =>
      once('entrance', () => [
        model.alongY(
          rect(-0.7, 0, 0.7, 2.2),
          -0.05,
          0.05,
          [0.28, 0.3, 0.33],
          [rect(-0.6, 0.9, -0.05, 2.05), rect(0.05, 0.9, 0.6, 2.05)],
        ),
        model.box([-0.62, -0.01, 0.88], [0.62, 0.01, 2.07], GLASS),
      ]),
    flatDoor: (): Ref =>
      once('flat door', () => [model.box([-0.45, -0.03, 0], [0.45, 0.03, 2.05], [0.42, 0.27, 0.2])]),
    /** Slab and breast wall; origin at the middle of the door's threshold on the façade's outer face. */
    balcony: (widthM: number): Ref =>
      once(`balcony ${widthM}`, () => {
        const half = widthM / 2;
        const d = BALCONY_DEPTH_M;
        const wall: readonly SitePoint[] = [
          [-half, 0],
          [-half, -d],
          [half, -d],
          [half, 0],
          [half - 0.1, 0],
          [half - 0.1, -d + 0.1],
          [-half + 0.1, -d + 0.1],
          [-half + 0.1, 0],
        ];
        return [
          model.box([-half, -d, -0.14], [half, 0, -0.02], style.band),
          model.prism(wall, -0.02, 0.82, style.accent),
        ];
      }),
    railing: (widthM: number): Ref =>
      once(`railing ${widthM}`, () => {
        const half = widthM / 2;
        const y = -BALCONY_DEPTH_M + 0.05;
        return [
          model.box([-half, y - 0.02, 1.06], [half, y + 0.02, 1.1], STEEL),
          ...[-half + 0.03, 0, half - 0.03].map((x) =>
            model.box([x - 0.015, y - 0.015, 0.88], [x + 0.015, y + 0.015, 1.06], STEEL),
          ),
        ];
      }),
    /** Glazing that residents put on their balconies. */
    enclosure: (widthM: number): Ref =>
      once(`enclosure ${widthM}`, () => {
        const half = widthM / 2;
        const d = BALCONY_DEPTH_M;
        return [
          ...glazing(model, widthM, 0.88, 2.5, 3, -d + 0.05),
          model.box([-half, -d + 0.06, 0.88], [-half + 0.05, 0, 2.5], GLASS),
          model.box([half - 0.05, -d + 0.06, 0.88], [half, 0, 2.5], GLASS),
          model.box([-half - 0.02, -d - 0.02, 2.5], [half + 0.02, 0, 2.56], WHITE),
        ];
      }),
    airConditioner: (): Ref =>
      once('air conditioner', () => [
        model.box([-0.4, -0.34, 0], [0.4, 0, 0.58], WHITE),
        model.box([-0.32, -0.355, 0.06], [0.12, -0.34, 0.52], [0.5, 0.52, 0.53]),
      ]),
    solarHeater: (): Ref =>
      once('solar heater', () => [
        model.alongX(
          [
            [-0.9, 0],
            [0.55, 1.05],
            [0.5, 1.12],
            [-0.95, 0.07],
          ],
          -0.8,
          0.8,
          [0.2, 0.24, 0.36],
        ),
        model.box([-0.9, 0.45, 1.05], [0.9, 0.85, 1.45], [0.82, 0.84, 0.85]),
      ]),
    /** Half a storey up. */
    stairFlight: (riseM = 1.4): Ref =>
      once(`stair ${riseM}`, () => {
        const steps = 5;
        const rise = riseM / steps;
        const run = 0.28;
        const profile: SitePoint[] = [];
        for (let i = 0; i < steps; i++) profile.push([i * run, i * rise], [i * run, (i + 1) * rise]);
        profile.push([steps * run, steps * rise], [steps * run, steps * rise - 0.18], [0.25, -0.0]);
        return [model.alongX(profile, 0, 1.15, [0.72, 0.71, 0.69])];
      }),
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;
