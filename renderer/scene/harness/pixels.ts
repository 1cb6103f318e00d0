/**
 * What the real passes do to pixels: outlines, ambient occlusion, two versions in one picture. A floor, a wall at its far
 * edge, a box on it and a screen before the right half of the box. Driven by the pixels journey.
 */
import { Object3D, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from 'three';
import type { DecodedChunk, ElementColumns } from '#shared/protocol/model.ts';
import { createChunkMesh } from '../model/chunkMesh.ts';
import { createLoadedModel } from '../model/loadedModel.ts';
import { createOutlines } from '../outline/outlines.ts';
import { createPipeline } from '../pipeline.ts';
import { createSceneUniforms } from '../shading/uniforms.ts';
import { projectPoint } from '../symbols/projection.ts';
import type { SplitKind } from '../split/panes.ts';
import type { SceneModel } from '../contract.ts';

type Rgb = readonly [number, number, number];
/** CSS pixels from the upper left. */
type Spot = readonly [xPx: number, yPx: number];

export interface PixelBench {
  /** Where a point of the things stands in a picture of one version. */
  spot(x: number, y: number, z: number): Spot;
  draw(how: {
    readonly outlined?: 'selected' | 'hovered';
    readonly occludes?: boolean;
    readonly split?: SplitKind;
    readonly dividerAt?: number;
    /** Of the canvas; the divider's line is a part of the picture. */
    readonly spots?: readonly Spot[];
    readonly rowPx?: number;
  }): { readonly spots: readonly Rgb[]; readonly row: readonly Rgb[]; readonly drawCalls: number };
}

declare global {
  interface Window {
    linliPixels?: (options: {
      readonly pixelRatio: number;
      readonly multisample: boolean;
      readonly hasScreen: boolean;
    }) => PixelBench;
  }
}

Object3D.DEFAULT_UP.set(0, 0, 1);
const widthPx = 400;
const heightPx = 300;
const BOX = 2;

type Corner = readonly [number, number, number];

function quads(
  parts: readonly { readonly element: number; readonly corners: readonly Corner[] }[],
): DecodedChunk {
  const positions: number[] = [];
  const normals: number[] = [];
  const elements: number[] = [];
  const index: number[] = [];
  for (const { element, corners } of parts) {
    const [a, b, , d] = corners.map((corner) => new Vector3(...corner));
    if (!a || !b || !d) continue;
    const normal = b.clone().sub(a).cross(d.clone().sub(a)).normalize().multiplyScalar(127).round();
    const first = elements.length;
    for (const corner of corners) {
      positions.push(...corner);
      normals.push(normal.x, normal.y, normal.z, 0);
      elements.push(element);
    }
    index.push(first, first + 1, first + 2, first, first + 2, first + 3);
  }
  return {
    originEnu: [0, 0, 0],
    positions: Float32Array.from(positions),
    normals: Int8Array.from(normals),
    colors: new Uint8Array(elements.length * 4).fill(200),
    elements: Uint32Array.from(elements),
    index: Uint32Array.from(index),
    tiers: [],
    transparent: false,
  };
}

/** Upright, seen from the south. */
const upright = (element: number, west: number, east: number, y: number, top: number) => ({
  element,
  corners: [
    [west, y, 0],
    [east, y, 0],
    [east, y, top],
    [west, y, top],
  ] as const,
});
const flat = (element: number, west: number, east: number, south: number, north: number, z: number) => ({
  element,
  corners: [
    [west, south, z],
    [east, south, z],
    [east, north, z],
    [west, north, z],
  ] as const,
});

window.linliPixels = ({ pixelRatio, multisample, hasScreen }) => {
  document.querySelector('canvas')?.remove();
  const canvas = document.createElement('canvas');
  canvas.style.cssText = `display:block;width:${widthPx}px;height:${heightPx}px`;
  document.body.append(canvas);
  const renderer = new WebGLRenderer({ canvas, antialias: false, preserveDrawingBuffer: true });
  renderer.autoClear = false;
  const shared = createSceneUniforms();
  shared.uFade.value.set(0, 0, 1e4, 2e4);
  const pipeline = createPipeline(renderer, shared, { multisample });
  pipeline.resize(widthPx * pixelRatio, heightPx * pixelRatio);
  const columns: ElementColumns = {
    globalId: ['floor', 'wall', 'box', 'screen'],
    type: ['', '', '', ''],
    name: ['', '', '', ''],
    storey: [-1, -1, -1, -1],
    parent: [-1, -1, -1, -1],
    centreEnu: [null, null, null, null],
    sizeM: [],
  };
  const described: SceneModel = {
    id: 'm',
    name: 'm',
    contentKey: 'm',
    bounds: null,
    storeys: [],
    chunks: [],
  };
  const { model, materials } = createLoadedModel(described, columns, [0, 0, 0], shared);
  model.chunks.push(
    createChunkMesh(
      quads([
        flat(0, -30, 30, -20, 10, 0),
        upright(1, -30, 30, 10, 12),
        upright(BOX, -2, 2, -1, 3),
        flat(BOX, -2, 2, -1, 1, 3),
        ...(hasScreen ? [upright(3, 0, 6, -4, 2)] : []),
      ]),
      materials,
      [],
    ),
  );
  const scene = new Scene();
  for (const { mesh } of model.chunks) scene.add(mesh);
  const camera = new PerspectiveCamera(40, widthPx / heightPx, 1, 3200);
  camera.position.set(0, -20, 9);
  camera.lookAt(0, 0, 2);
  camera.updateMatrixWorld();
  const outlines = createOutlines(shared, pipeline, () => [['m', model]]);
  pipeline.setOutlines(outlines);
  model.state.split(true);
  // On the right version there is no box.
  model.state.turn(1);
  model.state.setHidden(BOX, true);
  model.state.flush();
  const gl = renderer.getContext();
  const pixel = (x: number, y: number): Rgb => {
    const read = new Uint8Array(4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.readPixels(
      Math.floor(x * pixelRatio),
      heightPx * pixelRatio - 1 - Math.floor(y * pixelRatio),
      1,
      1,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      read,
    );
    return [read[0] ?? 0, read[1] ?? 0, read[2] ?? 0];
  };
  return {
    spot(x, y, z) {
      const point = projectPoint(camera, { widthPx, heightPx }, [x, y, z], 1e9);
      return [point?.xPx ?? Number.NaN, point?.yPx ?? Number.NaN];
    },
    draw({ outlined, occludes = false, split = null, dividerAt = 0.5, spots = [], rowPx }) {
      outlines.mark('selected', outlined === 'selected' ? [{ modelId: 'm', element: BOX }] : []);
      outlines.mark('hovered', outlined === 'hovered' ? [{ modelId: 'm', element: BOX }] : []);
      pipeline.setSplitting({ kind: split, at: () => dividerAt, turn: (side) => model.state.draw(side) });
      camera.aspect = (split === 'beside' ? widthPx / 2 : widthPx) / heightPx;
      camera.updateProjectionMatrix();
      renderer.info.autoReset = false;
      renderer.info.reset();
      for (let sample = 0; sample < 4; sample++) pipeline.drawBase(scene, camera, 1, sample, occludes);
      pipeline.present(new Scene(), camera);
      return {
        spots: spots.map(([x, y]) => pixel(x, y)),
        row:
          rowPx === undefined
            ? []
            : Array.from({ length: widthPx * pixelRatio }, (_, i) => pixel(i / pixelRatio, rowPx)),
        drawCalls: renderer.info.render.calls,
      };
    },
  };
};
