/**
 * How exactly the real shaders place things far from the compound's origin. Each layer draws one thing, looked at
 * straight down from a metre above through a window so narrow that a pixel is a tenth of a millimetre; where it lies in
 * the picture is compared with double-precision arithmetic. Driven by the precision journey.
 */
import {
  BufferAttribute,
  BufferGeometry,
  DepthTexture,
  DoubleSide,
  Mesh,
  MeshBasicMaterial,
  Object3D,
  PerspectiveCamera,
  Scene,
  Vector2,
  Vector4,
  WebGLRenderer,
  WebGLRenderTarget,
  type Object3D as Drawn,
} from 'three';
import { emptyPlan, type Enu } from '#shared/twin/compound.ts';
import { createFrustumLayer } from '../layers/frustums.ts';
import { createParkingLayer } from '../layers/parking.ts';
import { createVolumeLayer } from '../layers/volumes.ts';
import { createChunkMaterials } from '../model/chunkMaterial.ts';
import { createChunkMesh } from '../model/chunkMesh.ts';
import { createStateTexture } from '../model/stateTexture.ts';
import { createStepTexture } from '../model/stepTexture.ts';
import { createSceneUniforms } from '../shading/uniforms.ts';
import { createAtlas, discCell } from '../symbols/atlas.ts';
import { projectPoint } from '../symbols/projection.ts';
import { createSpriteLayer } from '../symbols/sprites.ts';

declare global {
  interface Window {
    /** Millimetres off, by layer, for a thing at this place. */
    linliPrecision?: (at: Enu) => Record<string, number>;
    /** The same for a plain mesh of float32 coordinates; infinite where nothing of it is in the picture. */
    linliPlainPrecision?: (at: Enu) => number;
  }
}

Object3D.DEFAULT_UP.set(0, 0, 1);
const sizePx = 512;
const zoom = 16;
const eyeM = 1;
const fovDeg = 40;
const mmPerPx = (2 * Math.tan((fovDeg * Math.PI) / 360) * eyeM * 1000) / (sizePx * zoom);

const renderer = new WebGLRenderer();
renderer.setSize(sizePx, sizePx, false);
renderer.setClearColor(0xff00ff, 1);
const target = new WebGLRenderTarget(sizePx, sizePx);
const noDepth = {
  depth: new DepthTexture(4, 4),
  usedPart: new Vector2(1, 1),
  bufferPx: new Vector2(4, 4),
  pane: new Vector4(0, 0, 1, 1),
};

/** The eye stands this far east of what it looks at: else the same rounding of both would cancel out. */
const asideM = 0.0073;

/** North up, straight down beside a point; only the middle of the picture is drawn, enlarged. */
function cameraOver([x, y, z]: Enu): PerspectiveCamera {
  const camera = new PerspectiveCamera(fovDeg, 1, 0.05, 50);
  camera.position.set(x + asideM, y, z + eyeM);
  camera.up.set(0, 1, 0);
  camera.lookAt(x + asideM, y, z);
  const whole = sizePx * zoom;
  camera.setViewOffset(whole, whole, (whole - sizePx) / 2, (whole - sizePx) / 2, sizePx, sizePx);
  camera.updateMatrixWorld();
  return camera;
}

/** Columns of the middle row where something is drawn: first and one past the last. */
function drawnColumns(object: Drawn, camera: PerspectiveCamera): { from: number; to: number } {
  const scene = new Scene();
  scene.add(object);
  renderer.setRenderTarget(target);
  renderer.clear();
  renderer.render(scene, camera);
  const row = new Uint8Array(sizePx * 4);
  renderer.readRenderTargetPixels(target, 0, sizePx / 2, sizePx, 1, row);
  renderer.setRenderTarget(null);
  const drawn: number[] = [];
  for (let x = 0; x < sizePx; x++)
    if (row[x * 4] !== 255 || row[x * 4 + 1] !== 0 || row[x * 4 + 2] !== 255) drawn.push(x);
  return { from: drawn[0] ?? Number.NaN, to: (drawn.at(-1) ?? Number.NaN) + 1 };
}

function columnOf(camera: PerspectiveCamera, point: Enu): number {
  return projectPoint(camera, { widthPx: sizePx, heightPx: sizePx }, point, 1e9)?.xPx ?? Number.NaN;
}

