/** The drawing table: bar with the steps, tools, ground plan and scene, and at the right what can be said of what is chosen. */
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { emptyDrawing, type At, type CompoundDrawing } from '#shared/drawing/drawing.ts';
import { distanceM } from '#shared/drawing/rings.ts';
import { changed, findThing, keyOfDevice } from '#shared/drawing/things.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { useBeat } from '#state/beat.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { DevicesStep } from './DevicesStep.tsx';
import { commit, planWith, takeTool } from './editor.ts';
import { GroundPlan } from './GroundPlan.tsx';
import { GroundStep } from './GroundStep.tsx';
import { Inspector } from './Inspector.tsx';
import { aimedAt, placedDevice, planPoint, usualOrder, withDevice } from './placing.ts';
import { drawnPoints, wholeLook, type SizePx } from './planView.ts';
import { ScenePane } from './ScenePane.tsx';
import { StepBar } from './StepBar.tsx';
import { TestStep } from './TestStep.tsx';
import { ToolRail } from './ToolRail.tsx';
import { saveDrawing, saveOver, type OpenDrawing } from './useDrawing.ts';
import { usePlanKeys } from './usePlanKeys.ts';

const closeLookM = 30;

export type Panes = 'both' | 'plan' | 'scene';

export function Studio({
  open,
  compoundId,
  onReload,
}: {
  open: OpenDrawing;
  compoundId: string;
  onReload: () => void;
}) {
  const { editor, name } = open;
  const screen = useScreen();
  const { t, said } = useText();
  useBeat();
  const { sketch, step, tool, typed, fault } = useStore(editor);
  const [size, setSizeNow] = useState<SizePx>({ widthPx: 900, heightPx: 700 });
  const isFitted = useRef(false);
  const setSize = useCallback(
    (next: SizePx) => {
      setSizeNow(next);
      // Once its size is known all of it is shown; from then on one looks where one looked.
      if (isFitted.current || next.widthPx === 0) return;
      isFitted.current = true;
      editor.setState(({ sketch: now }) => ({ look: wholeLook(drawnPoints(now, open.plan), next) }));
    },
    [editor, open.plan],
  );
  const [panes, setPanes] = useState<Panes>('both');
  const [order, setOrder] = useState(usualOrder);
  const [scalePoints, setScalePoints] = useState<readonly At[]>([]);
  const hoverRef = useRef<At | null>(null);
  // Under a moving hand every home would be placed anew at each step; the plan follows when there is time.
  const drawn = useDeferredValue(sketch.drawing);
  const plan = useMemo(() => planWith(editor, open.plan, drawn), [editor, open.plan, drawn]);
  const beneath = useMemo(() => planWith(editor, open.plan, emptyDrawing), [editor, open.plan]);

  const save = useCallback(() => void saveDrawing(editor, compoundId), [editor, compoundId]);
  const whole = useCallback(
    () => editor.setState({ look: wholeLook(drawnPoints(editor.getState().sketch, open.plan), size) }),
    [editor, open.plan, size],
  );

  /** A place for the next device, or what the chosen camera looks at. */
  const setPoint = useCallback(
    (at: Enu) => {
      const state = editor.getState();
      if (state.tool === 'device') {
        const now = planWith(editor, open.plan, state.sketch.drawing);
        const device = placedDevice(state.sketch, now, order.system, at);
        commit(editor, withDevice(state.sketch, device));
        editor.setState({ chosen: [keyOfDevice(device)] });
      } else if (state.tool === 'aim') {
        const key = state.chosen[0];
        const thing = key === undefined ? null : findThing(state.sketch, key);
        const camera = thing?.kind === 'device' ? aimedAt(thing.value, at) : null;
        if (camera && key !== undefined) commit(editor, changed(state.sketch, key, { camera }));
        takeTool(editor, 'select');
        if (key !== undefined) editor.setState({ chosen: [key] });
      }
    },
    [editor, open.plan, order.system],
  );
  const onPlanPoint = useCallback(
    (at: At) => {
      const { tool: held, sketch: now } = editor.getState();
      if (held === 'scale')
        return setScalePoints((points) => {
          const [first] = points;
          if (!first || points.length >= 2) return [at];
          // A second press on one place is a double click; no distance could be known of it.
          return distanceM(first, at) < 0.01 ? points : [first, at];
        });
      setPoint(held === 'aim' ? [at[0], at[1], 0] : planPoint(now, at, order));
    },
    [editor, order, setPoint],
  );
  // The scene shows what is saved: what is set in it is saved at once.
  const onScenePoint = useCallback(
    (at: Enu) => {
      setPoint(at);
      save();
    },
    [setPoint, save],
  );
  const hoverAt = useCallback(() => hoverRef.current, []);
  const turnPane = useCallback(
    () => setPanes((now) => (now === 'both' ? 'scene' : now === 'scene' ? 'plan' : 'both')),
    [],
  );
  usePlanKeys(editor, { hoverAt, onPoint: onPlanPoint, onSave: save, onWhole: whole, onPane: turnPane });

  const show = useCallback(
    (key: string) => {
      const thing = findThing(editor.getState().sketch, key);
      const at = thing?.kind === 'device' ? thing.value.positionEnu : undefined;
      if (!at) return;
      editor.setState(({ look }) => ({ look: { ...look, centre: [at[0], at[1]] } }));
      void screen.scene.current()?.flyTo({ positionEnu: [...at], radiusM: closeLookM });
    },
    [editor, screen],
  );

  return (
    <div className={`planning ${panes}`} data-testid="planning">
      <StepBar
        editor={editor}
        name={name}
        compoundId={compoundId}
        panes={panes}
        onPanes={setPanes}
        onSave={save}
        onWhole={whole}
      />
      {fault && (
        <p className="planning-fault" role="alert">
          {said(fault)}
          {fault.code === 'drawing-changed' && (
            <>
              <button
                onClick={() => {
                  if (confirm(t('drawing.reloadSure'))) onReload();
                }}
              >
                {t('drawing.reload')}
              </button>
              <button
                onClick={() => {
                  if (confirm(t('drawing.overSure'))) void saveOver(editor, compoundId);
                }}
              >
                {t('drawing.over')}
              </button>
            </>
          )}
        </p>
      )}
      <ToolRail editor={editor} />
      <main className="drawing-area">
        {panes !== 'scene' && (
          <section className="plan-pane">
            <GroundPlan
              editor={editor}
              plan={beneath}
              compoundId={compoundId}
              size={size}
              onSize={setSize}
              onPoint={onPlanPoint}
              hoverRef={hoverRef}
            />
            <p className="tool-hint" role="status">
              {typed === '' ? t(`drawing.hint.${tool}`) : t('drawing.typed', { typed })}
            </p>
          </section>
        )}
        {panes !== 'plan' && <ScenePane editor={editor} onPoint={onScenePoint} />}
      </main>
      <aside className="side" aria-label={t('drawing.sidePanel')}>
        <Inspector editor={editor} plan={plan} compoundId={compoundId} />
        {step === 'ground' && (
          <GroundStep
            editor={editor}
            compoundId={compoundId}
            scalePoints={tool === 'scale' ? scalePoints : []}
            onScaled={() => setScalePoints([])}
          />
        )}
        {step === 'devices' && (
          <DevicesStep editor={editor} plan={plan} order={order} onOrder={setOrder} onShow={show} />
        )}
        {step === 'test' && <TestStep editor={editor} onShow={show} />}
        {(step === 'buildings' || step === 'site') && <Facts drawing={sketch.drawing} step={step} />}
      </aside>
      <datalist id="drawing-places">
        {plan.places
          .filter(({ kind }) => kind !== 'storey')
          .slice(0, 3000)
          .map(({ id }) => (
            <option key={id} value={id} />
          ))}
      </datalist>
    </div>
  );
}

function Facts({ drawing, step }: { drawing: CompoundDrawing; step: 'buildings' | 'site' }) {
  const { t } = useText();
  const facts = wholeFacts(drawing);
  return (
    <section className="group">
      <h3>{t('drawing.facts')}</h3>
      <p>{step === 'buildings' ? t('drawing.factsBuildings', facts) : t('drawing.factsSite', facts)}</p>
      <p className="hint">{t(step === 'buildings' ? 'drawing.howBuildings' : 'drawing.howSite')}</p>
      <p className="hint">{t('drawing.howKeys')}</p>
    </section>
  );
}

function wholeFacts({ buildings, roads, gates, bays, trees, lamps }: CompoundDrawing) {
  return {
    buildings: buildings.length,
    units: buildings.reduce((sum, one) => sum + one.units, 0),
    homes: buildings.reduce((sum, one) => sum + one.units * one.storeys * one.homesPerStorey, 0),
    roads: roads.length,
    gates: gates.length,
    bays: bays.reduce((sum, { count }) => sum + count, 0),
    trees: trees.length,
    lamps: lamps.length,
  };
}
