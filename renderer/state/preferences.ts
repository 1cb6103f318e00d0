/** What a person wants to find again: kept by the browser, read once, written at each change. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Language } from '#shared/twin/text.ts';

export type Theme = 'duty' | 'showcase';

export interface Preferences {
  readonly theme: Theme;
  readonly daylight: 'auto' | 'day' | 'night';
  /** How much the scene draws: as the machine can, or pinned. */
  readonly quality: 'auto' | 'high' | 'low';
  readonly language: Language;
  /** Grave alarms are read aloud. */
  readonly spoken: boolean;
  /** Grave alarms are shown by the desktop while the screen is not in sight. */
  readonly desktopNotices: boolean;
  /** Replay leaves out times of which nothing was recorded. */
  readonly skipGaps: boolean;
}

export type PreferenceStore = StoreApi<Preferences>;

const allowed: { readonly [K in keyof Preferences]: readonly Preferences[K][] } = {
  theme: ['duty', 'showcase'],
  daylight: ['auto', 'day', 'night'],
  quality: ['auto', 'high', 'low'],
  language: ['zh', 'en'],
  spoken: [false, true],
  desktopNotices: [false, true],
  skipGaps: [false, true],
};

/** Where to keep them; a page that may not keep anything forgets them. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

export function createPreferences(keeper: Keeper | undefined = globalThis.localStorage): PreferenceStore {
  const kept = <K extends keyof Preferences>(key: K, fallback: Preferences[K]): Preferences[K] =>
    allowed[key].find((one) => String(one) === keeper?.getItem(`linli.${key}`)) ?? fallback;
  const store = createStore<Preferences>(() => ({
    theme: kept('theme', 'duty'),
    daylight: kept('daylight', 'day'),
    quality: kept('quality', 'auto'),
    language: kept('language', 'zh'),
    spoken: kept('spoken', false),
    desktopNotices: kept('desktopNotices', false),
    skipGaps: kept('skipGaps', true),
  }));
  store.subscribe((now, before) => {
    for (const key of Object.keys(allowed) as (keyof Preferences)[])
      if (now[key] !== before[key]) keeper?.setItem(`linli.${key}`, String(now[key]));
  });
  return store;
}

export function toggleLanguage(preferences: PreferenceStore): void {
  preferences.setState(({ language }) => ({ language: language === 'zh' ? 'en' : 'zh' }));
}
