/** Footprints as prisms, areas as flat sheets, lines as strips. */
import type { Surfaces } from '../geometry/surfaces.ts';
import type { Ring } from '../geometry/triangulate.ts';
import { colorOfSurface } from '../surfaceColors.ts';

const ROOF = colorOfSurface('RoofSurface', 'Building');
const WALL = colorOfSurface('WallSurface', 'Building');
const GROUND = colorOfSurface('GroundSurface', 'Building');

/** Heights of `rings` are the ground's. False where it has no area. */
export function drawPrism(surfaces: Surfaces, rings: readonly Ring[], fromM: number, toM: number): boolean {
  const base = lowestOf(rings);
  const turned = rings.map((ring, i) => (isCounterClockwise(ring) === (i === 0) ? ring : reversed(ring)));
  if (
    !surfaces.polygon(
      turned.map((ring) => atHeight(ring, base + toM)),
      ROOF,
    )
  )
    return false;
  surfaces.polygon(
    turned.map((ring) => reversed(atHeight(ring, base + fromM))),
    GROUND,
  );
  for (const ring of turned) {
    for (let i = 0; i < ring.length; i += 3) {
      const j = i + 3 < ring.length ? i + 3 : 0;
      const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (ax === bx && ay === by) continue;
      const [low, high] = [base + fromM, base + toM];
      surfaces.polygon([[ax, ay, low, bx, by, low, bx, by, high, ax, ay, high]], WALL);
    }
  }
  return true;
}

export function drawSheet(surfaces: Surfaces, rings: readonly Ring[], color: number, liftM: number): boolean {
  const turned = rings.map((ring, i) => (isCounterClockwise(ring) === (i === 0) ? ring : reversed(ring)));
  return surfaces.polygon(
    turned.map((ring) => ring.map((value, i) => (i % 3 === 2 ? value + liftM : value))),
    color,
  );
}

/** `line` [x, y, z, …]. */
export function drawStrip(
  surfaces: Surfaces,
  line: Ring,
  widthM: number,
  color: number,
  liftM: number,
): boolean {
  const count = line.length / 3;
  const points: number[] = [];
  const index: number[] = [];
  for (let i = 0; i < count; i++) {
    const before = Math.max(0, i - 1) * 3;
    const after = Math.min(count - 1, i + 1) * 3;
    const dx = (line[after] ?? 0) - (line[before] ?? 0);
    const dy = (line[after + 1] ?? 0) - (line[before + 1] ?? 0);
    const length = Math.hypot(dx, dy) || 1;
    const [sx, sy] = [(-dy / length) * (widthM / 2), (dx / length) * (widthM / 2)];
    const [x = 0, y = 0, z = 0] = [line[i * 3], line[i * 3 + 1], (line[i * 3 + 2] ?? 0) + liftM];
    points.push(x + sx, y + sy, z, x - sx, y - sy, z);
    if (i > 0) index.push(i * 2 - 2, i * 2 - 1, i * 2, i * 2, i * 2 - 1, i * 2 + 1);
  }
  if (count < 2 || !points.every(Number.isFinite)) return false;
  surfaces.triangles(points, index, color);
  return true;
}

function lowestOf(rings: readonly Ring[]): number {
  let low = Infinity;
  for (const ring of rings) for (let i = 2; i < ring.length; i += 3) low = Math.min(low, ring[i] ?? 0);
  return Number.isFinite(low) ? low : 0;
}

const atHeight = (ring: Ring, z: number): number[] => ring.map((value, i) => (i % 3 === 2 ? z : value));

function reversed(ring: Ring): number[] {
  const turned: number[] = [];
  for (let i = ring.length - 3; i >= 0; i -= 3) turned.push(ring[i] ?? 0, ring[i + 1] ?? 0, ring[i + 2] ?? 0);
  return turned;
}

function isCounterClockwise(ring: Ring): boolean {
  let sum = 0;
  const [x0 = 0, y0 = 0] = ring;
  for (let i = 0; i < ring.length; i += 3) {
    const j = i + 3 < ring.length ? i + 3 : 0;
    sum +=
      ((ring[i] ?? 0) - x0) * ((ring[j + 1] ?? 0) - y0) - ((ring[j] ?? 0) - x0) * ((ring[i + 1] ?? 0) - y0);
  }
  return sum > 0;
}
