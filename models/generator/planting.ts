/** Trees: avenues along the roads, then groups in the greens, kept clear of everything that is built. */
import type { BuildingDesign, Rect, SiteDesign, SitePoint, TreeDesign } from './design.ts';
import { buildingRect } from './dwelling.ts';
import { createRandom, rectAt } from './frame.ts';
import { BAY_DEPTH_M, BAY_WIDTH_M } from './plan.ts';

export interface PlantingDesign {
  readonly seed: number;
  readonly trees: number;
  readonly site: Omit<SiteDesign, 'trees'>;
  readonly buildings: readonly BuildingDesign[];
  /** Planted first, in this order. */
  readonly avenues: readonly (readonly [at: SitePoint, species: TreeDesign['species']])[];
}

const SIZES = {
  camphor: [7, 9.5, 5, 6.5],
  plane: [8.5, 11, 5.5, 7],
  osmanthus: [3.2, 4.4, 2.6, 3.6],
  cypress: [4.5, 6.5, 1.4, 1.9],
  shrub: [0.9, 1.4, 1.2, 1.8],
} as const satisfies Record<TreeDesign['species'], readonly [number, number, number, number]>;

interface Obstacle {
  readonly rect: Rect;
  readonly marginM: number;
}

const near = ({ x0, y0, x1, y1 }: Rect, [x, y]: SitePoint, marginM: number): boolean =>
  x > x0 - marginM && x < x1 + marginM && y > y0 - marginM && y < y1 + marginM;

function obstaclesOf({
  areas,
  bays,
  chargingShed,
  wastePoint,
  playground,
  gates,
  pavilion,
  garage,
}: PlantingDesign['site']): readonly Obstacle[] {
  return [
    ...areas.filter(({ surface }) => surface !== 'grass').map(({ rect }) => ({ rect, marginM: 0.7 })),
    ...bays.map(({ centre }) => ({ rect: rectAt(centre, BAY_WIDTH_M, BAY_DEPTH_M), marginM: 0.5 })),
    ...[chargingShed, wastePoint, playground].map((rect) => ({ rect, marginM: 2 })),
    ...gates.map(({ at }) => ({ rect: rectAt(at, 14, 14), marginM: 0 })),
    { rect: rectAt(pavilion, 9, 9), marginM: 0 },
    ...(garage ? [{ rect: garage.rect, marginM: 3 }] : []),
  ];
}

export function plant({
  seed,
  trees: target,
  site,
  buildings,
  avenues,
}: PlantingDesign): readonly TreeDesign[] {
  const { boundary } = site;
  const obstacles = obstaclesOf(site);
  const random = createRandom(seed);
  const trees: TreeDesign[] = [];
  const place = (at: SitePoint, species: TreeDesign['species']): void => {
    const [h0, h1, c0, c1] = SIZES[species];
    const tall = random();
    const tree = {
      at: [at[0] + (random() - 0.5) * 0.6, at[1] + (random() - 0.5) * 0.4] as const,
      heightM: Math.round((h0 + (h1 - h0) * tall) * 10) / 10,
      crownM: Math.round((c0 + (c1 - c0) * (tall * 0.6 + random() * 0.4)) * 10) / 10,
      species,
    };
    const clearM = species === 'shrub' ? 1.2 : Math.max(2.4, tree.crownM * 0.45);
    if (!near(boundary, at, -1.2)) return;
    if (obstacles.some(({ rect, marginM }) => near(rect, at, marginM))) return;
    // Stair halls and lifts stand 3.4 m out of the north façade.
    if (buildings.some((b) => near({ ...buildingRect(b), y1: buildingRect(b).y1 + 3.6 }, at, clearM))) return;
    const gapM = (other: TreeDesign): number => (tree.crownM + other.crownM) * 0.42;
    if (trees.some((other) => Math.hypot(other.at[0] - at[0], other.at[1] - at[1]) < gapM(other))) return;
    trees.push(tree);
  };
  for (const [at, species] of avenues) place(at, species);
  for (let tries = 0; trees.length < target && tries < 4000; tries++) {
    const at: SitePoint = [
      boundary.x0 + random() * (boundary.x1 - boundary.x0),
      boundary.y0 + random() * (boundary.y1 - boundary.y0),
    ];
    const pick = random();
    place(at, pick < 0.3 ? 'osmanthus' : pick < 0.5 ? 'camphor' : 'shrub');
  }
  return trees;
}
