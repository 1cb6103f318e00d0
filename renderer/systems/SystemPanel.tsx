/** One system of the compound: its figures, its own view where it has one, all of its devices, their past and their commands. */
import { useMemo, useState } from 'react';
import { DeviceCommands } from '#panels/devices/index.ts';
import { useRules } from '#renderer/charts/index.ts';
import { rulesFor } from '#shared/alarms/effectiveRules.ts';
import { figuresOf } from '#shared/systems/figures.ts';
import { systemOrUnknown, systems } from '#shared/systems/index.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { overviewOf } from './declared.ts';
import { DeclaredView } from './DeclaredView.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import { SystemCharts } from './SystemCharts.tsx';
import { useDevicesOf, type SystemView, type SystemViewProps } from './view.ts';
import './systems.css';
import './views.css';
import './passing.css';

export function SystemPanel({ views }: { views: ReadonlyMap<string, SystemView> }) {
  const screen = useScreen();
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const opened = useChoices((choices) => choices.openSystem);
  const selectedKey = useChoices(({ selection }) => (selection?.kind === 'device' ? selection.key : null));
  const there = useMemo(() => {
    const ids = new Set([...devices.values()].map(({ system }) => system));
    const known = systems.filter(({ id }) => ids.has(id)).map(({ id }) => id);
    return [...known, ...[...ids].filter((id) => !known.includes(id))];
  }, [devices]);
  const selectedDevice = selectedKey === null ? undefined : devices.get(selectedKey);
  const id = opened ?? selectedDevice?.system ?? there[0];
  const [asList, setAsList] = useState(false);
  const own = useDevicesOf(id ?? '');
  const rules = useRules();
  if (id === undefined) return <p className="empty">{t('system.none.here')}</p>;
  const system = systemOrUnknown(id);
  const overview = overviewOf(system, rulesFor(rules, system, own[0]?.id ?? ''));
  const view =
    views.get(id) ??
    (overview && ((props: SystemViewProps) => <DeclaredView key={id} {...props} overview={overview} />));
  const selected = selectedDevice?.system === id ? selectedDevice : null;
  return (
    <section className="system" data-testid="system" aria-label={local(system.name)}>
      <header>
        <select
          aria-label={t('system.choose')}
          data-testid="system-choose"
          value={id}
          onChange={(event) => screen.choices.setState({ openSystem: event.target.value })}
        >
          {there.map((one) => (
            <option key={one} value={one}>
              {local(systemOrUnknown(one).name)}
            </option>
          ))}
        </select>
        {view && (
          <div className="segments" role="group" aria-label={local(system.name)}>
            <button aria-pressed={!asList} onClick={() => setAsList(false)}>
              {t('system.view')}
            </button>
            <button aria-pressed={asList} onClick={() => setAsList(true)}>
              {t('system.list')}
            </button>
          </div>
        )}
        <SystemFigures id={id} />
      </header>
      <div className="system-body">
        <div className="system-main" key={id}>
          {view && !asList ? view({ system, devices: own }) : <DeviceTable system={system} devices={own} />}
        </div>
        <div className="system-side">
          {selected && (
            <>
              <h3>{local(selected.name)}</h3>
              <DeviceCommands device={selected} />
            </>
          )}
          <SystemCharts system={system} devices={own} selected={selected} />
        </div>
      </div>
    </section>
  );
}

function SystemFigures({ id }: { id: string }) {
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const { columns } = useFacts((facts) => facts.shown);
  const figures = useMemo(() => figuresOf(devices.values(), [systemOrUnknown(id)]), [devices, id]);
  return (
    <ul className="system-figures">
      {figures.map(({ figure, read }) => {
        const { value, outOf, isLoud } = read(columns);
        return (
          <li key={figure.id}>
            {local(figure.name)}{' '}
            <b className={isLoud ? 'loud' : ''}>
              {Number.isNaN(value) ? t('value.none') : value.toFixed(figure.decimals ?? 0)}
              {outOf !== null && !Number.isNaN(outOf) && ` / ${outOf}`} {figure.unit}
            </b>
          </li>
        );
      })}
    </ul>
  );
}
