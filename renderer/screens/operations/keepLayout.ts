/** The layout as a person left it, kept by the browser for each of them. What cannot be read any more is forgotten. */
import type { SerializedDockview } from 'dockview-react';
import type { Keeper } from '#state/preferences.ts';

const version = 1;

const keyOf = (user: string) => `linli.layout.${user}`;

export interface KeptLayouts {
  read(user: string): SerializedDockview | null;
  write(user: string, layout: SerializedDockview): void;
  forget(user: string): void;
}

export function keepLayouts(keeper: Keeper | undefined = globalThis.localStorage): KeptLayouts {
  return {
    read(user) {
      try {
        const kept: unknown = JSON.parse(keeper?.getItem(keyOf(user)) ?? 'null');
        if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('layout' in kept))
          return null;
        // The dock itself checks the rest when it lays it out.
        return kept.version === version ? (kept.layout as SerializedDockview) : null;
      } catch {
        return null;
      }
    },
    write: (user, layout) => keeper?.setItem(keyOf(user), JSON.stringify({ version, layout })),
    forget: (user) => keeper?.setItem(keyOf(user), 'null'),
  };
}
