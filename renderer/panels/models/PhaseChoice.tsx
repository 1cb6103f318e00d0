/** Of a compound of which there are models of several times: which of them is shown, or that of the shown instant. */
import { phaseAt } from '#shared/compounds/phases.ts';
import { manifestOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const midnightsMs = 60_000;

export function PhaseChoice() {
  const { session } = useScreen();
  const { t, local } = useText();
  const manifest = useFacts(manifestOf);
  const shown = useFacts((facts) => facts.phases);
  const instant = useInstant(midnightsMs);
  if (!manifest?.phases) return null;
  const standing = phaseAt(manifest, instant);
  const isDated = manifest.phases.some(({ from }) => from !== undefined);
  const chosen = shown === null ? (isDated ? null : standing) : shown.length === 1 ? shown[0] : undefined;
  const standingName = manifest.phases.find(({ id }) => id === standing)?.name ?? '';
  return (
    <fieldset className="phase-choice" data-testid="phases">
      <legend>{t('phases.shown')}</legend>
      {isDated && (
        <label>
          <input
            type="radio"
            name="phase"
            checked={chosen === null}
            onChange={() => session.showPhases(null)}
          />{' '}
          {t('phases.byTime', { name: local(standingName) })}
        </label>
      )}
      {manifest.phases.map(({ id, name, from }) => (
        <label key={id}>
          <input
            type="radio"
            name="phase"
            checked={chosen === id}
            onChange={() => session.showPhases([id])}
          />{' '}
          {local(name)}
          {from !== undefined && <small>{t('phases.from', { day: from })}</small>}
        </label>
      ))}
    </fieldset>
  );
}