/** A quad of 0.4 m whose left edge runs through the point; its chunk begins 40 m away. */
function chunk([x, y, z]: Enu): Drawn {
  const originEnu: Enu = [x - 40, y - 30, z];
  const [left, low] = [40, 29.8];
  const state = createStateTexture(1);
  return createChunkMesh(
    {
      originEnu,
      positions: Float32Array.from([
        left,
        low,
        0,
        left + 0.4,
        low,
        0,
        left + 0.4,
        low + 0.4,
        0,
        left,
        low + 0.4,
        0,
      ]),
      normals: Int8Array.from([0, 0, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0]),
      colors: new Uint8Array(16).fill(200),
      elements: new Uint32Array(4),
      index: Uint32Array.from([0, 1, 2, 0, 2, 3]),
      tiers: [],
      transparent: false,
    },
    createChunkMaterials(createSceneUniforms(), { value: state.texture }, createStepTexture(1).texture),
    [],
  ).mesh;
}

function bay([x, y, z]: Enu): Drawn {
  const layer = createParkingLayer(createSceneUniforms());
  const at = (id: string, left: number) => ({
    id,
    kind: 'standard' as const,
    box: { centreEnu: [left + 1.17, y, z - 0.05 + 0.5] as const, sizeM: [2.5, 5, 1] as const, yawRad: 0 },
  });
  // Painted 8 cm inside its box; another one stands far off, so that the layer has some width.
  layer.setBays([at('a', x), at('b', x - 200)]);
  return layer.group;
}

function volume([x, y, z]: Enu): Drawn {
  const layer = createVolumeLayer(noDepth);
  // Drawn 15 cm wider than its rooms.
  const box = { centreEnu: [x + 0.65, y, z - 0.5] as const, sizeM: [1, 1, 1] as const, yawRad: 0 };
  const place = { id: 'p', kind: 'household' as const, name: { zh: '', en: '' }, parentId: null, box };
  layer.set([{ placeId: 'p', level: 'p1', label: '' }], { ...emptyPlan, places: [place] });
  return layer.group.children[0] ?? layer.group;
}

/** Its apex is at the point, all of it lies east of that. */
function frustum(at: Enu): Drawn {
  const layer = createFrustumLayer(noDepth);
  const camera = { headingRad: 0, pitchRad: 0, fovRad: 1.2, rangeM: 20 };
  layer.set([{ id: 'f', system: 'camera', label: '', positionEnu: at, camera }]);
  return layer.group.children[0] ?? layer.group;
}

function symbol(at: Enu): Drawn {
  const layer = createSpriteLayer(createAtlas(), noDepth);
  layer.setView(sizePx, sizePx);
  const sprite = { offsetPx: [0, 0] as const, sizePx: 60, cell: discCell, tone: [1, 1, 1, 1] as const };
  const far: Enu = [at[0] - 300, at[1], at[2]];
  layer.set([at, far].map((positionEnu) => ({ ...sprite, positionEnu, pulses: false, quiet: false })));
  return layer.mesh;
}

/** The same quad as a scene would have it that puts coordinates into a buffer as they are. */
function plainQuad([x, y, z]: Enu): Drawn {
  const geometry = new BufferGeometry();
  const corners = [x, y - 0.2, z, x + 0.4, y - 0.2, z, x + 0.4, y + 0.2, z, x, y + 0.2, z];
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(corners), 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  const mesh = new Mesh(geometry, new MeshBasicMaterial({ color: 0xffffff, side: DoubleSide }));
  mesh.frustumCulled = false;
  return mesh;
}

window.linliPlainPrecision = (at) => {
  const camera = cameraOver(at);
  const offPx = drawnColumns(plainQuad(at), camera).from - columnOf(camera, at);
  return Number.isNaN(offPx) ? Infinity : Math.abs(offPx) * mmPerPx;
};

window.linliPrecision = (at) => {
  const camera = cameraOver(at);
  const edge = (object: Drawn) => drawnColumns(object, camera).from - columnOf(camera, at);
  const middle = (object: Drawn) => {
    const { from, to } = drawnColumns(object, camera);
    return (from + to) / 2 - columnOf(camera, at);
  };
  // What labels and picking use: doubles all the way, checked against the plain difference.
  const label = columnOf(camera, at) - (sizePx / 2 - (asideM * 1000) / mmPerPx);
  const offPx = {
    chunk: edge(chunk(at)),
    bay: edge(bay(at)),
    volume: edge(volume(at)),
    frustum: edge(frustum(at)),
    symbol: middle(symbol(at)),
    label,
  };
  return Object.fromEntries(Object.entries(offPx).map(([name, px]) => [name, Math.abs(px) * mmPerPx]));
};
