/** Lights and names of compounds over the globe: buttons of the page, where the globe says that they are. */
import { useEffect, useMemo, useState } from 'react';
import type { GlobeHost, SeenPlace } from '#globe/contract.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { standingOf, totals } from '#state/standing.ts';
import { useRem } from '#ui/useRem.ts';
import { useText } from '#ui/useText.ts';
import { arrangeMarks } from './arrangeMarks.ts';
import { Counts } from './Counts.tsx';
import { LightMark } from './LightMark.tsx';

/** Of a name's line: a Chinese character is as wide as it is high, others about half of that. */
const emOf = (text: string) =>
  [...text].reduce((sum, character) => sum + (/[⺀-￿]/u.test(character) ? 1 : 0.6), 0);
const nameRem = 1.3;
const countsRem = 9;
const lightRem = 2.6;
/** From nearer than this its buildings are seen, and its light would stand before them. */
const nearM = 2200;

interface MarksProps {
  readonly globe: GlobeHost;
  /** The gravest first. */
  readonly compounds: readonly CompoundSummary[];
  readonly selectedId: string | null;
  readonly onEnter: (compound: CompoundSummary) => void;
}

export function Marks({ globe, compounds, selectedId, onEnter }: MarksProps) {
  const { t, local, language } = useText();
  const remPx = useRem();
  const [seen, setSeen] = useState<readonly SeenPlace[]>([]);
  useEffect(() => globe.onSeen(setSeen), [globe]);
  const byId = useMemo(() => new Map(compounds.map((one, nth) => [one.id, { one, nth }])), [compounds]);
  const wordsOf = (ids: readonly string[]) => {
    const [first = ''] = ids;
    const name = local(byId.get(first)?.one.manifest.name ?? first);
    if (ids.length === 1) return name;
    return t('district.group', { name, n: language === 'en' ? ids.length - 1 : ids.length });
  };
  const { width, height } = globe.sizePx();
  const marks = arrangeMarks(
    seen.filter(({ id, awayM }) => byId.has(id) && awayM > nearM),
    // The chosen one is told by name whatever stands beside it.
    (id) => (id === selectedId ? -1 : (byId.get(id)?.nth ?? 0)),
    {
      lightPx: lightRem * remPx,
      viewPx: [width, height],
      nameOf: (ids) => {
        const hasCounts = ids.some((id) => byId.get(id)?.one.open.some((count) => count > 0));
        const rem = Math.max(emOf(wordsOf(ids)) * nameRem, hasCounts ? countsRem : 0) + 1.4;
        return [rem * remPx, (hasCounts ? 4 : 2.4) * remPx];
      },
    },
  );
  return (
    <div className="district-marks">
      {marks.map(({ ids, xPx, yPx, side }) => {
        const [lead = ''] = ids;
        const found = byId.get(lead)?.one;
        if (!found) return null;
        const standing = standingOf(found);
        const isGroup = ids.length > 1;
        const here = ids.flatMap((id) => byId.get(id)?.one ?? []);
        return (
          <button
            key={lead}
            type="button"
            className={`district-mark ${side} ${standing.light} ${ids.includes(selectedId ?? '') ? 'selected' : ''}`}
            style={{ transform: `translate(${xPx}px, ${yPx}px)` }}
            data-testid="district-mark"
            data-compound={lead}
            data-light={standing.light}
            title={
              isGroup
                ? t('district.group.hint', { n: ids.length })
                : side === 'none'
                  ? wordsOf(ids)
                  : undefined
            }
            aria-label={
              side === 'none' ? `${wordsOf(ids)}, ${t(`district.light.${standing.light}`)}` : undefined
            }
            onClick={() => (isGroup ? void globe.show(ids) : onEnter(found))}
          >
            <LightMark {...standing} />
            {isGroup && <b className="many">{ids.length}</b>}
            {side !== 'none' && (
              <span className="name">
                <b>{wordsOf(ids)}</b>
                {here.some(({ open }) => open.some((count) => count > 0)) && (
                  <span className="counts">
                    <Counts asking={totals(here, 'asking')} open={totals(here, 'open')} />
                  </span>
                )}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
