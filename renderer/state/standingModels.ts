/**
 * Which models the screen shows: those of the phases somebody chose, else of the phase that stood at the shown instant, so
 * that replay of a day before a renovation shows the buildings of that day.
 */
import { modelsIn, phaseAt } from '#shared/compounds/phases.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.ts';
import { followSteps } from './clockSteps.ts';
import { manifestOf, type Facts } from './facts.ts';

/** Phases begin at midnight. */
const stepMs = 60_000;

export interface StandingModels {
  /** All that the hub has for this compound. */
  list(models: readonly ModelManifest[]): void;
  /** Null: those of the shown instant. */
  choose(phases: readonly string[] | null): void;
  dispose(): void;
}

export function createStandingModels(options: {
  readonly facts: StoreApi<Facts>;
  readonly clock: Clock;
}): StandingModels {
  const { facts, clock } = options;
  /** The phase by the clock that the shown models are of. */
  let stood: string | null = null;

  function show(): void {
    const { allModels } = facts.getState();
    stood = phaseShown();
    facts.setState({ models: modelsStanding(facts.getState(), allModels, clock.instantMs()) });
  }
  function phaseShown(): string | null {
    const manifest = manifestOf(facts.getState());
    return manifest ? phaseAt(manifest, clock.instantMs()) : null;
  }

  const stopClock = followSteps(clock, stepMs, () => {
    if (facts.getState().phases === null && phaseShown() !== stood) show();
  });
  return {
    list(allModels) {
      facts.setState({ allModels });
      show();
    },
    choose(phases) {
      facts.setState({ phases });
      show();
    },
    dispose: stopClock,
  };
}

/** Of all models those that stand at an instant, or in the chosen phases. */
export function modelsStanding(
  facts: Facts,
  models: readonly ModelManifest[],
  atMs: number,
): readonly ModelManifest[] {
  const manifest = manifestOf(facts);
  const phase = manifest ? phaseAt(manifest, atMs) : null;
  return modelsIn(models, manifest, facts.phases ?? (phase === null ? [] : [phase]));
}
