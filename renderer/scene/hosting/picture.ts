/** One picture of the view at any size, as it is seen at rest: drawn at once, then the screen goes on as before. */
import type { HostParts } from './parts.ts';
import { FULL } from '../quality.ts';

/** Smooth edges and shadows; each is a whole picture. */
const SAMPLES = 4;
const PIXEL_RATIO_PX = 2160;

export function createPictureTaker(parts: HostParts): (widthPx: number, heightPx: number) => Promise<Blob> {
  const { stage, camera, layers, canvas, view } = parts;
  return (widthPx, heightPx) => {
    if (!stage) return Promise.reject(new Error('No picture of the scene without WebGL.'));
    const { pipeline } = stage;
    const before = { widthPx: canvas.width, heightPx: canvas.height, aspect: camera.aspect };
    const shown = view();
    const one = parts.split.viewOf({ widthPx, heightPx });
    camera.aspect = one.widthPx / one.heightPx;
    stage.resize(widthPx, heightPx);
    layers.sprites.setView(shown.heightPx * camera.aspect, shown.heightPx);
    const pxPerRad = Math.min(PIXEL_RATIO_PX, heightPx) / ((camera.fov * Math.PI) / 180);
    layers.models.cut(camera, FULL.minSizePx, pxPerRad);
    layers.models.setShade(FULL.shade);
    layers.trees.setDetail(FULL.trees);
    for (let sample = 0; sample < SAMPLES; sample++) pipeline.drawBase(stage.scene, camera, 1, sample, true);
    pipeline.present(stage.overlay, camera);
    // The picture is copied when it is asked for, and encoded afterwards.
    const taken = new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture of the scene.')))),
    );
    camera.aspect = before.aspect;
    camera.updateProjectionMatrix();
    stage.resize(before.widthPx, before.heightPx);
    layers.sprites.setView(shown.widthPx, shown.heightPx);
    parts.baseChanged();
    return taken;
  };
}
