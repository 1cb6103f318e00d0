/** The plan of one storey over the screen: kept true to what is shown, moved by hand and keys, printed and saved. */
import { ChevronDown, ChevronUp, Download, Printer } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { openPlan } from '#commands/storeyPlan.ts';
import type { StoreyRef } from '#scene/toolContract.ts';
import { useFacts, useChoices, useScreen } from '#state/useScreen.tsx';
import { isSameStorey, storeysBeside } from '#state/storeys.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { PlanSheet } from './PlanSheet.tsx';
import { planDevices, planHouseholds } from './planDevices.ts';
import { printSheet, saveSheet } from './sheetFile.ts';
import { bestScale, extentOf, fits, papers, scales, sheetOf, type Paper, type Scale } from './sheet.ts';
import { usePlanTitle } from './usePlanTitle.ts';
import { useStoreyLines } from './useStoreyLines.ts';
import './plan.css';

const stepMm = 10;
const still = [0, 0] as const;
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [stepMm, 0],
  ArrowRight: [-stepMm, 0],
  ArrowUp: [0, stepMm],
  ArrowDown: [0, -stepMm],
};

export function StoreyPlan() {
  const screen = useScreen();
  const { t, local, language } = useText();
  const wantedStorey = useChoices((choices) => choices.planOf);
  const hiddenSystems = useChoices((choices) => choices.hiddenSystems);
  const facts = useFacts((all) => all);
  const { state, lines, of: storey, isBusy } = useStoreyLines(wantedStorey);
  const [paper, setPaper] = useState<Paper>('A4');
  const [wanted, setWanted] = useState<Scale | null>(null);
  const [moved, setMoved] = useState<readonly [number, number]>(still);
  const drawn = useRef<SVGSVGElement>(null);
  const hold = useRef<{
    readonly at: readonly [number, number];
    readonly moved: readonly [number, number];
  } | null>(null);
  const beside = storey ? storeysBeside(storey, facts, { t, local }) : [];
  const at = beside.findIndex((one) => isSameStorey(one.storey, wantedStorey));
  const shownName = beside.find((one) => isSameStorey(one.storey, storey))?.name ?? '';
  const title = usePlanTitle(storey, shownName);
  const extent = useMemo(() => lines && extentOf(lines), [lines]);
  const scale = wanted ?? (extent ? bestScale(paper, extent) : 100);
  const sheet = useMemo(() => extent && sheetOf(paper, scale, extent), [paper, scale, extent]);
  const building = facts.plan.places.find(
    ({ id, kind }) => kind === 'building' && storey?.kind === 'building' && id === storey.buildingId,
  );
  const isHeld = useRef(false);
  /** Keys move the drawing from the first moment on, and stay where they are afterwards. */
  const takeKeys = (element: HTMLDivElement | null) => {
    if (!element || isHeld.current) return;
    isHeld.current = true;
    element.focus();
  };
  const keepDrawn = useCallback((svg: SVGSVGElement | null) => {
    drawn.current = svg;
  }, []);
  const close = () => screen.choices.setState({ overlay: null });
  const go = (next: StoreyRef | undefined) => {
    if (!next) return;
    setMoved(still);
    openPlan(screen, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (way) setMoved(([x, y]) => [x + way[0], y + way[1]]);
    else if (event.key === 'PageUp') go(beside[at + 1]?.storey);
    else if (event.key === 'PageDown') go(beside[at - 1]?.storey);
    else if (event.key === 'Home') setMoved(still);
    else return;
    event.preventDefault();
  };
  const drag = {
    onPointerDown(event: PointerEvent) {
      if (event.button === 0) hold.current = { at: [event.clientX, event.clientY], moved };
    },
    onPointerMove({ clientX, clientY, buttons }: PointerEvent) {
      const perPx = (sheet?.widthMm ?? 0) / Math.max(1, drawn.current?.getBoundingClientRect().width ?? 1);
      if (!hold.current || buttons === 0) return;
      const { at: from, moved: before } = hold.current;
      setMoved([before[0] + (clientX - from[0]) * perPx, before[1] + (clientY - from[1]) * perPx]);
    },
    onPointerUp: () => void (hold.current = null),
  };
  const keep = (how: typeof saveSheet) => {
    if (drawn.current) how(drawn.current, paper, `${title.what} ${title.when}`);
  };
  return (
    <Dialog wide title={t('plan.title')} onClose={close}>
      <div className="plan" data-testid="storey-plan">
        <div className="plan-bar" role="toolbar" aria-label={t('plan.title')}>
          <button
            className="icon-button"
            aria-label={t('plan.higher')}
            disabled={at < 0 || at >= beside.length - 1}
            onClick={() => go(beside[at + 1]?.storey)}
          >
            <ChevronUp size="1.1em" />
          </button>
          <button
            className="icon-button"
            aria-label={t('plan.lower')}
            disabled={at <= 0}
            onClick={() => go(beside[at - 1]?.storey)}
          >
            <ChevronDown size="1.1em" />
          </button>
          <select
            aria-label={t('scene.storey')}
            data-testid="plan-storey"
            value={String(at)}
            onChange={({ target }) => go(beside[Number(target.value)]?.storey)}
          >
            {beside.map(({ name }, i) => (
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
          <select
            aria-label={t('plan.scale')}
            data-testid="plan-scale"
            value={wanted ?? ''}
            onChange={({ target }) => {
              setWanted(scales.find((one) => String(one) === target.value) ?? null);
              setMoved(still);
            }}
          >
            <option value="">{t('plan.scale.best', { scale })}</option>
            {scales.map((one) => (
              <option key={one} value={one}>{`1 : ${one}`}</option>
            ))}
          </select>
          <select
            aria-label={t('plan.paper')}
            value={paper}
            onChange={({ target }) => setPaper(target.value === 'A4' ? 'A4' : 'A3')}
          >
            {Object.keys(papers).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <button
            disabled={!sheet}
            onClick={() => keep((svg, size, name) => printSheet(svg, size, name, language))}
          >
            <Printer size="1.05em" /> {t('plan.print')}
          </button>
          <button disabled={!sheet} data-testid="plan-save" onClick={() => keep(saveSheet)}>
            <Download size="1.05em" /> {t('plan.save')}
          </button>
          {extent && !fits(paper, scale, extent) && (
            <span className="hint" role="status">
              {t('plan.larger', { paper })}
            </span>
          )}
        </div>
        <div
          ref={takeKeys}
          className="plan-paper"
          // A drawing is moved by the arrows, as a map is.
          tabIndex={0}
          role="application"
          aria-label={t('plan.how')}
          aria-busy={isBusy}
          onKeyDown={onKeyDown}
          {...drag}
        >
          {state !== 'drawn' || !sheet || !storey ? (
            <p className="plan-empty" role="status">
              {t(state === 'drawn' ? 'plan.drawing' : `plan.${state}`)}
            </p>
          ) : (
            <PlanSheet
              onDrawn={keepDrawn}
              sheet={sheet}
              scale={scale}
              lines={lines}
              devices={planDevices(storey, lines, facts, hiddenSystems)}
              households={planHouseholds(storey, lines, facts.plan)}
              building={building ? local(building.name) : ''}
              title={title}
              moved={moved}
              open={(key) => {
                close();
                selectDevice(screen, key);
              }}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
