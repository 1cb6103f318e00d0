/** Beside whatever belongs to a drill. */
import { useText } from './useText.ts';

export function DrillMark() {
  const { t } = useText();
  return (
    <span className="drill-mark" data-testid="drill-mark">
      {t('drill.mark')}
    </span>
  );
}
