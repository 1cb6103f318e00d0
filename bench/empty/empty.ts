/** The least a page with three.js can do: one box, one light, one picture. What `bench:start` measures the screen by. */
import {
  BoxGeometry,
  DirectionalLight,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three';

const renderer = new WebGLRenderer({ antialias: false });
renderer.setSize(innerWidth, innerHeight);
document.body.append(renderer.domElement);
const camera = new PerspectiveCamera(40, innerWidth / innerHeight, 0.1, 100);
camera.position.z = 5;
const scene = new Scene();
scene.add(new Mesh(new BoxGeometry(), new MeshStandardMaterial()), new DirectionalLight());
renderer.render(scene, camera);
const gl = renderer.getContext();
// Done when the card has drawn it, not when it was told to.
gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
performance.mark('first-picture');
