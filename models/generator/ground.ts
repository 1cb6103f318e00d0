/** What grounds are made of: roads, areas, gates, rows of bays along kerbs, rows of points. */
import type { AreaDesign, BayDesign, GateDesign, Rect, SitePoint } from './design.ts';
import { BAY_DEPTH_M, BAY_WIDTH_M } from './plan.ts';

/** First bay's west edge, kerb y, bays. Bays lie on the north (+1) or south (−1). */
export type BayGroup = readonly [x0: number, kerbY: number, count: number, side: 1 | -1];

interface ChargingKerb {
  readonly x0: number;
  readonly kerbY: number;
}

const CHARGING_BAYS = 10;

export const area = (
  id: string,
  zh: string,
  en: string,
  rect: Rect,
  surface: AreaDesign['surface'],
  courtyardId: string,
): AreaDesign => ({ id, name: { zh, en }, courtyardId, rect, surface });

/** `at`: the middle of the opening, on the boundary. */
export const gate = (
  id: string,
  zh: string,
  en: string,
  at: SitePoint,
  widthM: number,
  side: GateDesign['side'],
  kind: GateDesign['kind'],
): GateDesign => ({ id, name: { zh, en }, at, widthM, side, kind });

export const road = (id: string, zh: string, en: string, rect: Rect, fireLane = true): AreaDesign => ({
  id,
  name: { zh, en },
  courtyardId: null,
  rect,
  surface: 'asphalt',
  fireLane,
});

/** Every fourth group begins with an accessible bay; where asked for, ten with chargers stand south of a kerb of their own. */
export function kerbBays(groups: readonly BayGroup[], charging: ChargingKerb | null): readonly BayDesign[] {
  const all: BayDesign[] = [];
  const add = (centre: SitePoint, kind: BayDesign['kind']) =>
    all.push({ id: `bay-${String(all.length + 1).padStart(3, '0')}`, centre, kind });
  for (const [group, [x0, kerbY, count, side]] of groups.entries()) {
    for (let i = 0; i < count; i++) {
      const accessible = i === 0 && group % 4 === 0;
      add(
        [x0 + (i + 0.5) * BAY_WIDTH_M, kerbY + (side * BAY_DEPTH_M) / 2],
        accessible ? 'accessible' : 'standard',
      );
    }
  }
  if (charging)
    for (let i = 0; i < CHARGING_BAYS; i++)
      add([charging.x0 + (i + 0.5) * BAY_WIDTH_M, charging.kerbY - BAY_DEPTH_M / 2], 'charging');
  return all;
}

export function along(
  fromM: number,
  toM: number,
  stepM: number,
  at: (m: number) => SitePoint,
): readonly SitePoint[] {
  const points: SitePoint[] = [];
  for (let m = fromM; m <= toM; m += stepM) points.push(at(m));
  return points;
}
