/** What is measured, how, and what was: each can be copied and taken away. */
import { Copy, Trash2 } from 'lucide-react';
import { measureAs } from '#commands/toolCommands.ts';
import type { MeasureKind } from '#state/appearance.ts';
import { useAppearance, useScreen } from '#state/useScreen.tsx';
import { copyText } from '#ui/copyText.ts';
import { useText } from '#ui/useText.ts';
import { details, headline } from './measurements.ts';
import { closeArea } from './measureTool.ts';

const kinds: readonly MeasureKind[] = ['distance', 'edge', 'face', 'area', 'height', 'clearance', 'point'];

export function MeasureCard() {
  const screen = useScreen();
  const { t } = useText();
  const kind = useAppearance((appearance) => appearance.measuring);
  const measurements = useAppearance((appearance) => appearance.measurements);
  const corners = useAppearance((appearance) => appearance.draftEnu.length);
  const copy = async (text: string) => {
    const done = await copyText(text);
    screen.notices.say(done ? 'info' : 'error', { key: done ? 'tools.copied' : 'tools.copy.refused' });
  };
  const lineOf = (one: (typeof measurements)[number]) =>
    [t(`tools.measure.${one.kind}`), headline(one), details(one)].filter(Boolean).join(' · ');
  const remove = (id: number) =>
    screen.appearance.setState({ measurements: measurements.filter((one) => one.id !== id) });
  return (
    <section className="tool-card" data-over-scene aria-label={t('tools.measure')} data-testid="measure-card">
      <div className="tool-kinds" role="group" aria-label={t('tools.measure.what')}>
        {kinds.map((one) => (
          <button key={one} aria-pressed={one === kind} onClick={() => measureAs(screen, one)}>
            {t(`tools.measure.${one}`)}
          </button>
        ))}
      </div>
      <p className="hint">{t(`tools.measure.how.${kind}`)}</p>
      {kind === 'area' && corners > 2 && (
        <button className="primary" onClick={() => closeArea(screen)}>
          {t('tools.measure.close')}
        </button>
      )}
      {measurements.length > 0 && (
        <>
          <ul className="tool-list">
            {measurements.map((one) => (
              <li key={one.id} data-testid="measurement">
                <span>{t(`tools.measure.${one.kind}`)}</span>
                <b>{headline(one)}</b>
                <button
                  className="icon-button"
                  aria-label={t('tools.copy')}
                  onClick={() => void copy(lineOf(one))}
                >
                  <Copy size="1em" />
                </button>
                <button className="icon-button" aria-label={t('tools.remove')} onClick={() => remove(one.id)}>
                  <Trash2 size="1em" />
                </button>
                <small>{details(one)}</small>
              </li>
            ))}
          </ul>
          <p className="tool-acts">
            <button className="link" onClick={() => void copy(measurements.map(lineOf).join('\n'))}>
              {t('tools.copy.all')}
            </button>
            <button className="link" onClick={() => screen.appearance.setState({ measurements: [] })}>
              {t('tools.remove.all')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
