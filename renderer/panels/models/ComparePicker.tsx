/** Which two are compared: phases of the compound, or models. */
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { modelsIn, phaseAt } from '#shared/compounds/phases.ts';
import { startComparison } from '#commands/compare.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { ComparedSide, ComparisonMode } from '#state/comparison.ts';
import { manifestOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { CompareModes } from './CompareModes.tsx';

function useSides(): readonly ComparedSide[] {
  const { clock } = useScreen();
  const models = useFacts((facts) => facts.allModels);
  const manifest = useFacts(manifestOf);
  const current = manifest ? phaseAt(manifest, clock.hubNowMs()) : null;
  const standing = new Set(
    (current === null ? models : modelsIn(models, manifest, [current])).map(({ id }) => id),
  );
  const side = (name: ComparedSide['name'], its: readonly ModelManifest[]): ComparedSide => ({
    name,
    modelIds: its.map(({ id }) => id),
    importedAtMs: Math.max(0, ...its.map(({ importedAtMs }) => importedAtMs)),
    isNow: its.every(({ id }) => standing.has(id)),
  });
  const phases = (manifest?.phases ?? []).map(({ id, name }) =>
    side(
      name,
      modelsIn(models, { models: manifest?.models ?? [] }, [id]).filter((model) =>
        manifest?.models.some((own) => own.id === model.id),
      ),
    ),
  );
  return [...phases, ...models.map((model) => side(model.name, [model]))];
}

export function ComparePicker() {
  const screen = useScreen();
  const { t, local } = useText();
  const sides = useSides();
  const [before, setBefore] = useState(0);
  const [after, setAfter] = useState(1);
  const [mode, setMode] = useState<ComparisonMode>('coloured');
  if (sides.length < 2) return null;
  const [a, b] = [sides[before], sides[after]];
  const choice = (label: string, value: number, set: (value: number) => void, testId: string) => (
    <label>
      <span>{label}</span>
      <select value={value} data-testid={testId} onChange={({ target }) => set(Number(target.value))}>
        {sides.map(({ name, modelIds }, nth) => (
          <option key={`${nth} ${modelIds[0]}`} value={nth}>
            {local(name)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      className="compare-picker"
      onSubmit={(event) => {
        event.preventDefault();
        if (a && b && before !== after) void startComparison(screen, a, b, mode);
      }}
    >
      {choice(t('compare.before'), before, setBefore, 'compare-before')}
      {choice(t('compare.after'), after, setAfter, 'compare-after')}
      <CompareModes mode={mode} onChoose={setMode} />
      <button type="submit" data-testid="compare" disabled={before === after}>
        <GitCompareArrows size="1.05em" /> {t('compare')}
      </button>
    </form>
  );
}
