/** Pictures as layers of one size, in one array of texels; needs `OffscreenCanvas`, which threads have too. */

export interface LayerRequest {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pictures: readonly { readonly bytes: ArrayBuffer; readonly isCutOut: boolean }[];
}

/** Uint8Array [layers, height, width, 4], rows from the top. What cannot be decoded is white. */
export async function layerTexels({ widthPx, heightPx, pictures }: LayerRequest): Promise<Uint8Array> {
  const size = widthPx * heightPx * 4;
  const texels = new Uint8Array(size * pictures.length).fill(255);
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { willReadFrequently: true });
  if (!context) return texels;
  for (const [layer, { bytes, isCutOut }] of pictures.entries()) {
    const bitmap = await createImageBitmap(new Blob([bytes]), {
      resizeWidth: widthPx,
      resizeHeight: heightPx,
      resizeQuality: 'high',
    }).catch(() => null);
    if (!bitmap) continue;
    context.clearRect(0, 0, widthPx, heightPx);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const { data } = context.getImageData(0, 0, widthPx, heightPx);
    if (!isCutOut) for (let alpha = 3; alpha < size; alpha += 4) data[alpha] = 255;
    texels.set(data, layer * size);
  }
  return texels;
}
