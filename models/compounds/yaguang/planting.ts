/** Trees: avenues along the roads, then groups in the greens, kept clear of everything that is built. */
import type { Rect, SitePoint, TreeDesign } from '#models/generator/design.ts';
import { buildingRect } from '#models/generator/dwelling.ts';
import { createRandom, rectAt } from '#models/generator/frame.ts';
import { BAY_DEPTH_M, BAY_WIDTH_M } from '#models/generator/plan.ts';
import { buildings } from './facts.ts';
import { areas, bays, boundary, chargingShed, gates, pavilion, playground, wastePoint } from './site.ts';

const TARGET = 220;

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

const obstacles: readonly Obstacle[] = [
  ...areas.filter(({ surface }) => surface !== 'grass').map(({ rect }) => ({ rect, marginM: 0.7 })),
  ...bays.map(({ centre }) => ({ rect: rectAt(centre, BAY_WIDTH_M, BAY_DEPTH_M), marginM: 0.5 })),
  ...[chargingShed, wastePoint, playground].map((rect) => ({ rect, marginM: 2 })),
  ...gates.map(({ at }) => ({ rect: rectAt(at, 14, 14), marginM: 0 })),
  { rect: rectAt(pavilion, 9, 9), marginM: 0 },
];

const near = ({ x0, y0, x1, y1 }: Rect, [x, y]: SitePoint, marginM: number): boolean =>
  x > x0 - marginM && x < x1 + marginM && y > y0 - marginM && y < y1 + marginM;

export function plant(): readonly TreeDesign[] {
  const random = createRandom(1998);
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
  for (let x = -120; x <= 124; x += 7.5) {
    place([x, 12.5], 'camphor');
    place([x, 22.6], 'plane');
    place([x, -24.2], 'osmanthus');
    place([x, -15.6], 'camphor');
    place([x, 57], 'camphor');
    place([x, -51.2], 'plane');
  }
  for (let y = -52; y <= 58; y += 7) {
    place([-5.2, y], 'plane');
    place([5.6, y], 'plane');
    place([-130.2, y], 'cypress');
    place([130.2, y], 'cypress');
  }
  for (let tries = 0; trees.length < TARGET && tries < 4000; tries++) {
    const at: SitePoint = [
      boundary.x0 + random() * (boundary.x1 - boundary.x0),
      boundary.y0 + random() * (boundary.y1 - boundary.y0),
    ];
    const pick = random();
    place(at, pick < 0.3 ? 'osmanthus' : pick < 0.5 ? 'camphor' : 'shrub');
  }
  return trees;
}
