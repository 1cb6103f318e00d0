/** The camera's picture with the corners of the model over it: one is chosen, then put where it really is. */
import { useRef, type ReactNode } from 'react';
import type { Calibration } from '#shared/physics/ballistics/calibrate.ts';
import { useText } from '#ui/useText.ts';
import { nearest, type Corner, type Mark, type SeenCorner } from './corners.ts';
import type { Marks, PictureSize } from './useCalibration.ts';

/** Of the picture's width: what a hand reaches, and how large corners are drawn. */
const REACH = 0.014;
const DOT = 0.0035;
/** Residuals are a pixel or two: they are drawn so many times as long. */
const LONGER = 12;
/** So that what belongs to it stays in sight below. */
const HIGHEST_VH = 62;

export function CornerPicture(props: {
  readonly size: PictureSize;
  readonly seen: readonly SeenCorner[];
  readonly corners: readonly Corner[];
  readonly marks: Marks;
  readonly pose: Calibration | null;
  readonly chosen: string | null;
  readonly onChoose: (cornerId: string | null) => void;
  readonly onMark: (cornerId: string, mark: Mark | null) => void;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  const svg = useRef<SVGSVGElement>(null);
  const { size, seen, marks, chosen, onChoose, onMark } = props;
  const { widthPx, heightPx } = size;
  const dot = widthPx * DOT;
  const set = [...marks].map(([id, mark]) => ({ id, ...mark }));
  const open = seen.filter(({ corner }) => !marks.has(corner.id));

  const press = (event: { readonly clientX: number; readonly clientY: number }): void => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return;
    const xPx = ((event.clientX - box.left) / box.width) * widthPx;
    const yPx = ((event.clientY - box.top) / box.height) * heightPx;
    const reachPx = widthPx * REACH;
    const under = nearest(set, xPx, yPx, reachPx)?.id ?? nearest(open, xPx, yPx, reachPx)?.corner.id ?? null;
    const isSet = chosen !== null && marks.has(chosen);
    // A mark that is set is let go by a press on it, and makes way for another corner.
    if (chosen === null || (isSet && under !== null)) return onChoose(under === chosen ? null : under);
    onMark(chosen, { xPx, yPx });
    if (!isSet) onChoose(null);
  };
  const keyed = (event: {
    readonly key: string;
    readonly shiftKey: boolean;
    preventDefault(): void;
  }): void => {
    const mark = chosen === null ? undefined : marks.get(chosen);
    if (chosen === null || !mark) return;
    const by = event.shiftKey ? 10 : 1;
    const [dx, dy] = STEPS[event.key] ?? [0, 0];
    if (event.key === 'Delete' || event.key === 'Backspace') onMark(chosen, null);
    else if (dx !== 0 || dy !== 0) onMark(chosen, { xPx: mark.xPx + dx * by, yPx: mark.yPx + dy * by });
    else return;
    event.preventDefault();
  };
  const target = seen.find(({ corner }) => corner.id === chosen);
  const window = target && seen.filter(({ corner }) => corner.opening.id === target.corner.opening.id);
  return (
    <div
      className="corner-picture"
      style={{ aspectRatio: `${widthPx} / ${heightPx}`, maxWidth: `${(widthPx / heightPx) * HIGHEST_VH}vh` }}
    >
      {props.children}
      <svg
        ref={svg}
        viewBox={`0 0 ${widthPx} ${heightPx}`}
        preserveAspectRatio="none"
        className={chosen === null ? '' : 'placing'}
        tabIndex={0}
        role="application"
        aria-label={t('calibrate.how')}
        data-testid="corner-picture"
        onPointerDown={press}
        onKeyDown={keyed}
      >
        {window && window.length > 2 && (
          <polygon
            className="corner-window"
            points={window.map(({ xPx, yPx }) => `${xPx},${yPx}`).join(' ')}
          />
        )}
        {open.map(({ corner, xPx, yPx }) => (
          <circle
            key={corner.id}
            className={corner.id === chosen ? 'corner chosen' : 'corner'}
            data-corner={corner.id}
            cx={xPx}
            cy={yPx}
            r={corner.id === chosen ? dot * 1.7 : dot}
          />
        ))}
        {set.map(({ id, xPx, yPx }) => (
          <g key={id} className={id === chosen ? 'corner-mark chosen' : 'corner-mark'} data-mark={id}>
            <path
              d={`M${xPx - dot * 4} ${yPx}h${dot * 8}M${xPx} ${yPx - dot * 4}v${dot * 8}`}
              strokeWidth={dot * 0.6}
            />
            <circle cx={xPx} cy={yPx} r={dot * 2.4} strokeWidth={dot * 0.6} />
          </g>
        ))}
        <Residuals {...props} dot={dot} />
      </svg>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** From each mark to where the model has it, drawn out. In the order in which the places were solved. */
function Residuals(props: {
  readonly corners: readonly Corner[];
  readonly marks: Marks;
  readonly pose: Calibration | null;
  readonly dot: number;
}) {
  const set = props.corners.flatMap(({ id }) => props.marks.get(id) ?? []);
  const residuals = props.pose?.residuals ?? [];
  if (residuals.length !== set.length) return null;
  return set.map(({ xPx, yPx }, i) => {
    const [dx, dy] = residuals[i] ?? [0, 0];
    return (
      <line
        key={i}
        className="residual"
        x1={xPx}
        y1={yPx}
        x2={xPx - dx * LONGER}
        y2={yPx - dy * LONGER}
        strokeWidth={props.dot * 0.7}
      />
    );
  });
}
