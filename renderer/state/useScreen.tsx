/** How components reach the screen they belong to. */
import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Appearance } from './appearance.ts';
import type { Choices } from './choices.ts';
import type { Facts } from './facts.ts';
import type { Toast } from './notices.ts';
import type { Preferences } from './preferences.ts';
import type { ScreenContext } from './screenContext.ts';

const Screen = createContext<ScreenContext | null>(null);

export function ScreenProvider({ screen, children }: { screen: ScreenContext; children: ReactNode }) {
  return <Screen value={screen}>{children}</Screen>;
}

export function useScreen(): ScreenContext {
  const screen = useContext(Screen);
  if (!screen) throw new Error('a component of a screen stands outside of one');
  return screen;
}

export function useFacts<T>(select: (facts: Facts) => T): T {
  return useStore(useScreen().facts, select);
}

export function useChoices<T>(select: (choices: Choices) => T): T {
  return useStore(useScreen().choices, select);
}

export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(useScreen().preferences, select);
}

export function useToasts(): readonly Toast[] {
  return useStore(useScreen().notices.store, ({ toasts }) => toasts);
}

export function useAppearance<T>(pick: (appearance: Appearance) => T): T {
  return useStore(useScreen().appearance, pick);
}
