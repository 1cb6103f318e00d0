/** A scenario on a time line: when what is injected, and by when what is expected. */
import { stopwatch, useText } from '#ui/useText.ts';
import type { DrillDraft } from './drillDraft.ts';

const shortestS = 60;
export const expectations = ['acknowledgeS', 'takeUpS', 'verifyS'] as const;

export function Preview({ draft }: { draft: DrillDraft }) {
  const { t, local } = useText();
  const { injections, expected } = draft;
  const endS = Math.max(
    shortestS,
    ...injections.map(({ afterS }) => afterS),
    ...expectations.map((one) => expected[one] ?? 0),
  );
  const at = (afterS: number) => ({ insetInlineStart: `${(afterS / endS) * 100}%` });
  return (
    <figure className="drill-preview" data-testid="drill-preview">
      <figcaption className="hint">{t('drills.preview')}</figcaption>
      <ol>
        {injections.map(({ key, afterS, kind, text }, i) => {
          const words = kind === 'alarm' ? '' : ` ${local(text)}`;
          const label = `${stopwatch(afterS * 1000)} ${i + 1} ${t(`drills.injection.${kind}`)}${words}`;
          return (
            <li key={key} className={kind} style={at(afterS)} title={label}>
              <span className="sr-only">{label}</span>
              <span aria-hidden="true">{i + 1}</span>
            </li>
          );
        })}
        {expectations.map((one) => {
          const afterS = expected[one];
          if (afterS === null) return null;
          const label = `${stopwatch(afterS * 1000)} ${t(`drills.expected.${one}`)}`;
          return (
            <li key={one} className="expected" style={at(afterS)} title={label}>
              <span className="sr-only">{label}</span>
            </li>
          );
        })}
      </ol>
      <div className="drill-ends hint">
        <span>00:00</span>
        <span>{stopwatch(endS * 1000)}</span>
      </div>
    </figure>
  );
}
