/**
 * The layout as a person left it, one for each kind of window: kept by the hub, so that it is found again at another
 * screen, and by this browser, so that it is there at once and while the hub is away. What cannot be read any more is
 * forgotten.
 */
import type { SerializedDockview } from 'dockview-react';
import { askHub } from '#state/account.ts';
import type { Keeper } from '#state/preferences.ts';
import type { WindowKind } from './presets.ts';

const version = 2;

type Layouts = Readonly<Partial<Record<WindowKind, SerializedDockview>>>;

const keyOf = (user: string) => `linli.layout.${user}`;

/** The dock itself checks the rest when it lays it out. */
function readable(kept: unknown): Layouts {
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('layouts' in kept)) return {};
  return kept.version === version && typeof kept.layouts === 'object' ? (kept.layouts as Layouts) : {};
}

function changed(before: Layouts, kind: WindowKind, layout: SerializedDockview | null) {
  const { [kind]: _, ...others } = before;
  return { version, layouts: layout === null ? others : { ...others, [kind]: layout } };
}

export interface KeptLayouts {
  /** Of this browser; null where it has none. */
  here(user: string, kind: WindowKind): SerializedDockview | null;
  /** Of the hub, for whoever is signed in. */
  atHub(kind: WindowKind): Promise<SerializedDockview | null>;
  /** Null: back to the beginning. */
  write(user: string, kind: WindowKind, layout: SerializedDockview | null): void;
}

export function keepLayouts(keeper: Keeper | undefined = globalThis.localStorage): KeptLayouts {
  const ask = async () => {
    const answer = await askHub<{ preferences: Record<string, unknown> }>('GET', '/api/me/preferences');
    return answer.ok ? answer.preferences : null;
  };
  const inBrowser = (user: string): Layouts => {
    try {
      return readable(JSON.parse(keeper?.getItem(keyOf(user)) ?? 'null'));
    } catch {
      return {};
    }
  };
  // One after the other: a write reads the other preferences first, and an older one must not come in last.
  let writing: Promise<unknown> = Promise.resolve();
  return {
    here: (user, kind) => inBrowser(user)[kind] ?? null,
    atHub: async (kind) => readable((await ask())?.['layout'])[kind] ?? null,
    write(user, kind, layout) {
      keeper?.setItem(keyOf(user), JSON.stringify(changed(inBrowser(user), kind, layout)));
      // Other preferences of that person stay as they are. A hub that is away keeps what it had; the browser has the new one.
      writing = writing.then(ask).then((others) =>
        others
          ? askHub('PUT', '/api/me/preferences', {
              preferences: { ...others, layout: changed(readable(others['layout']), kind, layout) },
            })
          : null,
      );
    },
  };
}
