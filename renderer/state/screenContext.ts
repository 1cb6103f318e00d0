/**
 * Everything one screen consists of beside its panels: the hub's client, clock, worlds, what the hub said, what was
 * chosen, what is preferred, and the scene once it is mounted. Two of them can stand side by side.
 */
import type { SceneHost } from '#scene/contract.ts';
import { createAppearance, type AppearanceStore } from './appearance.ts';
import { askingOnce } from './askingOnce.ts';
import { createChoices, type ChoiceStore } from './choices.ts';
import { Clock } from './clock.ts';
import { createDrafts, type DraftStore } from './drafts.ts';
import { createFacts, type FactStore } from './facts.ts';
import { createHubClient, type HubClient } from './hubClient.ts';
import type { LayoutControl } from './layout.ts';
import { createModelBooks, type ModelBooks } from './modelBooks.ts';
import { createNotices, type Notices } from './notices.ts';
import { createSlot, type Slot } from './slot.ts';
import { createTurns, type Turns } from './turns.ts';
import { createPreferences, type Keeper, type PreferenceStore } from './preferences.ts';
import { createSession, type Session } from './session.ts';

const streamsAtOnce = 4;

/** What a session is made of. */
export interface ScreenParts {
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly facts: FactStore;
  readonly choices: ChoiceStore;
  readonly appearance: AppearanceStore;
  readonly preferences: PreferenceStore;
  readonly notices: Notices;
  readonly drafts: DraftStore;
  /** Connections that pictures may hold: two of a browser's six stay for the rest. */
  readonly streams: Turns;
}

export interface ScreenContext extends ScreenParts {
  readonly session: Session;
  /** The scene, while it is mounted. */
  readonly scene: Slot<SceneHost>;
  /** Another instant that lies over the left of the scene, and how far it reaches (0…1), while it does. */
  readonly held: Slot<{ readonly screen: ScreenContext; share(): number }>;
  readonly books: ModelBooks;
  /** How its panels lie, once they do. */
  readonly layout: Slot<LayoutControl>;
  dispose(): void;
}

export function createScreenContext(
  options: {
    readonly hub?: HubClient;
    readonly clock?: Clock;
    readonly keeper?: Keeper;
    /** The compound to begin with, where the hub serves it to this person. */
    readonly compoundId?: string | null;
    /** The hub does not know who this is, or no longer. */
    readonly onRefused?: () => void;
  } = {},
): ScreenContext {
  const parts: ScreenParts = {
    hub: askingOnce(options.hub ?? createHubClient()),
    clock: options.clock ?? new Clock(),
    facts: createFacts(),
    choices: createChoices(),
    appearance: createAppearance(),
    preferences: createPreferences(options.keeper),
    notices: createNotices(),
    drafts: createDrafts(),
    streams: createTurns(streamsAtOnce),
  };
  if (options.onRefused) parts.hub.onRefused(options.onRefused);
  const session = createSession(parts, options.compoundId);
  return {
    ...parts,
    session,
    scene: createSlot(),
    held: createSlot(),
    books: createModelBooks(),
    layout: createSlot(),
    dispose() {
      session.dispose();
      parts.hub.dispose();
    },
  };
}
