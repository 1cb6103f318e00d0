/** What differs, beside the scene: how many of each kind, one side or the other, and every element to fly to. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import type { DifferenceKind, ElementDifference } from '#shared/protocol/difference.ts';
import { endComparison, viewComparison } from '#commands/compare.ts';
import { showDifference } from '#commands/elements.ts';
import { DIFFERENCE_COLORS, DIFFERENCE_KINDS } from '#state/comparison.ts';
import { useChoices, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { CompareModes } from './CompareModes.tsx';

const MOST_ROWS = 100;
const VIEWS = ['before', 'difference', 'after'] as const;

export function CompareCard() {
  const screen = useScreen();
  const { t, said, local } = useText();
  const comparison = useChoices((choices) => choices.comparison);
  const [wanted, setWanted] = useState('');
  // Both versions want the room that the list takes.
  const [isFolded, setFolded] = useState(false);
  if (!comparison) return null;
  const { before, after, difference, fault, mode, view, isColoured } = comparison;
  const needle = wanted.trim().toLowerCase();
  const found =
    difference?.elements.filter(
      ({ name, type, globalId }) =>
        needle === '' || `${name}\n${local(name)}\n${type}\n${globalId}`.toLowerCase().includes(needle),
    ) ?? [];
  return (
    <section
      className="tool-card compare-card"
      data-over-scene
      aria-label={t('compare.title')}
      data-testid="compare-card"
    >
      <header>
        <b>
          {local(before.name)} → {local(after.name)}
        </b>
        <button
          className="icon-button"
          aria-label={t(isFolded ? 'compare.unfold' : 'compare.fold')}
          aria-expanded={!isFolded}
          data-testid="compare-fold"
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? <ChevronDown size="1.1em" /> : <ChevronUp size="1.1em" />}
        </button>
        <button
          className="icon-button"
          aria-label={t('compare.end')}
          data-testid="compare-end"
          onClick={() => endComparison(screen)}
        >
          <X size="1.1em" />
        </button>
      </header>
      <CompareModes mode={mode} onChoose={(chosen) => viewComparison(screen, { mode: chosen })} />
      {fault && (
        <p className="fault" role="alert">
          {said(fault)}
        </p>
      )}
      {!difference && !fault && <p role="status">{t('compare.working')}</p>}
      {difference && !isFolded && (
        <>
          {mode === 'coloured' ? (
            <div className="tool-kinds" role="group" aria-label={t('compare.shown')}>
              {VIEWS.map((one) => (
                <button
                  key={one}
                  aria-pressed={view === one}
                  onClick={() => viewComparison(screen, { view: one })}
                >
                  {t(`compare.view.${one}`)}
                </button>
              ))}
            </div>
          ) : (
            <label className="compare-colours">
              <input
                type="checkbox"
                checked={isColoured}
                data-testid="compare-colours"
                onChange={({ target }) => viewComparison(screen, { isColoured: target.checked })}
              />{' '}
              {t('compare.colours')}
            </label>
          )}
          {mode === 'swipe' && <p className="hint">{t('compare.swipe.how')}</p>}
          <p className="hint">
            {t('compare.unchanged', { count: difference.counts.unchanged })}
            {difference.counts.notComparable > 0 &&
              ` · ${t('compare.not', { count: difference.counts.notComparable })}`}
          </p>
          {difference.elements.length === 0 ? (
            <p className="empty" data-testid="compare-none">
              {t('compare.none')}
            </p>
          ) : (
            <input
              type="search"
              value={wanted}
              placeholder={t('compare.search')}
              aria-label={t('compare.search')}
              data-testid="compare-search"
              onChange={({ target }) => setWanted(target.value)}
            />
          )}
          {DIFFERENCE_KINDS.map((kind) => (
            <Kind
              key={kind}
              kind={kind}
              total={difference.counts[kind]}
              open={needle !== ''}
              elements={found.filter((one) => one.kind === kind)}
            />
          ))}
          {difference.untold > 0 && <p className="hint">{t('compare.more', { count: difference.untold })}</p>}
        </>
      )}
    </section>
  );
}

interface KindProps {
  readonly kind: DifferenceKind;
  readonly total: number;
  /** While one searches; otherwise the four kinds are the legend. */
  readonly open: boolean;
  readonly elements: readonly ElementDifference[];
}

function Kind({ kind, total, open, elements }: KindProps) {
  const { t } = useText();
  if (total === 0) return null;
  return (
    <details open={open} data-testid={`compare-${kind}`}>
      <summary>
        <i className="difference" style={{ background: `rgb(${DIFFERENCE_COLORS[kind].join(' ')})` }}>
          {t(`compare.letter.${kind}`)}
        </i>
        {t(`compare.kind.${kind}`)}
        <b>{elements.length === total ? total : `${elements.length} / ${total}`}</b>
      </summary>
      <ul>
        {elements.slice(0, MOST_ROWS).map((one) => (
          <Row key={`${one.before?.modelId} ${one.before?.index} ${one.after?.index}`} element={one} />
        ))}
        {elements.length > MOST_ROWS && (
          <li className="hint">{t('compare.more', { count: elements.length - MOST_ROWS })}</li>
        )}
      </ul>
    </details>
  );
}

function Row({ element }: { element: ElementDifference }) {
  const screen = useScreen();
  const { t, local } = useText();
  const { name, type, storey, movedM, changes, properties } = element;
  const what = [
    ...(movedM === null ? [] : [t('compare.moved', { metres: movedM.toFixed(movedM < 1 ? 3 : 2) })]),
    ...changes.map((one) => t(`compare.change.${one}`)),
    ...properties.map(
      (one) => `${one.set} · ${one.name}: ${String(one.before ?? '—')} → ${String(one.after ?? '—')}`,
    ),
  ];
  return (
    <li>
      <button onClick={() => showDifference(screen, element)} title={what.join('\n')}>
        <span>{local(name) || type}</span>
        <small>
          {[type, storey === null ? '' : local(storey), ...what.slice(0, 3)].filter(Boolean).join(' · ')}
        </small>
      </button>
    </li>
  );
}
