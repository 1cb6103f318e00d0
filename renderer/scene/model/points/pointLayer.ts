/**
 * Clouds of one model in the scene: nodes are fetched as one looks at them, the most important first, drawn under a budget
 * of points, and let go when others need their place.
 */
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { Box3, Frustum, Group, Matrix4, type PerspectiveCamera, type Vector3 } from 'three';
import { openPoints, type PointIndex } from '#shared/models/pointContainer.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneUniforms } from '#scene/shading/uniforms.ts';
import { fetchAgain, type FetchAgain } from '../fetchAgain.ts';
import { childrenOf, chooseNodes, type Chosen } from './chooseNodes.ts';
import { createCloudNode, type Cloud, type CloudNode } from './cloudNode.ts';
import { pickCloud, type CloudHit } from './cloudPick.ts';
import type { PointMaterials } from './pointMaterial.ts';

/** Drawn at most, where the card is quick. */
export const FULL_BUDGET = 3_000_000;
/** So much more than is drawn is kept, so that a turn of the head fetches nothing. */
const KEPT = 1.5;
const PARALLEL = 4;
const REACH_PX = 6;
/** Nodes that come close to each other are drawn at once. */
const GATHER_MS = 200;
/** Smallest thing that is drawn at full detail, see `quality.ts`: at less detail the budget shrinks as it grows. */
const FULL_SIZE_PX = 0.8;

export interface PointsProgress {
  /** Points have come: they are drawn with the next frame. */
  readonly changed: () => void;
  /** Drawn at most, at full detail. */
  readonly budget: () => number;
}

export interface PointLayer {
  readonly group: Group;
  /** Ends when the beginning of every cloud is there. */
  load(): Promise<void>;
  /** The next frame is seen from here; `minSizePx` as its detail says. */
  follow(camera: PerspectiveCamera, widthPx: number, heightPx: number, minSizePx?: number): void;
  pick(fromEnu: Enu, way: Enu, isPassed: (element: number) => boolean): CloudHit | null;
  /** By the middle of a node, ENU. */
  setXray(isXray: (middle: Vector3) => boolean): void;
  setGhosts(some: boolean): void;
  setCutting(on: boolean): void;
  dispose(): void;
}

interface HeldNode extends CloudNode {
  usedAt: number;
}

