/**
 * What is outlined: the element that is selected and the one under the pointer, as small meshes of their own. While there
 * is none, nothing is kept and nothing is drawn.
 */
import { Box3, Matrix4, Scene, Vector3, type PerspectiveCamera, type ShaderMaterial } from 'three';
import type { OverlayDepth } from '../layers/overlayMaterial.ts';
import type { ChunkMesh } from '../model/chunkMesh.ts';
import type { LoadedModel } from '../model/loadedModel.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ElementRef } from '../toolContract.ts';
import { elementMesh, type ElementMesh } from './elementMesh.ts';
import { createMaskMaterial, type MarkKind } from './outlineMask.ts';

/** Shares of the view, from the lower left. */
export interface Share {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export interface Outlines {
  readonly scene: Scene;
  readonly isEmpty: boolean;
  /** True when something else is outlined now. */
  mark(kind: MarkKind, elements: readonly ElementRef[]): boolean;
  /** More or less of the models is there. */
  refresh(): void;
  /** Where in the view all that is outlined lies; null where it is out of sight. */
  within(camera: PerspectiveCamera): Share | null;
  dispose(): void;
}

const WHOLE: Share = { left: 0, bottom: 0, right: 1, top: 1 };
const KINDS: readonly MarkKind[] = ['hovered', 'selected'];

const isSame = (a: readonly ElementRef[], b: readonly ElementRef[]) =>
  a.length === b.length &&
  a.every(({ modelId, element }, i) => modelId === b[i]?.modelId && element === b[i]?.element);

/** Not where the element lies farther off than it is large: chunks have millions of corners to look through. */
function mayHold({ sphere }: ChunkMesh, { columns }: LoadedModel, element: number): boolean {
  const centre = columns.centreEnu[element];
  if (!centre) return true;
  const [x, y, z] = centre;
  const awayM = Math.hypot(sphere.center.x - x, sphere.center.y - y, sphere.center.z - z);
  // Half the diagonal of a cube of its longest edge.
  return awayM <= sphere.radius + (columns.sizeM[element] ?? Infinity) * 0.87 + 0.01;
}

export function createOutlines(
  shared: SceneUniforms,
  base: OverlayDepth,
  loaded: () => readonly (readonly [string, LoadedModel])[],
): Outlines {
  const scene = new Scene();
  const marked: Record<MarkKind, readonly ElementRef[]> = { selected: [], hovered: [] };
  const drawn: Record<MarkKind, ElementMesh[]> = { selected: [], hovered: [] };
  /** Kept while its model is there: a shader that nobody holds would be made anew for each element. */
  const materials = new Map<LoadedModel, Record<MarkKind, ShaderMaterial>>();
  const box = new Box3();
  const corner = new Vector3();
  const project = new Matrix4();

  const clear = (kind: MarkKind) => {
    for (const one of drawn[kind]) {
      scene.remove(one.mesh);
      one.dispose();
    }
    drawn[kind] = [];
  };
  const materialFor = (model: LoadedModel, kind: MarkKind): ShaderMaterial => {
    const held = materials.get(model);
    if (held) return held[kind];
    const made = (of: MarkKind) =>
      createMaskMaterial(shared, base, model.state.drawn, model.steps.texture, of);
    const both = { selected: made('selected'), hovered: made('hovered') };
    materials.set(model, both);
    return both[kind];
  };
  const letGo = (models: Iterable<LoadedModel>) => {
    for (const model of models) {
      for (const kind of KINDS) materials.get(model)?.[kind].dispose();
      materials.delete(model);
    }
  };
  const build = (kind: MarkKind) => {
    clear(kind);
    for (const { modelId, element } of marked[kind]) {
      const model = loaded().find(([id]) => id === modelId)?.[1];
      if (!model) continue;
      const material = materialFor(model, kind);
      for (const chunk of model.chunks) {
        if (!mayHold(chunk, model, element)) continue;
        const one = elementMesh(chunk, element, material);
        if (!one) continue;
        drawn[kind].push(one);
        scene.add(one.mesh);
      }
    }
  };
  return {
    scene,
    get isEmpty() {
      return scene.children.length === 0;
    },
    mark(kind, elements) {
      if (isSame(marked[kind], elements)) return false;
      marked[kind] = elements;
      build(kind);
      return true;
    },
    refresh() {
      const there = new Set(loaded().map(([, model]) => model));
      letGo([...materials.keys()].filter((model) => !there.has(model)));
      for (const kind of KINDS) if (marked[kind].length > 0) build(kind);
    },
    within(camera) {
      if (shared.uLiftM.value > 0) return WHOLE;
      project.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
      let [left, bottom, right, top] = [1, 1, 0, 0];
      box.makeEmpty();
      for (const one of [...drawn.selected, ...drawn.hovered]) box.union(one.box);
      for (let i = 0; i < 8; i++) {
        corner.set(
          i & 1 ? box.max.x : box.min.x,
          i & 2 ? box.max.y : box.min.y,
          i & 4 ? box.max.z : box.min.z,
        );
        if (corner.clone().applyMatrix4(camera.matrixWorldInverse).z > -camera.near) return WHOLE;
        corner.applyMatrix4(project);
        left = Math.min(left, corner.x * 0.5 + 0.5);
        right = Math.max(right, corner.x * 0.5 + 0.5);
        bottom = Math.min(bottom, corner.y * 0.5 + 0.5);
        top = Math.max(top, corner.y * 0.5 + 0.5);
      }
      const within: Share = {
        left: Math.max(0, left),
        bottom: Math.max(0, bottom),
        right: Math.min(1, right),
        top: Math.min(1, top),
      };
      return within.left < within.right && within.bottom < within.top ? within : null;
    },
    dispose() {
      for (const kind of KINDS) clear(kind);
      letGo([...materials.keys()]);
    },
  };
}
