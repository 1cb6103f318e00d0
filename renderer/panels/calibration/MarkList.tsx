/** The same by keyboard: a corner is chosen by its name, put into the middle and moved by arrow keys. */
import { X } from 'lucide-react';
import { useText } from '#ui/useText.ts';
import type { Corner, Mark, SeenCorner } from './corners.ts';
import type { Marks, PictureSize } from './useCalibration.ts';

export function MarkList(props: {
  readonly size: PictureSize;
  readonly seen: readonly SeenCorner[];
  readonly corners: readonly Corner[];
  readonly marks: Marks;
  readonly chosen: string | null;
  readonly onChoose: (cornerId: string | null) => void;
  readonly onMark: (cornerId: string, mark: Mark | null) => void;
  readonly onClear: () => void;
}) {
  const { t, local } = useText();
  const { size, seen, corners, marks, chosen, onChoose, onMark } = props;
  const nameOf = ({ opening, nth }: Corner): string =>
    `${t('trace.opening', { storey: local(opening.storey), n: opening.fromLeft })} ${t(`calibrate.corner.${nth}`)}`;
  const set = corners.filter(({ id }) => marks.has(id));
  return (
    <div className="mark-list">
      <label>
        {t('calibrate.corner')}{' '}
        <select value={chosen ?? ''} onChange={({ target }) => onChoose(target.value || null)}>
          <option value="">{t('calibrate.corner.choose')}</option>
          {seen.map(({ corner }) => (
            <option key={corner.id} value={corner.id}>
              {nameOf(corner)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        disabled={chosen === null || marks.has(chosen)}
        onClick={() => chosen !== null && onMark(chosen, { xPx: size.widthPx / 2, yPx: size.heightPx / 2 })}
      >
        {t('calibrate.place')}
      </button>
      {set.length > 0 && (
        <details>
          <summary data-testid="calibration-marks">{t('calibrate.marks', { count: set.length })}</summary>
          <p className="hint">{t('calibrate.nudge')}</p>
          <ul>
            {set.map((corner) => (
              <li key={corner.id}>
                <button
                  type="button"
                  className={corner.id === chosen ? 'link chosen' : 'link'}
                  onClick={() => onChoose(corner.id)}
                >
                  {nameOf(corner)}
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('calibrate.remove', { corner: nameOf(corner) })}
                  onClick={() => onMark(corner.id, null)}
                >
                  <X size="0.9em" />
                </button>
              </li>
            ))}
          </ul>
          <button type="button" onClick={props.onClear}>
            {t('calibrate.clear')}
          </button>
        </details>
      )}
    </div>
  );
}
