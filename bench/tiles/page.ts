/** The page of `bench:tiles`: one tileset in a bare three.js scene, by our source of tiles or by 3d-tiles-renderer alone. */
import { TilesRenderer } from '3d-tiles-renderer/three';
import {
  Box3,
  Color,
  DirectionalLight,
  DoubleSide,
  HemisphereLight,
  Mesh,
  Object3D,
  PerspectiveCamera,
  Scene,
  Sphere,
  Vector3,
  WebGLRenderer,
  type Material,
} from 'three';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { createTileSource } from '#scene/model/tiles/tileSource.ts';
import { createSceneUniforms } from '#scene/shading/uniforms.ts';

export interface Settled {
  readonly ms: number;
  readonly triangles: number;
  readonly drawCalls: number;
}

declare global {
  interface Window {
    linliTiles?: (side: 'ours' | 'loader') => Promise<Settled>;
  }
}

Object3D.DEFAULT_UP.set(0, 0, 1);
const renderer = new WebGLRenderer({ antialias: false });
renderer.debug.checkShaderErrors = false;
renderer.setSize(innerWidth, innerHeight);
document.body.append(renderer.domElement);
const scene = new Scene();
scene.background = new Color(0x202428);
scene.add(new DirectionalLight(0xffffff, 2), new HemisphereLight(0xffffff, 0x888888, 1.5));
const camera = new PerspectiveCamera(40, innerWidth / innerHeight, 1, 10_000);

/** Half as far as all of it would need: near enough for fine tiles. */
function lookAt(box: Box3): void {
  const { center, radius } = box.getBoundingSphere(new Sphere());
  const away = new Vector3(0.45, -0.75, 0.5).setLength(
    (radius / Math.sin((camera.fov * Math.PI) / 360)) * 0.5,
  );
  camera.position.copy(center).add(away);
  camera.lookAt(center);
  camera.updateMatrixWorld();
}

async function eachFrame(until: Promise<void>, act: () => void): Promise<void> {
  let handle = 0;
  const step = () => {
    act();
    handle = requestAnimationFrame(step);
  };
  step();
  await until;
  cancelAnimationFrame(handle);
}

async function ours(): Promise<void> {
  const manifest = (await (await fetch('/api/models/mars/manifest')).json()) as ModelManifest;
  const { bounds } = manifest;
  if (!bounds) throw new Error('Nothing to see.');
  lookAt(new Box3(new Vector3(...bounds.minEnu), new Vector3(...bounds.maxEnu)));
  const source = createTileSource('/api/models', manifest, [0, 0, 0], createSceneUniforms(), {
    ready: () => undefined,
    chunk: ({ mesh }) => void scene.add(mesh),
    gone: ({ mesh }) => void scene.remove(mesh),
    covered: () => undefined,
    missing: (name) => console.error(`A part of ${name} is missing.`),
  });
  await eachFrame(source.load(), () => source.follow(camera, innerWidth, innerHeight));
}

async function loader(): Promise<void> {
  const tiles = new TilesRenderer('/files/tileset.json');
  tiles.setCamera(camera);
  tiles.setResolution(camera, innerWidth, innerHeight);
  scene.add(tiles.group);
  let placed = false;
  // Both draw faces from behind: else one would see other parts of the ground.
  tiles.addEventListener('load-model', ({ scene: model }) =>
    model.traverse((object) => {
      if (object instanceof Mesh)
        for (const one of [object.material].flat()) (one as Material).side = DoubleSide;
    }),
  );
  tiles.addEventListener('load-root-tileset', () => {
    const sphere = new Sphere();
    tiles.getBoundingSphere(sphere);
    tiles.group.updateMatrixWorld(true);
    const box = new Box3();
    tiles.getBoundingBox(box);
    lookAt(box);
    placed = true;
  });
  const settled = new Promise<void>((resolve) =>
    tiles.addEventListener('tiles-load-end', () => placed && resolve()),
  );
  await eachFrame(settled, () => tiles.update());
}

window.linliTiles = async (side) => {
  const startedMs = performance.now();
  await (side === 'ours' ? ours() : loader());
  renderer.render(scene, camera);
  const gl = renderer.getContext();
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  const { triangles, calls } = renderer.info.render;
  return { ms: performance.now() - startedMs, triangles, drawCalls: calls };
};
