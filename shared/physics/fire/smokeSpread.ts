/**
 * Smoke in a graph of rooms, each of two layers: hot smoke under the ceiling, clear air below (zone model; Zukoski 1978,
 * Karlsson & Quintiere, Enclosure Fire Dynamics, ch. 8; plume of NFPA 92). What stands in the layer is kept as mass and
 * heat, so its volume follows exactly: `V = (m + E / (c_p·T₀)) / ρ₀`. Pressure, wind and sprinklers are left out.
 */
import { heatReleaseKw, type DesignFire } from './growth.ts';

export const ambientC = 20;
const ambientK = ambientC + 273.15;
export const airDensityKgM3 = 1.2;
/** Of air, kJ/(kg·K). */
export const heatCapacity = 1.0;
const gravityMps2 = 9.81;
/** Of a doorway. */
const dischargeCoefficient = 0.68;
/** Of the heat of a fire so much rises with its plume; the rest radiates (NFPA 92, 5.5.1). */
const convectiveShare = 0.7;
/** Gas of a flame does not get hotter than this in a room, °C. */
const hottestC = 1100;

export interface SmokeZone {
  readonly id: string;
  readonly areaM2: number;
  /** Heights above one common level, metres. */
  readonly floorM: number;
  readonly ceilingM: number;
}

/** A doorway from one zone into another; smoke goes one way. */
export interface SmokeOpening {
  readonly from: string;
  readonly to: string;
  readonly widthM: number;
  /** Heights of sill and lintel on the common level. */
  readonly sillM: number;
  readonly lintelM: number;
}

export interface SmokeModel {
  readonly zones: readonly SmokeZone[];
  readonly openings: readonly SmokeOpening[];
  readonly fire: DesignFire & { readonly zoneId: string };
  /** Of the heat of the fire, what its walls take; 0.6–0.9 for rooms (Mowrer, SFPE Handbook). */
  readonly wallLoss: number;
}

export interface ZoneSmoke {
  /** Height of the lower edge of the smoke on the common level, one value each `everyS`. */
  readonly layerM: readonly number[];
  /** Of the smoke, °C. */
  readonly smokeC: readonly number[];
}

export interface SmokeCourse {
  readonly everyS: number;
  readonly byZone: ReadonlyMap<string, ZoneSmoke>;
}

/**
 * Air and gas that a plume brings to a height, kg/s, from its convective heat, kW, and the height above its source, m:
 * `0.071·Q^⅓·z^(5/3) + 0.0018·Q` above the flame, `0.032·Q^(3/5)·z` within it, with the flame's limit at
 * `0.166·Q^(2/5)` (NFPA 92, 5.5.1.1).
 */
export function plumeMassFlowKgS(convectiveKw: number, riseM: number): number {
  if (convectiveKw <= 0 || riseM <= 0) return 0;
  const flameM = 0.166 * convectiveKw ** 0.4;
  return riseM > flameM
    ? 0.071 * Math.cbrt(convectiveKw) * riseM ** (5 / 3) + 0.0018 * convectiveKw
    : 0.032 * convectiveKw ** 0.6 * riseM;
}

/**
 * Smoke out of a doorway, kg/s, where its layer hangs `depthM` below the lintel and the air beside it is clear:
 * `⅔·C_d·W·ρ₀·√(2g·(T₀/T)·(1 − T₀/T))·d^(3/2)` (Karlsson & Quintiere, eq. 5.17).
 */
export function doorwayFlowKgS(widthM: number, depthM: number, smokeC: number): number {
  if (depthM <= 0 || smokeC <= ambientC) return 0;
  const ratio = ambientK / (smokeC + 273.15);
  const speed = Math.sqrt(2 * gravityMps2 * ratio * (1 - ratio));
  return (2 / 3) * dischargeCoefficient * widthM * airDensityKgM3 * speed * depthM ** 1.5;
}

interface Layer {
  readonly zone: SmokeZone;
  massKg: number;
  heatKj: number;
}

const volumeM3 = ({ massKg, heatKj }: Layer) =>
  (massKg + heatKj / (heatCapacity * ambientK)) / airDensityKgM3;
