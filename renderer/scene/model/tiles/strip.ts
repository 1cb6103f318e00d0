/** Lets go of a tile's own arrays: what is drawn of it are chunks by then. */
import type { BufferGeometry, Object3D } from 'three';

/** The tileset goes on counting it by what it was. */
export function strip(scene: Object3D): void {
  scene.traverse((object) => {
    if (!('geometry' in object)) return;
    const geometry = object.geometry as BufferGeometry;
    for (const name of Object.keys(geometry.attributes)) geometry.deleteAttribute(name);
    geometry.setIndex(null);
  });
}
