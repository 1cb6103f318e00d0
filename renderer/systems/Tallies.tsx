/** How many devices are in which state; a value that breaks a rule stands out. */
import { brokenValues } from '#renderer/charts/index.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { PointDeclaration, SystemDeclaration } from '#shared/systems/declaration.ts';
import { useText } from '#ui/useText.ts';
import { tallyOf } from './declared.ts';
import { useValues } from './values.ts';

export function Tallies(props: {
  readonly system: SystemDeclaration;
  readonly devices: readonly DeviceRecord[];
  readonly points: readonly PointDeclaration[];
}) {
  const { t, local } = useText();
  const values = useValues();
  const { system, devices, points } = props;
  const tallies = points
    .map((point) => ({
      point,
      counts: tallyOf(devices.map((device) => values.number(device, point.id))),
      broken: brokenValues(system.rules, point.id, point.states ?? []),
    }))
    .filter(({ counts }) => counts.length > 0);
  if (tallies.length === 0) return null;
  return (
    <dl className="tallies">
      {tallies.map(({ point, counts, broken }) => (
        <div key={point.id}>
          <dt>{local(point.name)}</dt>
          <dd>
            {counts.map(({ code, count }) => {
              const state = point.states?.[code];
              const name = state ? local(state.name) : t(code === 1 ? 'value.true' : 'value.false');
              return (
                <span key={code} className={broken.has(code) ? 'broken' : ''}>
                  {name} <b>{count}</b>
                </span>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
