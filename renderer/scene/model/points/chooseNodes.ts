/**
 * Which nodes of a cloud are worth their points from where one looks: those whose points would stand farthest apart on the
 * screen come first, until they stand closer than the eye tells or the budget is spent. Pure.
 */
import type { PointNode } from '#shared/models/pointContainer.ts';

export type ListedNode = Pick<PointNode, 'parent' | 'points' | 'spacingM' | 'min' | 'max'>;

export interface Look {
  /** In the cloud's own frame, metres. */
  readonly eye: readonly [number, number, number];
  readonly pxPerRad: number;
  /** Whether any of a box is in sight. */
  isSeen(min: readonly [number, number, number], max: readonly [number, number, number]): boolean;
}

export interface Chosen {
  readonly cloud: number;
  readonly node: number;
  /** Between its points on the screen, CSS pixels. */
  readonly apartPx: number;
}

/** Points closer than this to each other are one. */
const LEAST_PX = 1.1;
/** Nearer than this everything is equally near. */
const NEAR_M = 0.5;

function distanceTo({ min, max }: ListedNode, eye: Look['eye']): number {
  let square = 0;
  for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
    const off = Math.max(min[axis] - eye[axis], 0, eye[axis] - max[axis]);
    square += off * off;
  }
  return Math.max(NEAR_M, Math.sqrt(square));
}

/** Children of each node, and the roots at the end. */
export function childrenOf(nodes: readonly ListedNode[]): {
  readonly of: readonly (readonly number[])[];
  readonly roots: readonly number[];
} {
  const of: number[][] = nodes.map(() => []);
  const roots: number[] = [];
  for (const [i, { parent }] of nodes.entries()) (of[parent] ?? roots).push(i);
  return { of, roots };
}

/** Most important first; a parent before its children. */
export function chooseNodes(
  clouds: readonly {
    readonly nodes: readonly ListedNode[];
    readonly children: ReturnType<typeof childrenOf>;
    readonly look: Look;
  }[],
  budget: number,
): Chosen[] {
  const heap: Chosen[] = [];
  const push = (cloud: number, node: number): void => {
    const from = clouds[cloud];
    const listed = from?.nodes[node];
    if (!from || !listed || !from.look.isSeen(listed.min, listed.max)) return;
    const apartPx = (listed.spacingM * from.look.pxPerRad) / distanceTo(listed, from.look.eye);
    let at = heap.push({ cloud, node, apartPx }) - 1;
    for (let above = (at - 1) >> 1; at > 0 && (heap[above]?.apartPx ?? 0) < apartPx; above = (at - 1) >> 1) {
      swap(heap, at, above);
      at = above;
    }
  };
  clouds.forEach(({ children }, cloud) => children.roots.forEach((root) => push(cloud, root)));
  const chosen: Chosen[] = [];
  let spent = 0;
  for (let best = pop(heap); best; best = pop(heap)) {
    const from = clouds[best.cloud];
    const points = from?.nodes[best.node]?.points ?? 0;
    if (chosen.length > 0 && spent + points > budget) break;
    spent += points;
    chosen.push(best);
    // What is below stands half as far apart.
    if (best.apartPx <= LEAST_PX) continue;
    for (const child of from?.children.of[best.node] ?? []) push(best.cloud, child);
  }
  return chosen;
}

function swap(heap: Chosen[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (first && second) [heap[a], heap[b]] = [second, first];
}

function pop(heap: Chosen[]): Chosen | undefined {
  const best = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return best;
  heap[0] = last;
  for (let at = 0; ;) {
    let largest = at;
    for (const child of [at * 2 + 1, at * 2 + 2])
      if ((heap[child]?.apartPx ?? -1) > (heap[largest]?.apartPx ?? -1)) largest = child;
    if (largest === at) return best;
    swap(heap, at, largest);
    at = largest;
  }
}
