/** The sheet as SVG, in millimetres: the drawing in its frame, below it what it is of, when, and in which scale. */
import { useMemo } from 'react';
import type { StoreyLines } from '#scene/toolContract.ts';
import type { Place } from '#shared/twin/compound.ts';
import { useText } from '#ui/useText.ts';
import { DeviceMarks } from './DeviceMarks.tsx';
import type { PlanDevice } from './planDevices.ts';
import { barM, footMm, marginMm, pathOf, type Sheet } from './sheet.ts';

const ink = 'var(--plan-ink, #1b1f24)';
const dim = 'var(--plan-dim, #6b747e)';
const paper = 'var(--plan-paper, #ffffff)';
const solid = 'var(--plan-solid, #c9ced4)';
const namesMm = 2.5;

export interface PlanTitle {
  readonly what: string;
  readonly when: string;
  /** Live, replay, or that the hub is out of reach. */
  readonly stand: string;
  readonly isReplay: boolean;
}

export function PlanSheet(props: {
  readonly onDrawn: (svg: SVGSVGElement | null) => void;
  readonly sheet: Sheet;
  readonly scale: number;
  readonly lines: StoreyLines;
  readonly devices: readonly PlanDevice[];
  readonly households: readonly Place[];
  /** Names of what lies in it need not repeat its own. */
  readonly building: string;
  readonly title: PlanTitle;
  /** How far the drawing was moved under its frame, millimetres. */
  readonly moved: readonly [number, number];
  readonly open: (key: string) => void;
}) {
  const { t, local } = useText();
  const { sheet, lines, title, scale, moved, onDrawn } = props;
  const { frame } = sheet;
  const cut = useMemo(
    () =>
      lines.cut
        .map((own) =>
          pathOf(
            own.filter(({ isClosed }) => isClosed),
            sheet,
          ),
        )
        .filter(Boolean),
    [lines, sheet],
  );
  // What a file leaves open encloses nothing.
  const open = useMemo(
    () =>
      pathOf(
        lines.cut.flatMap((own) => own.filter(({ isClosed }) => !isClosed)),
        sheet,
      ),
    [lines, sheet],
  );
  const below = useMemo(() => pathOf(lines.below, sheet), [lines, sheet]);
  const withoutBuilding = (name: string) =>
    name.startsWith(props.building)
      ? name.slice(props.building.length).replace(/^[\s,·]+/, '') || name
      : name;
  const footMiddleMm = sheet.heightMm - marginMm - footMm / 2;
  const barMm = sheet.mm(barM(scale));
  const barXMm = sheet.widthMm - marginMm - 24 - barMm;
  return (
    <svg
      ref={onDrawn}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${sheet.widthMm} ${sheet.heightMm}`}
      fontFamily="'Inter Variable', 'Noto Sans SC Variable', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
      role="group"
      aria-label={title.what}
      data-testid="plan-sheet"
    >
      <title>{`${title.what} · ${title.when} · ${title.stand}`}</title>
      <rect width={sheet.widthMm} height={sheet.heightMm} fill={paper} />
      <clipPath id="plan-frame">
        <rect x={frame.xMm} y={frame.yMm} width={frame.widthMm} height={frame.heightMm} />
      </clipPath>
      <g clipPath="url(#plan-frame)">
        <g transform={`translate(${moved[0]} ${moved[1]})`}>
          <path d={below} fill="none" stroke={dim} strokeWidth={0.13} strokeLinejoin="round" />
          <g fill={solid} fillRule="evenodd" stroke={ink} strokeWidth={0.35} strokeLinejoin="round">
            <path d={open} fill="none" />
            {cut.map((d, i) => (
              <path key={i} d={d} />
            ))}
          </g>
          <g
            fontSize={namesMm}
            textAnchor="middle"
            fill={ink}
            stroke={paper}
            strokeWidth={0.7}
            paintOrder="stroke"
          >
            {lines.rooms.map(({ name, positionEnu }, i) => {
              const [x, y] = sheet.at(positionEnu[0], positionEnu[1]);
              return (
                <text key={i} x={x} y={y} fill={dim}>
                  {name}
                </text>
              );
            })}
            {props.households.map(({ id, name, box }) => {
              const [x, y] = sheet.at(box?.centreEnu[0] ?? 0, box?.centreEnu[1] ?? 0);
              return (
                <text key={id} x={x} y={y + 6.4} fontWeight={600}>
                  {withoutBuilding(local(name))}
                </text>
              );
            })}
          </g>
          <DeviceMarks devices={props.devices} sheet={sheet} open={props.open} />
        </g>
      </g>
      <rect
        x={frame.xMm}
        y={frame.yMm}
        width={frame.widthMm}
        height={frame.heightMm + footMm}
        fill="none"
        stroke={ink}
        strokeWidth={0.35}
      />
      <path
        d={`M${frame.xMm} ${frame.yMm + frame.heightMm}h${frame.widthMm}`}
        stroke={ink}
        strokeWidth={0.35}
      />
      <text x={marginMm + 4} y={footMiddleMm - 1} fontSize={4.4} fontWeight={650} fill={ink}>
        {title.what}
      </text>
      <text x={marginMm + 4} y={footMiddleMm + 4.6} fontSize={3} fill={dim}>
        {title.when}
        <tspan
          dx={3}
          fontWeight={700}
          fill={title.isReplay ? 'var(--plan-replay, #6d4fd0)' : ink}
          data-testid="plan-stand"
        >
          {title.stand}
        </tspan>
      </text>
      <g stroke={ink} strokeWidth={0.25} fill={ink} fontSize={2.8}>
        {[0, 1, 2, 3].map((part) => (
          <rect
            key={part}
            x={barXMm + (part * barMm) / 4}
            y={footMiddleMm + 1.4}
            width={barMm / 4}
            height={1.3}
            fill={part % 2 === 0 ? ink : paper}
          />
        ))}
        <g stroke="none" textAnchor="middle">
          <text x={barXMm} y={footMiddleMm + 6}>
            0
          </text>
          <text x={barXMm + barMm} y={footMiddleMm + 6}>
            {`${barM(scale)} m`}
          </text>
          <text x={barXMm + barMm / 2} y={footMiddleMm - 0.6} fontWeight={650} fontSize={3.4}>
            {`1 : ${scale}`}
          </text>
        </g>
      </g>
      <g
        transform={`translate(${sheet.widthMm - marginMm - 9} ${footMiddleMm})`}
        role="img"
        aria-label={t('plan.north')}
      >
        <g transform={`rotate(${sheet.northDeg.toFixed(2)})`}>
          <circle r={5} fill="none" stroke={ink} strokeWidth={0.25} />
          <path d="M0-5 2 4 0 2.6-2 4Z" fill={ink} />
        </g>
        <text x={6.2} y={-2.6} fontSize={2.8} fontWeight={700} fill={ink} textAnchor="middle">
          {t('plan.north.letter')}
        </text>
      </g>
    </svg>
  );
}
