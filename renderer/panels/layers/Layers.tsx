/** Left: which systems are drawn, grouped, with how many devices each has. */
import { Table2 } from 'lucide-react';
import { useMemo } from 'react';
import { openSystem } from '#commands/systems.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { HeatButton } from './HeatButton.tsx';

/** Their order; groups nobody knows here come before `other`. */
const groups = ['fire', 'security', 'lifts', 'parking', 'environment'];
function rank(group: string): number {
  const at = groups.indexOf(group);
  return at >= 0 ? at : group === 'other' ? groups.length + 1 : groups.length;
}

export function Layers() {
  const screen = useScreen();
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const hidden = useChoices((choices) => choices.hiddenSystems);
  const bySystem = useMemo(() => {
    const counts = new Map<string, number>();
    for (const device of devices.values()) counts.set(device.system, (counts.get(device.system) ?? 0) + 1);
    return [...counts].map(([id, count]) => ({ system: systemOrUnknown(id), count }));
  }, [devices]);

  function toggle(id: string): void {
    screen.choices.setState(({ hiddenSystems }) => {
      const next = new Set(hiddenSystems);
      if (!next.delete(id)) next.add(id);
      return { hiddenSystems: next };
    });
  }

  return (
    <div className="panel layers">
      <ul>
        {bySystem
          .toSorted((a, b) => rank(a.system.group) - rank(b.system.group))
          .map(({ system, count }) => (
            <li key={system.id}>
              <label title={local(system.name)}>
                <input
                  type="checkbox"
                  checked={!hidden.has(system.id)}
                  onChange={() => toggle(system.id)}
                  aria-label={t('layers.show', { name: local(system.name) })}
                />
                <span>{local(system.short)}</span>
                <i>{count}</i>
              </label>
              <button
                className="layer-heat layer-opens"
                aria-label={t('system.open', { name: local(system.name) })}
                title={t('system.open', { name: local(system.name) })}
                data-testid={`open-system-${system.id}`}
                onClick={() => openSystem(screen, system.id)}
              >
                <Table2 size="1em" />
              </button>
              {(system.highlight ?? []).map(
                (one) =>
                  one.paints === 'heat' && (
                    <HeatButton key={one.point} system={system.id} point={one.point} />
                  ),
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}
