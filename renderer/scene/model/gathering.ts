/** When models draw anew: many parts come at once while they load, one picture is drawn for all of them. */
import type { RenderLoop } from '../renderLoop.ts';

const LOADING_MS = 400;
/** Maps follow once hiding has come to rest. */
const MAPS_MS = 260;

/** Returns what is called at every change of geometry. */
export function createGathering(
  loop: Pick<RenderLoop, 'later'>,
  on: {
    readonly isLoading: () => boolean;
    /** `settled`: this was the last of them. */
    readonly changed: (settled: boolean) => void;
    readonly draw: () => void;
  },
): () => void {
  let stop: (() => void) | undefined;
  let wasLoading = false;
  const drawLater = (ms: number) =>
    loop.later(ms, () => {
      stop = undefined;
      on.draw();
    });
  return () => {
    const loading = on.isLoading();
    const settled = wasLoading && !loading;
    wasLoading = loading;
    on.changed(settled);
    if (loading) {
      stop ??= drawLater(LOADING_MS);
      return;
    }
    stop?.();
    stop = settled ? undefined : drawLater(MAPS_MS);
    on.draw();
  };
}
