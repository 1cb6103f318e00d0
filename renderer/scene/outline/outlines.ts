/**
 * What is outlined: the element that is selected and the one under the pointer, as small meshes of their own. While there
 * is none, nothing is kept and nothing is drawn.
 */
import { Box3, Matrix4, Mesh, Scene, Vector3, type PerspectiveCamera, type ShaderMaterial } from 'three';
import type { OverlayDepth } from '../layers/overlayMaterial.ts';
import type { LoadedModel } from '../model/loadedModel.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ElementRef } from '../toolContract.ts';
import { createMaskMaterial, elementMesh, type MarkKind } from './outlineMask.ts';

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

export function createOutlines(
  shared: SceneUniforms,
  base: OverlayDepth,
  loaded: () => readonly (readonly [string, LoadedModel])[],
): Outlines {
  const scene = new Scene();
  const marked: Record<MarkKind, readonly ElementRef[]> = { selected: [], hovered: [] };
  const drawn: Record<MarkKind, Mesh[]> = { selected: [], hovered: [] };
  const materials: Record<MarkKind, ShaderMaterial[]> = { selected: [], hovered: [] };
  const box = new Box3();
  const own = new Box3();
  const corner = new Vector3();
  const project = new Matrix4();

  const clear = (kind: MarkKind) => {
    for (const mesh of drawn[kind]) {
      scene.remove(mesh);
      mesh.geometry.dispose();
    }
    drawn[kind] = [];
    for (const material of materials[kind]) material.dispose();
    materials[kind] = [];
  };
  const build = (kind: MarkKind) => {
    clear(kind);
    for (const { modelId, element } of marked[kind]) {
      const model = loaded().find(([id]) => id === modelId)?.[1];
      if (!model) continue;
      const material = createMaskMaterial(shared, base, model.state.drawn, model.steps.texture, kind);
      materials[kind].push(material);
      for (const { content } of model.chunks) {
        const mesh = elementMesh(content, element, material);
        if (!mesh) continue;
        drawn[kind].push(mesh);
        scene.add(mesh);
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
      for (const kind of KINDS) if (marked[kind].length > 0) build(kind);
    },
    within(camera) {
      if (shared.uLiftM.value > 0) return WHOLE;
      project.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
      let [left, bottom, right, top] = [1, 1, 0, 0];
      box.makeEmpty();
      for (const mesh of [...drawn.selected, ...drawn.hovered]) {
        if (!mesh.geometry.boundingBox) continue;
        box.union(own.copy(mesh.geometry.boundingBox).translate(mesh.position));
      }
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
    },
  };
}
