/** Where two bodies come nearest, from their triangles: exact to the triangle, by a tree over each. */
import { BufferAttribute, BufferGeometry, Matrix4, Vector3 } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { Enu } from '#shared/twin/compound.ts';
import { offsetFrom } from '../shading/origin.ts';

function bodyOf(corners: readonly number[], origin: Enu): MeshBVH {
  const geometry = new BufferGeometry();
  const local = new Float32Array(corners.length);
  for (let i = 0; i < corners.length; i++) local[i] = (corners[i] ?? 0) - (origin[i % 3] ?? 0);
  geometry.setAttribute('position', new BufferAttribute(local, 3));
  return new MeshBVH(geometry);
}

/** Corners of triangles, ENU metres, nine numbers each; null where one has none. */
export function nearestBetween(a: readonly number[], b: readonly number[]): readonly [Enu, Enu] | null {
  if (a.length < 9 || b.length < 9) return null;
  const origin: Enu = [a[0] ?? 0, a[1] ?? 0, a[2] ?? 0];
  const [first, second] = [bodyOf(a, origin), bodyOf(b, origin)];
  // The tree of the other makes the search quick.
  second.geometry.boundsTree = second;
  const here = { point: new Vector3(), distance: 0, faceIndex: 0 };
  const there = { point: new Vector3(), distance: 0, faceIndex: 0 };
  const found = first.closestPointToGeometry(second.geometry, new Matrix4(), here, there);
  if (!found) return null;
  const back: Enu = [-origin[0], -origin[1], -origin[2]];
  return [offsetFrom(back, here.point.toArray()), offsetFrom(back, there.point.toArray())];
}
