/** A plain GLB of the same triangles: opaque and glass one mesh each, no elements, nothing to ask or to point at. */
import { Box3, DoubleSide, Mesh, MeshLambertMaterial, type MeshStandardMaterial } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { Side } from './side.ts';

export function createMergedGlb(url: string): Side {
  return {
    async load(view, first) {
      const { scene } = await new GLTFLoader().loadAsync(url);
      // The loader's material reckons reflections too; this one only what a plain viewer needs.
      scene.traverse((object) => {
        if (!(object instanceof Mesh)) return;
        const { opacity, transparent } = object.material as MeshStandardMaterial;
        object.material = new MeshLambertMaterial({
          vertexColors: true,
          side: DoubleSide,
          opacity,
          transparent,
        });
      });
      view.lookAt(new Box3().setFromObject(scene), 'z');
      view.show(scene);
      first();
    },
    update: () => undefined,
  };
}
