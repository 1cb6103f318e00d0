/** How two versions are shown: as one coloured picture, as a swipe, or side by side. */
import { Columns2, Highlighter, SquareSplitHorizontal } from 'lucide-react';
import type { ComparisonMode } from '#state/comparison.ts';
import { useText } from '#ui/useText.ts';

const MODES = [
  ['coloured', Highlighter],
  ['swipe', SquareSplitHorizontal],
  ['beside', Columns2],
] as const;

export function CompareModes(props: { mode: ComparisonMode; onChoose: (mode: ComparisonMode) => void }) {
  const { t } = useText();
  return (
    <div className="compare-modes" role="group" aria-label={t('compare.mode')}>
      {MODES.map(([mode, Icon]) => (
        <button
          key={mode}
          type="button"
          aria-pressed={props.mode === mode}
          data-testid={`compare-mode-${mode}`}
          onClick={() => props.onChoose(mode)}
        >
          <Icon size="1.05em" aria-hidden /> {t(`compare.mode.${mode}`)}
        </button>
      ))}
    </div>
  );
}
