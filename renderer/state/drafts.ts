/** What is being typed, kept by what it is for: it outlives panels, dialogs and lists that change. */
import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useScreen } from './useScreen.tsx';

export type DraftStore = StoreApi<Readonly<Record<string, string>>>;

export function createDrafts(): DraftStore {
  return createStore<Readonly<Record<string, string>>>(() => ({}));
}

/** Takes away what was sent, and leaves what was typed since. */
export function useSentDraft(purpose: string): (sent: string) => void {
  const { drafts } = useScreen();
  return useCallback(
    (sent: string) => drafts.setState((all) => (all[purpose] === sent ? { [purpose]: '' } : all)),
    [drafts, purpose],
  );
}

export function useDraft(purpose: string): readonly [string, (text: string) => void] {
  const { drafts } = useScreen();
  const text = useStore(drafts, (all) => all[purpose] ?? '');
  const set = useCallback((next: string) => drafts.setState(() => ({ [purpose]: next })), [drafts, purpose]);
  return [text, set];
}