export function createPointLayer(
  root: string,
  contentKey: string,
  shiftEnu: Enu,
  shared: SceneUniforms,
  materials: PointMaterials,
  again: FetchAgain,
  { changed, budget }: PointsProgress = { changed: () => undefined, budget: () => FULL_BUDGET },
): PointLayer {
  const group = new Group();
  const version = `?v=${encodeURIComponent(contentKey)}`;
  const held = new Map<string, HeldNode>();
  const asked = new Set<string>();
  let clouds: readonly Cloud[] = [];
  let wanted: readonly Chosen[] = [];
  let clock = 0;
  let reachRad = 0.005;
  let stale = true;
  let ghosts = false;
  let isXray: (middle: Vector3) => boolean = () => false;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const seen = new Matrix4();
  const now = new Matrix4();
  const frustum = new Frustum();
  const box = new Box3();
  let seenSize = '';

  const keyOf = ({ cloud, node }: Pick<Chosen, 'cloud' | 'node'>): string => `${cloud}/${node}`;
  const tell = () => {
    stale = true;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      changed();
    }, GATHER_MS);
  };

  async function fetchNode(cloud: number, node: number): Promise<void> {
    const key = keyOf({ cloud, node });
    const from = clouds[cloud];
    const listed = from?.nodes[node];
    if (!from || !listed) return;
    asked.add(key);
    try {
      const open = await fetchAgain(
        `${root}/points/${listed.file}${version}`,
        async (response) => openPoints(await response.arrayBuffer(), MeshoptDecoder),
        again,
      );
      if (again.signal.aborted) return;
      held.set(key, { ...createCloudNode(from, open, listed, materials, group), usedAt: clock });
      tell();
    } finally {
      asked.delete(key);
    }
  }

  function drop(key: string, { points, ghost }: HeldNode): void {
    held.delete(key);
    group.remove(points, ghost);
    points.geometry.dispose();
  }

  /** What is not wanted goes, the longest unused first. */
  function tidy(): void {
    let kept = 0;
    for (const { open } of held.values()) kept += open.count;
    const most = budget() * KEPT;
    if (kept <= most) return;
    for (const [key, node] of [...held].sort(([, a], [, b]) => a.usedAt - b.usedAt)) {
      if (kept <= most || node.usedAt === clock) return;
      kept -= node.open.count;
      drop(key, node);
    }
  }

  function fetchMore(): void {
    for (const one of wanted) {
      if (asked.size >= PARALLEL || again.signal.aborted) return;
      const key = keyOf(one);
      if (held.has(key) || asked.has(key)) continue;
      // A later frame asks again; what could not be had is said by `again`.
      void fetchNode(one.cloud, one.node).then(fetchMore, () => undefined);
    }
  }

  /** As many of the wanted as the detail of this frame allows. */
  function show(most: number): void {
    for (const { points, ghost } of held.values()) points.visible = ghost.visible = false;
    let drawn = 0;
    const finest = new Map<string, number>();
    const shown: (readonly [Chosen, HeldNode])[] = [];
    for (const one of wanted) {
      const node = held.get(keyOf(one));
      if (!node) continue;
      node.usedAt = clock;
      if (drawn > 0 && drawn + node.open.count > most) break;
      drawn += node.open.count;
      shown.push([one, node]);
      // Points of a node are as small as those that stand between them.
      const parent = keyOf({ cloud: one.cloud, node: node.listed.parent });
      finest.set(parent, Math.min(finest.get(parent) ?? Infinity, node.listed.spacingM));
    }
    for (const [one, node] of shown) {
      const spacingM = finest.get(keyOf(one)) ?? node.listed.spacingM;
      node.points.visible = true;
      node.points.material = materials.get(isXray(node.middle) ? 'xray' : 'solid', spacingM);
      node.ghost.visible = ghosts;
      node.ghost.material = materials.get('ghost', spacingM);
    }
  }

  return {
    group,
    async load() {
      await MeshoptDecoder.ready;
      const index = await fetchAgain(
        `${root}/points${version}`,
        (response) => response.json() as Promise<PointIndex>,
        again,
      );
      const shift = new Matrix4().makeTranslation(...shiftEnu);
      clouds = index.clouds.map(({ frame, nodes }) => {
        const placed = [0, 3, 6, 9].flatMap((at) => [...frame.slice(at, at + 3), at === 9 ? 1 : 0]);
        const toEnu = shift.clone().multiply(new Matrix4().fromArray(placed));
        return { nodes, children: childrenOf(nodes), toEnu, fromEnu: toEnu.clone().invert() };
      });
      await Promise.all(
        clouds.flatMap(({ children }, cloud) => children.roots.map((node) => fetchNode(cloud, node))),
      );
      tell();
    },
    follow(camera, widthPx, heightPx, minSizePx = FULL_SIZE_PX) {
      const most = Math.min(budget(), (budget() * FULL_SIZE_PX) / minSizePx);
      camera.updateMatrixWorld();
      now.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
      const size = `${widthPx} ${heightPx} ${most}`;
      if (!stale && now.equals(seen) && size === seenSize) return;
      seen.copy(now);
      seenSize = size;
      stale = false;
      clock++;
      const pxPerRad = heightPx / ((camera.fov * Math.PI) / 180);
      reachRad = REACH_PX / pxPerRad;
      wanted = chooseNodes(
        clouds.map(({ nodes, children, toEnu, fromEnu }) => {
          const eye = camera.position.clone().applyMatrix4(fromEnu);
          const planes = frustum.clone().setFromProjectionMatrix(now.clone().multiply(toEnu));
          return {
            nodes,
            children,
            look: {
              eye: [eye.x, eye.y, eye.z] as const,
              pxPerRad,
              isSeen: (min, max) => {
                box.min.set(...min);
                box.max.set(...max);
                return planes.intersectsBox(box);
              },
            },
          };
        }),
        budget(),
      );
      show(most);
      tidy();
      fetchMore();
    },
    pick: (fromEnu, way, isPassed) => pickCloud(held.values(), fromEnu, way, reachRad, shared, isPassed),
    setXray(next) {
      isXray = next;
      stale = true;
    },
    setGhosts(some) {
      ghosts = some;
      stale = true;
    },
    setCutting: (on) => materials.setCutting(on),
    dispose() {
      clearTimeout(gathering);
      for (const [key, node] of held) drop(key, node);
      materials.dispose();
    },
  };
}
