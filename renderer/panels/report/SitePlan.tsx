/** Where an incident is in its compound: the buildings from above, north up, the one it is in marked. */
import { buildingOf } from '#shared/incidents/place.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { CompoundPlan, OrientedBox } from '#shared/twin/compound.ts';
import type { WordsIn } from '#ui/useWordsIn.ts';

const MARGIN_M = 8;
const DOT_M = 2.2;

export function SitePlan(props: {
  readonly incident: IncidentRecord;
  readonly plan: CompoundPlan;
  readonly words: WordsIn;
}) {
  const { incident, plan, words } = props;
  const buildings = plan.places.flatMap(({ id, kind, name, box }) =>
    kind === 'building' && box ? [{ id, name, box, corners: cornersOf(box) }] : [],
  );
  const at = incident.positionEnu ?? plan.places.find(({ id }) => id === incident.placeId)?.box?.centreEnu;
  const points = [...buildings.flatMap(({ corners }) => corners), ...(at ? [[at[0], -at[1]] as const] : [])];
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN_M, Math.min(...ys) - MARGIN_M];
  const [width, height] = [Math.max(...xs) + MARGIN_M - left, Math.max(...ys) + MARGIN_M - top];
  const here = buildingOf(incident.placeId, plan);
  return (
    <svg
      className="site-plan"
      viewBox={`${left} ${top} ${width} ${height}`}
      role="img"
      aria-label={words.t('incidentReport.plan')}
    >
      {buildings.map(({ id, name, box, corners }) => (
        <g key={id}>
          <path
            className={id === here ? 'here' : ''}
            d={`M${corners.map(([x, y]) => `${x} ${y}`).join('L')}Z`}
          />
          <text x={box.centreEnu[0]} y={-box.centreEnu[1]}>
            {words.local(name)}
          </text>
        </g>
      ))}
      {at && <circle cx={at[0]} cy={-at[1]} r={DOT_M} />}
    </svg>
  );
}

/** y down, as pictures have it. */
function cornersOf({ centreEnu, sizeM, yawRad }: OrientedBox): readonly (readonly [number, number])[] {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const [a, b] = [sizeM[0] / 2, sizeM[1] / 2];
  const around = [
    [a, b],
    [-a, b],
    [-a, -b],
    [a, -b],
  ] as const;
  return around.map(([x, y]) => [centreEnu[0] + x * cos - y * sin, -(centreEnu[1] + x * sin + y * cos)]);
}
