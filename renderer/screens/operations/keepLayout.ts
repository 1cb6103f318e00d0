/**
 * The layout as a person left it: kept by the hub, so that it is found again at another screen, and by this browser, so
 * that it is there at once and while the hub is away. What cannot be read any more is forgotten.
 */
import type { SerializedDockview } from 'dockview-react';
import { askHub } from '#state/account.ts';
import type { Keeper } from '#state/preferences.ts';

const version = 1;

interface Kept {
  readonly version: typeof version;
  readonly layout: SerializedDockview | null;
}

const keyOf = (user: string) => `linli.layout.${user}`;

/** The dock itself checks the rest when it lays it out. */
function readable(kept: unknown): Kept | null {
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('layout' in kept)) return null;
  return kept.version === version ? (kept as Kept) : null;
}

export interface KeptLayouts {
  /** Of this browser; null where it has none. */
  here(user: string): SerializedDockview | null;
  /** Of the hub, for whoever is signed in. */
  atHub(): Promise<SerializedDockview | null>;
  /** Null: back to the beginning. */
  write(user: string, layout: SerializedDockview | null): void;
}

export function keepLayouts(keeper: Keeper | undefined = globalThis.localStorage): KeptLayouts {
  const ask = async () => {
    const answer = await askHub<{ preferences: Record<string, unknown> }>('GET', '/api/me/preferences');
    return answer.ok ? answer.preferences : null;
  };
  // One after the other: a write reads the other preferences first, and an older one must not come in last.
  let writing: Promise<unknown> = Promise.resolve();
  return {
    here(user) {
      try {
        return readable(JSON.parse(keeper?.getItem(keyOf(user)) ?? 'null'))?.layout ?? null;
      } catch {
        return null;
      }
    },
    atHub: async () => readable((await ask())?.['layout'])?.layout ?? null,
    write(user, layout) {
      const kept: Kept = { version, layout };
      keeper?.setItem(keyOf(user), JSON.stringify(kept));
      // Other preferences of that person stay as they are. A hub that is away keeps what it had; the browser has the new one.
      writing = writing
        .then(ask)
        .then((others) =>
          others ? askHub('PUT', '/api/me/preferences', { preferences: { ...others, layout: kept } }) : null,
        );
    },
  };
}
