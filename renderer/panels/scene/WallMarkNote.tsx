/** What the marks on windows mean while they are in the scene: each by colour and stroke with its number, and the way out. */
import { useMemo } from 'react';
import { useChoices, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { WallMarkSign } from '#ui/WallMarkSign.tsx';

const words = { good: 'coverage.sure', fair: 'coverage.coarse', poor: 'coverage.not' } as const;
const levels = ['good', 'fair', 'poor'] as const;

export function WallMarkNote() {
  const { t } = useText();
  const screen = useScreen();
  const marks = useChoices((choices) => choices.wallMarks);
  const counts = useMemo(
    () => levels.map((level) => ({ level, count: marks.filter((mark) => mark.level === level).length })),
    [marks],
  );
  if (marks.length === 0) return null;
  return (
    <p className="scene-note" role="status" data-over-scene data-testid="wall-mark-note">
      {t('coverage.title')}
      {counts.map(({ level, count }) => (
        <span key={level} className="wall-mark-level">
          <WallMarkSign level={level} />
          {t(words[level])} <b>{count}</b>
        </span>
      ))}
      <button
        className="link"
        data-testid="wall-marks-end"
        onClick={() => screen.choices.setState({ wallMarks: [] })}
      >
        {t('coverage.hide')}
      </button>
    </p>
  );
}
