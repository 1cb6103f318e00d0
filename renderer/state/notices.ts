/** Short words to the person at the screen that go by themselves. They are kept as what they say, not in a language. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextKey } from '#shared/i18n/zh.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { LocalText } from '#shared/twin/text.ts';

export type Words =
  | { readonly key: TextKey; readonly values?: Readonly<Record<string, string | number>> }
  | { readonly text: LocalText | string }
  | { readonly fault: Fault };

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly words: Words;
}

export interface Notices {
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>;
  say(tone: Toast['tone'], words: Words): void;
  fault(fault: Fault): void;
}

const shownMs = 6000;
const shownAtMost = 4;

export function createNotices(): Notices {
  const store = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  let last = 0;
  function say(tone: Toast['tone'], words: Words): void {
    const id = ++last;
    store.setState(({ toasts }) => ({ toasts: [...toasts.slice(1 - shownAtMost), { id, tone, words }] }));
    setTimeout(
      () => store.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) })),
      shownMs,
    );
  }
  return { store, say, fault: (fault) => say('error', { fault }) };
}
