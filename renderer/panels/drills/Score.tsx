/** What a drill was worth: the total, and each deduction with its reason. */
import type { DrillScore } from '#shared/protocol/drill.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { WordsIn } from '#ui/useWordsIn.ts';
import { scoreRows } from './scoreRows.ts';

export function Score(props: {
  readonly score: DrillScore;
  readonly procedure: IncidentRecord['procedure'];
  readonly words: Pick<WordsIn, 't' | 'local' | 'person'>;
}) {
  const { score, procedure, words } = props;
  const { t } = words;
  return (
    <div className="drill-score" data-testid="drill-score">
      <p>
        <b data-testid="drill-total">{t('drill.score.of', { total: score.total })}</b>
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('drill.score.what')}</th>
            <th>{t('drill.score.points')}</th>
            <th>{t('drill.score.lost')}</th>
            <th>{t('drill.score.why')}</th>
          </tr>
        </thead>
        <tbody>
          {scoreRows(score, procedure, words).map(({ what, points, lost, why }, i) => (
            <tr key={i} className={lost > 0 ? 'deducted' : ''}>
              <td>{what}</td>
              <td className="time">{points}</td>
              <td className="time">{lost > 0 ? `−${lost}` : ''}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
