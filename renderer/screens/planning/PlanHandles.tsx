/** What one takes hold of at the thing that is chosen: its corners, the middles of its sides, the handle that turns it; its lengths. */
import type { At } from '#shared/drawing/drawing.ts';
import { between, distanceM, edgesOf, middleOf } from '#shared/drawing/rings.ts';
import { findThing, pointsOf, type Sketch } from '#shared/drawing/things.ts';

const handlePx = 5;
const turnPx = 34;
/** Sides shorter than this on the screen carry no length. */
const leastLabelPx = 36;

export function PlanHandles({
  sketch,
  chosen,
  metresPerPx,
}: {
  sketch: Sketch;
  chosen: readonly string[];
  metresPerPx: number;
}) {
  const points = chosen.flatMap((key) => {
    const thing = findThing(sketch, key);
    return thing ? pointsOf(thing) : [];
  });
  const only = chosen.length === 1 && chosen[0] !== undefined ? findThing(sketch, chosen[0]) : null;
  const isClosed = only?.kind === 'building' || only?.kind === 'area' || only?.kind === 'fence';
  const isLine = isClosed || only?.kind === 'road';
  const canTurn =
    points.length > 0 && only?.kind !== 'tree' && only?.kind !== 'lamp' && only?.kind !== 'gate';
  const handle = (at: At) => `translate(${at[0]} ${at[1]}) scale(${metresPerPx} ${-metresPerPx})`;
  const top = points.reduce((most, [, y]) => Math.max(most, y), -Infinity);
  return (
    <g className="handles">
      {canTurn && (
        <g data-turn transform={handle([middleOf(points)[0], top + turnPx * metresPerPx])}>
          <path d={`M0 7V${turnPx}`} />
          <circle r={7} />
        </g>
      )}
      {only && isLine && <Lengths points={pointsOf(only)} isClosed={isClosed} metresPerPx={metresPerPx} />}
      {only &&
        isLine &&
        edgesOf(pointsOf(only), isClosed).map(([a, b], nth) => (
          <g
            key={`m${nth}`}
            data-between={nth + 1}
            className="between"
            transform={handle(between(a, b, 0.5))}
          >
            <rect x={-4} y={-4} width={8} height={8} />
          </g>
        ))}
      {only &&
        isLine &&
        pointsOf(only).map((at, nth) => (
          <g key={nth} data-point={nth} className="corner" transform={handle(at)}>
            <circle r={handlePx + 6} className="touch" />
            <circle r={handlePx} />
          </g>
        ))}
    </g>
  );
}

export function Lengths({
  points,
  isClosed,
  metresPerPx,
}: {
  points: readonly At[];
  isClosed: boolean;
  metresPerPx: number;
}) {
  return (
    <g className="lengths">
      {edgesOf(points, isClosed).map(([a, b], nth) => {
        const lengthM = distanceM(a, b);
        if (lengthM / metresPerPx < leastLabelPx) return null;
        const [x, y] = between(a, b, 0.5);
        const angleDeg = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
        // Never upside down.
        const turnDeg = Math.abs(angleDeg) > 90 ? angleDeg + 180 : angleDeg;
        return (
          <g
            key={nth}
            transform={`translate(${x} ${y}) rotate(${turnDeg}) scale(${metresPerPx} ${-metresPerPx})`}
          >
            <text y={-9}>{lengthM.toFixed(2)} m</text>
          </g>
        );
      })}
    </g>
  );
}
