/** One fetched node of a cloud as points, and once more as what is seen through. */
import {
  BufferAttribute,
  BufferGeometry,
  Matrix4,
  Points,
  Sphere,
  Vector3,
  type Group,
  type WebGLRenderer,
} from 'three';
import type { OpenPoints, PointNode } from '#shared/models/pointContainer.ts';
import type { childrenOf } from './chooseNodes.ts';
import type { PointMaterials } from './pointMaterial.ts';

/** Least width of a point, CSS pixels. */
const LEAST_PX = 2;

export interface Cloud {
  readonly nodes: readonly PointNode[];
  readonly children: ReturnType<typeof childrenOf>;
  readonly toEnu: Matrix4;
  readonly fromEnu: Matrix4;
}

export interface CloudNode {
  readonly cloud: Cloud;
  readonly listed: PointNode;
  readonly open: OpenPoints;
  readonly points: Points;
  readonly ghost: Points;
  /** ENU. */
  readonly middle: Vector3;
}

/** Not visible yet. */
export function createCloudNode(
  cloud: Cloud,
  open: OpenPoints,
  listed: PointNode,
  materials: PointMaterials,
  group: Group,
): CloudNode {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(open.positions, 3));
  geometry.setAttribute('tone', new BufferAttribute(open.colors, 4, true));
  geometry.setAttribute('element', new BufferAttribute(open.elements, 1));
  // Looked for by the tree, not by three.
  geometry.boundingSphere = new Sphere(new Vector3(), Infinity);
  const points = new Points(geometry, materials.get('solid', listed.spacingM));
  const ghost = new Points(geometry, materials.get('ghost', listed.spacingM));
  for (const one of [points, ghost]) {
    one.frustumCulled = false;
    one.matrixAutoUpdate = false;
    one.matrix.copy(cloud.toEnu).multiply(new Matrix4().makeTranslation(...open.least));
    one.matrixWorld.copy(one.matrix);
    one.matrixWorldAutoUpdate = false;
    one.visible = false;
    one.onBeforeRender = (renderer: WebGLRenderer) => {
      const target = renderer.getRenderTarget();
      const heightPx = target ? target.viewport.w : renderer.domElement.height;
      materials.setPixels(
        heightPx / 2,
        (LEAST_PX * heightPx) / Math.max(1, renderer.domElement.clientHeight),
      );
    };
    group.add(one);
  }
  const middle = new Vector3(...listed.min)
    .add(new Vector3(...listed.max))
    .multiplyScalar(0.5)
    .applyMatrix4(cloud.toEnu);
  return { cloud, listed, open, points, ghost, middle };
}
