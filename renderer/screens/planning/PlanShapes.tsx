/** What is drawn, as the ground plan shows it: from the ground up, what is chosen last. */
import { memo } from 'react';
import { frameOf } from '#shared/drawing/buildingFrame.ts';
import type { At, CompoundDrawing, DrawnBuilding } from '#shared/drawing/drawing.ts';
import { baysOf } from '#shared/drawing/planOfDrawing.ts';
import { edgesOf, rectangleAt, turned } from '#shared/drawing/rings.ts';
import { fenceKey } from '#shared/drawing/things.ts';
import { unitPlanOf } from '#shared/drawing/unitLayout.ts';
import type { CompoundPlan, OrientedBox } from '#shared/twin/compound.ts';
import { acrossGate } from './drawnWith.ts';

export const pathOf = (points: readonly At[], isClosed = true): string =>
  points.length === 0 ? '' : `M${points.map(([x, y]) => `${x} ${y}`).join('L')}${isClosed ? 'Z' : ''}`;

const cornersOf = ({ centreEnu, sizeM, yawRad }: OrientedBox): At[] =>
  rectangleAt([centreEnu[0], centreEnu[1]], [sizeM[0], sizeM[1]], yawRad);

interface Shown {
  readonly chosen: ReadonlySet<string>;
}

/** What stands in the plan and was not drawn: models, surveyed places. It is seen, and snapped to by nobody. */
export const PlanBeneath = memo(function PlanBeneath({
  plan,
  drawing,
}: {
  plan: CompoundPlan;
  drawing: CompoundDrawing;
}) {
  const drawn = new Set(drawing.buildings.map(({ id }) => id));
  const others = plan.places.filter(({ id, kind, box }) => kind === 'building' && box && !drawn.has(id));
  return (
    <g className="beneath">
      {plan.boundaryEnu.length > 0 && drawing.fence.length === 0 && (
        <path className="boundary" d={pathOf(plan.boundaryEnu.map(([x, y]) => [x, y]))} />
      )}
      {others.map(({ id, box }) => box && <path key={id} d={pathOf(cornersOf(box))} />)}
    </g>
  );
});

export const GroundShapes = memo(function GroundShapes({
  drawing,
  chosen,
}: { drawing: CompoundDrawing } & Shown) {
  const mark = (key: string) => (chosen.has(key) ? ' chosen' : '');
  return (
    <>
      {drawing.areas.map(({ key, ring, surface }) => (
        <path key={key} data-key={key} className={`area ${surface}${mark(key)}`} d={pathOf(ring)} />
      ))}
      {drawing.roads.map(({ key, path, widthM, fireLane }) => (
        <g key={key} data-key={key} className={`road${mark(key)}${fireLane ? ' fire-lane' : ''}`}>
          <path className="edge" d={pathOf(path, false)} strokeWidth={widthM + 0.5} />
          <path className="surface" d={pathOf(path, false)} strokeWidth={widthM} />
          <path className="middle" d={pathOf(path, false)} />
        </g>
      ))}
      {drawing.bays.map((row) => (
        <g key={row.key} data-key={row.key} className={`bays ${row.kind}${mark(row.key)}`}>
          {baysOf(row).map(({ id, box }) => (
            <path key={id} d={pathOf(cornersOf(box))} />
          ))}
        </g>
      ))}
      {drawing.fence.length > 0 && (
        <path data-key={fenceKey} className={`fence${mark(fenceKey)}`} d={pathOf(drawing.fence)} />
      )}
      {drawing.gates.map(({ key, at, widthM, kind }) => (
        <g key={key} data-key={key} className={`gate ${kind}${mark(key)}`}>
          <path d={pathOf(acrossGate(at, widthM, drawing.fence), false)} />
        </g>
      ))}
      {drawing.trees.map(({ key, at, crownM }) => (
        <circle
          key={key}
          data-key={key}
          className={`tree${mark(key)}`}
          cx={at[0]}
          cy={at[1]}
          r={crownM / 2}
        />
      ))}
      {drawing.lamps.map(({ key, at }) => (
        <circle key={key} data-key={key} className={`lamp${mark(key)}`} cx={at[0]} cy={at[1]} r={0.6} />
      ))}
    </>
  );
});

export const BuildingShapes = memo(function BuildingShapes({
  buildings,
  chosen,
}: { buildings: CompoundDrawing['buildings'] } & Shown) {
  return (
    <>
      {buildings.map((building) => (
        <Building key={building.key} building={building} isChosen={chosen.has(building.key)} />
      ))}
    </>
  );
});

const Building = memo(function Building({
  building,
  isChosen,
}: {
  building: DrawnBuilding;
  isChosen: boolean;
}) {
  const frame = frameOf(building);
  const out = ([x, y]: At): At => {
    const [dx, dy] = turned([x, y], frame.yawRad);
    return [frame.centre[0] + dx, frame.centre[1] + dy];
  };
  const half = frame.depthM / 2;
  const entrance = edgesOf(frame.ring)[frame.entranceEdge];
  return (
    <g data-key={building.key} className={`building ${building.tone}${isChosen ? ' chosen' : ''}`}>
      <path d={pathOf(building.ring)} />
      {frame.isRectangle &&
        frame.units.map((span, nth) => {
          const { hall } = unitPlanOf(frame, span, building);
          return (
            <g key={nth} className="inside">
              {nth > 0 && <path d={pathOf([out([span.fromM, -half]), out([span.fromM, half])], false)} />}
              {hall && (
                <path
                  d={pathOf(
                    [
                      out([hall.x0, hall.y1]),
                      out([hall.x0, hall.y0]),
                      out([hall.x1, hall.y0]),
                      out([hall.x1, hall.y1]),
                    ],
                    false,
                  )}
                />
              )}
            </g>
          );
        })}
      {entrance &&
        frame.units.map((span, nth) => {
          const share = (nth + 0.5) / frame.units.length;
          const [a, b] = entrance;
          const x = frame.isRectangle ? (span.fromM + span.toM) / 2 : a[0] + (b[0] - a[0]) * share;
          const y = frame.isRectangle ? half : a[1] + (b[1] - a[1]) * share;
          return (
            <path
              key={nth}
              className="entrance"
              d={pathOf([out([x - 1.1, y + 2.2]), out([x + 1.1, y + 2.2]), out([x, y + 0.5])])}
            />
          );
        })}
    </g>
  );
});
