/** Closed lines on a wall, each filled as strongly as it is meant: where a thrown object may have come from. */
import {
  BufferGeometry,
  CatmullRomCurve3,
  Float32BufferAttribute,
  Group,
  Mesh,
  TubeGeometry,
  Vector3,
  type ShaderMaterial,
} from 'three';
import type { TrackOutline } from '../contract.ts';
import { hexColor } from '../shading/color.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

const LINE_M = 0.045;
const MOST_ALPHA = 0.55;
const LEAST_ALPHA = 0.06;

/** Gives what takes it away again. */
export function drawOutline(base: OverlayDepth, into: Group, outline: TrackOutline): () => void {
  const { pointsEnu, strength } = outline;
  if (pointsEnu.length < 3) return () => undefined;
  const origin = originOf(pointsEnu);
  const points = pointsEnu.map((point) => new Vector3(...offsetFrom(origin, point)));
  const color = hexColor(outline.isRegion ? '#ffffff' : '#ff9f1a');
  const line = createOverlayMaterial(base, { color, alpha: 0.9, behind: 0.35 });
  const curve = new CatmullRomCurve3(points, true, 'catmullrom', 0);
  const rim = new Mesh(new TubeGeometry(curve, points.length * 6, LINE_M, 5, true), line);
  const parts: Mesh<BufferGeometry, ShaderMaterial>[] = [rim];
  if (!outline.isRegion) {
    const alpha = LEAST_ALPHA + (MOST_ALPHA - LEAST_ALPHA) * Math.min(1, strength);
    parts.push(new Mesh(fanOf(points), createOverlayMaterial(base, { color, alpha, behind: 0.5 })));
  }
  const group = new Group();
  group.position.set(...origin);
  for (const [i, part] of parts.entries()) {
    part.renderOrder = 2 + i;
    group.add(part);
  }
  into.add(group);
  return () => {
    into.remove(group);
    for (const { geometry, material } of parts) {
      geometry.dispose();
      material.dispose();
    }
  };
}

/** Triangles round the first corner: the lines are convex. */
function fanOf(points: readonly Vector3[]): BufferGeometry {
  const [first] = points;
  const corners = points.slice(1, -1).flatMap((point, i) => {
    const next = points[i + 2];
    return first && next ? [first, point, next] : [];
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new Float32BufferAttribute(
      corners.flatMap(({ x, y, z }) => [x, y, z]),
      3,
    ),
  );
  geometry.computeVertexNormals();
  return geometry;
}