const edgeM = (layer: Layer) =>
  Math.max(layer.zone.floorM, layer.zone.ceilingM - volumeM3(layer) / layer.zone.areaM2);
const smokeC = ({ massKg, heatKj }: Layer) =>
  massKg <= 0 ? ambientC : Math.min(hottestC, ambientC + heatKj / (heatCapacity * massKg));

/** A plume is half as wide as it is high (NFPA 92, 5.5.4); where it touches the walls no air comes to it from the side. */
const freeRiseM = ({ areaM2 }: SmokeZone) => Math.sqrt(areaM2) / 0.5;

/** The course of it from ignition on. `stepS` is the step of the reckoning, `everyS` that of the answer. */
export function smokeSpread(
  model: SmokeModel,
  { untilS, stepS = 0.5, everyS = 5 }: { untilS: number; stepS?: number; everyS?: number },
): SmokeCourse {
  const layers = new Map(model.zones.map((zone) => [zone.id, { zone, massKg: 0, heatKj: 0 } as Layer]));
  const course = new Map(
    model.zones.map(({ id }) => [id, { layerM: [] as number[], smokeC: [] as number[] }]),
  );
  const perAnswer = Math.max(1, Math.round(everyS / stepS));
  const steps = Math.ceil(untilS / stepS);
  for (let nth = 0; nth <= steps; nth++) {
    if (nth % perAnswer === 0)
      for (const [id, layer] of layers) {
        course.get(id)?.layerM.push(edgeM(layer));
        course.get(id)?.smokeC.push(smokeC(layer));
      }
    step(model, layers, nth * stepS, stepS);
  }
  return { everyS, byZone: course };
}

function step(model: SmokeModel, layers: ReadonlyMap<string, Layer>, timeS: number, stepS: number): void {
  const burning = layers.get(model.fire.zoneId);
  if (burning) {
    const heatKw = heatReleaseKw(model.fire, timeS + stepS / 2);
    const riseM = edgeM(burning) - burning.zone.floorM;
    burning.massKg += plumeMassFlowKgS(convectiveShare * heatKw, riseM) * stepS;
    burning.heatKj += (1 - model.wallLoss) * heatKw * stepS;
  }
  for (const { from, to, widthM, sillM, lintelM } of model.openings) {
    const [source, target] = [layers.get(from), layers.get(to)];
    if (!source || !target) continue;
    const hotC = smokeC(source);
    // Clear air must take the place of what leaves: none comes where smoke beyond hangs to the sill already.
    const clear = Math.min(1, Math.max(0, (edgeM(target) - sillM) / Math.max(1e-6, lintelM - sillM)));
    const flow = clear * doorwayFlowKgS(widthM, lintelM - Math.max(sillM, edgeM(source)), hotC);
    const share = source.massKg <= 0 ? 0 : Math.min(1, (flow * stepS) / source.massKg);
    const [massKg, heatKj] = [source.massKg * share, source.heatKj * share];
    source.massKg -= massKg;
    source.heatKj -= heatKj;
    // It goes on rising beyond the door, and takes air with it, as a plume does, until it fills the shaft from wall to wall.
    const riseM = Math.min(edgeM(target) - lintelM, freeRiseM(target.zone));
    const taken = plumeMassFlowKgS(heatKj / stepS, riseM) * stepS;
    target.massKg += massKg + taken;
    target.heatKj += heatKj;
  }
  // What has no more room leaves through cracks.
  for (const layer of layers.values()) {
    const roomM3 = layer.zone.areaM2 * (layer.zone.ceilingM - layer.zone.floorM);
    const kept = Math.min(1, roomM3 / Math.max(1e-9, volumeM3(layer)));
    layer.massKg *= kept;
    layer.heatKj *= kept;
  }
}

/** Seconds until smoke in a zone hangs lower than `heightM` on the common level; null: not within the course. */
export function secondsUntilLayer(course: SmokeCourse, zoneId: string, heightM: number): number | null {
  const at = course.byZone.get(zoneId)?.layerM.findIndex((layerM) => layerM <= heightM) ?? -1;
  return at < 0 ? null : at * course.everyS;
}
