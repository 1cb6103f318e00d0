/** Small procedural shapes with a `tone` per vertex: boxes and blobs, merged into one geometry per layer. */
import { mergeVertices } from 'three/addons/utils/BufferGeometryUtils.js';
import {
  BufferAttribute,
  BufferGeometry,
  IcosahedronGeometry,
  BoxGeometry,
  CylinderGeometry,
  Matrix4,
} from 'three';

export type Tone = readonly [number, number, number];

export interface Part {
  readonly geometry: BufferGeometry;
  readonly matrix: Matrix4;
  readonly tone: Tone;
}

/** Joins parts into one geometry with position, normal and tone; shared corners are drawn once. */
export function joinParts(parts: readonly Part[]): BufferGeometry {
  const positions: number[] = [];
  const normals: number[] = [];
  const tones: number[] = [];
  for (const { geometry, matrix, tone } of parts) {
    const flat = (geometry.index ? geometry.toNonIndexed() : geometry.clone()).applyMatrix4(matrix);
    const position = flat.getAttribute('position');
    const normal = flat.getAttribute('normal');
    for (let i = 0; i < position.count; i++) {
      positions.push(position.getX(i), position.getY(i), position.getZ(i));
      normals.push(normal.getX(i), normal.getY(i), normal.getZ(i));
      tones.push(...tone);
    }
    flat.dispose();
    geometry.dispose();
  }
  const joined = new BufferGeometry();
  joined.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  joined.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3));
  joined.setAttribute('tone', new BufferAttribute(new Float32Array(tones), 3));
  const indexed = mergeVertices(joined, 1e-4);
  joined.dispose();
  return indexed;
}

export function box(sizeM: Tone, centreM: Tone, tone: Tone): Part {
  return { geometry: new BoxGeometry(...sizeM), matrix: new Matrix4().makeTranslation(...centreM), tone };
}

/** A round crown: smooth normals on a coarse ball. */
export function blob(radiusM: Tone, centreM: Tone, detail: number, tone: Tone): Part {
  const geometry = new IcosahedronGeometry(1, detail);
  // Normals of a ball are its positions; flat ones would show the facets.
  geometry.setAttribute('normal', geometry.getAttribute('position').clone());
  const matrix = new Matrix4().makeScale(...radiusM).setPosition(...centreM);
  return { geometry, matrix, tone };
}

export function post(radiusM: number, heightM: number, sides: number, tone: Tone): Part {
  const geometry = new CylinderGeometry(radiusM * 0.7, radiusM, heightM, sides, 1, true);
  const matrix = new Matrix4().makeRotationX(Math.PI / 2).setPosition(0, 0, heightM / 2);
  return { geometry, matrix, tone };
}
