/** The ground plan: picture to draw on, grid, what is drawn, what is being drawn. Pan by dragging, zoom with the wheel. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { At } from '#shared/drawing/drawing.ts';
import { centroidOf, distanceM } from '#shared/drawing/rings.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { useText } from '#ui/useText.ts';
import { rectangleOf } from './drawnWith.ts';
import type { EditorStore, ToolId } from './editor.ts';
import { PlanDevices } from './PlanDevices.tsx';
import { Lengths, PlanHandles } from './PlanHandles.tsx';
import { BuildingShapes, GroundShapes, pathOf, PlanBeneath } from './PlanShapes.tsx';
import { gridStepM, type SizePx } from './planView.ts';
import type { Snapped } from './snapping.ts';
import { usePlanPointer } from './usePlanPointer.ts';

export function GroundPlan({
  editor,
  plan,
  compoundId,
  size,
  onSize,
  onPoint,
  hoverRef,
}: {
  editor: EditorStore;
  plan: CompoundPlan;
  compoundId: string;
  size: SizePx;
  onSize: (size: SizePx) => void;
  onPoint: (at: At) => void;
  hoverRef: { current: At | null };
}) {
  const { t } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const { sketch, chosen, step, tool, draft, look } = useStore(editor);
  const { hover, handlers } = usePlanPointer(editor, size, onPoint);
  const [place, setPlace] = useState<At | null>(null);
  useEffect(() => {
    hoverRef.current = hover?.at ?? place;
  }, [hover, place, hoverRef]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      onSize({ widthPx: element.clientWidth, heightPx: element.clientHeight }),
    );
    observer.observe(element);
    // React listens passively to the wheel: without this the page would zoom with a pinch.
    const stay = (event: globalThis.WheelEvent) => event.preventDefault();
    element.addEventListener('wheel', stay, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', stay);
    };
  }, [onSize]);
  const { drawing, devices } = sketch;
  const { centre, metresPerPx } = look;
  const marked = new Set(chosen);
  const at = hover?.at ?? place;
  return (
    <div className="ground-plan" ref={frame}>
      <svg
        width={size.widthPx}
        height={size.heightPx}
        tabIndex={0}
        role="application"
        aria-label={t('drawing.plan')}
        data-testid="ground-plan"
        data-tool={tool}
        className={tool === 'select' ? '' : 'drawing'}
        {...handlers}
        onPointerMove={(event) => {
          handlers.onPointerMove(event);
          const box = event.currentTarget.getBoundingClientRect();
          setPlace([
            centre[0] + (event.clientX - box.left - size.widthPx / 2) * metresPerPx,
            centre[1] - (event.clientY - box.top - size.heightPx / 2) * metresPerPx,
          ]);
        }}
      >
        <g
          transform={`translate(${size.widthPx / 2} ${size.heightPx / 2}) scale(${1 / metresPerPx} ${-1 / metresPerPx}) translate(${-centre[0]} ${-centre[1]})`}
        >
          {drawing.underlay && (
            <image
              href={`/api/compounds/${encodeURIComponent(compoundId)}/underlay/${drawing.underlay.file}`}
              width={drawing.underlay.widthPx}
              height={drawing.underlay.heightPx}
              opacity={drawing.underlay.opacity}
              transform={`translate(${drawing.underlay.upperLeft[0]} ${drawing.underlay.upperLeft[1]}) rotate(${(drawing.underlay.yawRad * 180) / Math.PI}) scale(${drawing.underlay.metresPerPx} ${-drawing.underlay.metresPerPx})`}
            />
          )}
          <Grid centre={centre} metresPerPx={metresPerPx} size={size} />
          <PlanBeneath plan={plan} drawing={drawing} />
          <GroundShapes drawing={drawing} chosen={marked} />
          <BuildingShapes buildings={drawing.buildings} chosen={marked} />
          <g className="names">
            {drawing.buildings.map((building) => {
              if (marked.has(building.key)) return null;
              const [x, y] = centroidOf(building.ring);
              return (
                <g
                  key={building.key}
                  transform={`translate(${x} ${y}) scale(${metresPerPx} ${-metresPerPx})`}
                >
                  <text y={-2}>{building.id}</text>
                  <text className="more" y={13}>
                    {t('drawing.storeysShort', { n: building.storeys })}
                  </text>
                </g>
              );
            })}
          </g>
          {(step === 'devices' || step === 'test') && (
            <PlanDevices devices={devices} chosen={marked} metresPerPx={metresPerPx} />
          )}
          {tool === 'select' && chosen.length > 0 && (
            <PlanHandles sketch={sketch} chosen={chosen} metresPerPx={metresPerPx} />
          )}
          <Draft tool={tool} draft={draft} hover={hover} metresPerPx={metresPerPx} />
        </g>
      </svg>
      <p className="plan-place" aria-hidden="true">
        {at ? `${at[0].toFixed(2)}, ${at[1].toFixed(2)} m` : ''}
      </p>
      <ScaleBar metresPerPx={metresPerPx} />
    </div>
  );
}

function Grid({ centre, metresPerPx, size }: { centre: At; metresPerPx: number; size: SizePx }) {
  const step = gridStepM(metresPerPx);
  const [halfX, halfY] = [(size.widthPx / 2) * metresPerPx, (size.heightPx / 2) * metresPerPx];
  const lines = (from: number, to: number) => {
    const first = Math.ceil(from / step);
    return Array.from(
      { length: Math.max(0, Math.floor(to / step) - first + 1) },
      (_, nth) => (first + nth) * step,
    );
  };
  const [x0, x1, y0, y1] = [centre[0] - halfX, centre[0] + halfX, centre[1] - halfY, centre[1] + halfY];
  return (
    <g className="grid" aria-hidden="true">
      {lines(x0, x1).map((x) => (
        <path key={`x${x}`} className={x === 0 ? 'axis' : ''} d={`M${x} ${y0}V${y1}`} />
      ))}
      {lines(y0, y1).map((y) => (
        <path key={`y${y}`} className={y === 0 ? 'axis' : ''} d={`M${x0} ${y}H${x1}`} />
      ))}
    </g>
  );
}

const closedTools: ReadonlySet<ToolId> = new Set(['outline', 'area', 'fence']);

function Draft({
  tool,
  draft,
  hover,
  metresPerPx,
}: {
  tool: ToolId;
  draft: readonly At[];
  hover: Snapped | null;
  metresPerPx: number;
}) {
  const last = draft.at(-1);
  const points = hover && (!last || distanceM(last, hover.at) > 1e-6) ? [...draft, hover.at] : draft;
  const box = tool === 'rectangle' ? rectangleOf(points) : null;
  const isClosed = box !== null || (closedTools.has(tool) && points.length > 2);
  return (
    <g className="draft">
      {hover?.guide && <path className="guide" d={pathOf(hover.guide, false)} />}
      <path d={pathOf(box ?? points, isClosed)} />
      <Lengths points={box ?? points} isClosed={isClosed} metresPerPx={metresPerPx} />
      {hover && (
        <g
          className={`snap ${hover.kind}`}
          transform={`translate(${hover.at[0]} ${hover.at[1]}) scale(${metresPerPx} ${-metresPerPx})`}
        >
          {hover.kind === 'corner' ? (
            <rect x={-6} y={-6} width={12} height={12} />
          ) : (
            <circle r={hover.kind === 'edge' ? 6 : 4} />
          )}
        </g>
      )}
    </g>
  );
}

function ScaleBar({ metresPerPx }: { metresPerPx: number }) {
  const lengths = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
  const lengthM = lengths.find((one) => one / metresPerPx > 70) ?? 5000;
  return (
    <div className="scale-bar" aria-hidden="true" style={{ width: lengthM / metresPerPx }}>
      {lengthM} m
    </div>
  );
}
