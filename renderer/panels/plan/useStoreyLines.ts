/** Asks the scene for the lines of a storey, again when more of the models has come. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { StoreyLines, StoreyRef } from '#scene/toolContract.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';

type Drawing =
  | { readonly state: 'drawing' | 'none' | 'failed'; readonly lines: null }
  | { readonly state: 'drawn'; readonly lines: StoreyLines };

interface Made {
  readonly of: StoreyRef;
  /** What was there when it was asked for. */
  readonly stand: object;
  readonly drawing: Drawing;
}

const drawing: Drawing = { state: 'drawing', lines: null };

/** Until the next storey is drawn the one before stays: `of` says which it is. */
export function useStoreyLines(
  storey: StoreyRef | null,
): Drawing & { readonly of: StoreyRef | null; readonly isBusy: boolean } {
  const screen = useScreen();
  const host = useSyncExternalStore(screen.scene.subscribe, screen.scene.current);
  const models = useFacts((facts) => facts.models);
  const isLoaded = useFacts((facts) => facts.sceneLoading >= 1);
  const stand = useMemo(() => ({ models, isLoaded }), [models, isLoaded]);
  const [made, setMade] = useState<Made | null>(null);
  useEffect(() => {
    if (!host || !storey) return undefined;
    const stop = new AbortController();
    host.storeyLines(storey, stop.signal).then(
      (lines) =>
        setMade({ of: storey, stand, drawing: lines ? { state: 'drawn', lines } : { state: 'none', lines } }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        console.error('no plan of the storey', error);
        setMade({ of: storey, stand, drawing: { state: 'failed', lines: null } });
      },
    );
    return () => stop.abort();
  }, [host, storey, stand]);
  const isBusy = made?.of !== storey;
  return made ? { ...made.drawing, of: made.of, isBusy } : { ...drawing, of: storey, isBusy };
}
