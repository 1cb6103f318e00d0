/** How many texels of pictures all models of a scene may have together: what comes when little is left is shown coarser. */

export interface TexelBudget {
  /** Layers as large as there is room for, at most as asked; null where there is none at all. To be given back. */
  take(layers: LayerSize): LayerSize | null;
  give(layers: LayerSize): void;
}

export interface LayerSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pictures: { readonly length: number };
}

const LEAST_PX = 16;

const texelsOf = ({ widthPx, heightPx, pictures }: LayerSize): number => widthPx * heightPx * pictures.length;

export function createTexelBudget(most: number): TexelBudget {
  let left = most;
  return {
    take({ widthPx, heightPx, pictures }) {
      let size = { widthPx, heightPx, pictures };
      while (texelsOf(size) > left) {
        if (size.widthPx <= LEAST_PX && size.heightPx <= LEAST_PX) return null;
        size = {
          widthPx: Math.max(LEAST_PX, size.widthPx / 2),
          heightPx: Math.max(LEAST_PX, size.heightPx / 2),
          pictures,
        };
      }
      left -= texelsOf(size);
      return size;
    },
    give: (layers) => void (left += texelsOf(layers)),
  };
}
