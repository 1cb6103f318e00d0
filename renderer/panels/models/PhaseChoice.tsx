/** Of a compound of which there are models of several times: which of them is shown. */
import { currentPhase } from '#shared/compounds/phases.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function PhaseChoice() {
  const { session } = useScreen();
  const { t, local } = useText();
  const compounds = useFacts((facts) => facts.compounds);
  const compoundId = useFacts((facts) => facts.compoundId);
  const shown = useFacts((facts) => facts.phases);
  const manifest = compounds.find(({ id }) => id === compoundId)?.manifest;
  if (!manifest?.phases) return null;
  const chosen = shown?.length === 1 ? shown[0] : shown === null ? currentPhase(manifest) : null;
  return (
    <fieldset className="phase-choice" data-testid="phases">
      <legend>{t('phases.shown')}</legend>
      {manifest.phases.map(({ id, name }) => (
        <label key={id}>
          <input
            type="radio"
            name="phase"
            checked={chosen === id}
            onChange={() => session.showPhases([id])}
          />{' '}
          {local(name)}
        </label>
      ))}
    </fieldset>
  );
}
