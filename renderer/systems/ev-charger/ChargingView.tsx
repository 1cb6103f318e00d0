/** Chargers as cells: power, energy, and heat as a colour and a number; whoever is too hot stands first, with the switch that cuts its power. */
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { selectDevice } from '#commands/focus.ts';
import type { CommandDeclaration } from '#shared/commands/declaration.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { AlarmPriority, SystemDeclaration } from '#shared/systems/declaration.ts';
import { useInstant } from '#state/useInstant.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { gravestOf, rowOf } from '../rows.ts';
import { useOwnNames } from '../useOwnNames.ts';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import {
  countPorts,
  drawnKwh,
  heatTone,
  hotFromC,
  hottestFirst,
  type Port,
  type PortState,
} from './ports.ts';
import { useEnergyBases } from './useEnergyBases.ts';

/** Posts tell their connector, cabinets how many of their ports charge. */
const connectorPoint = 'connector';
const portsPoint = 'charging';
const cuts = ['cut', 'cut-all'] as const;
const counted = ['charging', 'free', 'fault', 'silent'] as const satisfies readonly PortState[];

interface Cell extends Port {
  readonly device: DeviceRecord;
  readonly word: string;
  readonly energyKwh: number;
  readonly heardMs: number;
  /** The gravest of its alarms. */
  readonly priority: AlarmPriority | null;
}

export function ChargingView({ system, devices }: SystemViewProps) {
  const { t } = useText();
  const cells = useCells(system, devices);
  const ownName = useOwnNames(devices);
  const bases = useEnergyBases(
    devices,
    'energy',
    (key) => cells.find((cell) => cell.key === key)?.energyKwh ?? NaN,
  );
  const limitC = hotFromC(system);
  const order = hottestFirst(cells, limitC);
  const counts = countPorts(cells);
  const hot = order.filter(({ tempC }) => tempC >= limitC);
  const today = drawnKwh(
    cells.map(({ key, energyKwh }) => ({ now: energyKwh, base: bases.get(key) ?? NaN })),
  );
  const cut = system.commands?.find(({ id }) => cuts.some((one) => one === id));
  return (
    <div className="charging">
      <p className="charging-head">
        {counted.map((state) => (
          <span key={state} className={counts[state] > 0 ? state : 'dim'} data-testid={`charging-${state}`}>
            {t(`charging.${state}`, { count: counts[state] })}
          </span>
        ))}
        <span>
          {Number.isNaN(today) ? (
            t('charging.today.none')
          ) : (
            <>
              {t('charging.today')} <b>{today.toFixed(1)} kWh</b>
            </>
          )}
        </span>
      </p>
      {hot.length > 0 && (
        <p className="charging-hot" role="alert">
          {t('charging.hot.first', { count: hot.length })}
        </p>
      )}
      <ul className="charging-cells" aria-label={t('charging.cells')}>
        {order.map((cell) => (
          <Port
            key={cell.key}
            cell={cell}
            name={ownName(cell.device)}
            baseKwh={bases.get(cell.key) ?? NaN}
            limitC={limitC}
            cut={cut}
          />
        ))}
      </ul>
    </div>
  );
}

function useCells(system: SystemDeclaration, devices: readonly DeviceRecord[]): readonly Cell[] {
  const { t, local } = useText();
  const values = useValues();
  const alarms = useFacts((facts) => facts.alarms);
  const gravest = gravestOf(alarms);
  const isWatts = system.points.find(({ id }) => id === 'power')?.unit === 'W';
  return devices.map((device) => {
    const { quality, heardMs, priority } = rowOf(device, gravest, values.columns);
    const connector = values.state(system, device, connectorPoint);
    const ports = values.number(device, portsPoint);
    const power = values.number(device, 'power');
    const isCharging = connector ? connector.id === 'charging' : ports > 0;
    const isFaulty = connector?.id === 'fault' || connector?.id === 'cut-off';
    return {
      key: device.key,
      device,
      state: quality !== 'good' ? 'silent' : isFaulty ? 'fault' : isCharging ? 'charging' : 'free',
      word: connector
        ? local(connector.name)
        : Number.isNaN(ports)
          ? t('value.none')
          : t('charging.ports', { n: ports }),
      powerKw: isWatts ? power / 1000 : power,
      energyKwh: values.number(device, 'energy'),
      tempC: values.number(device, 'temperature'),
      heardMs,
      priority,
    };
  });
}

function Port(props: {
  readonly cell: Cell;
  readonly name: string;
  readonly baseKwh: number;
  readonly limitC: number;
  readonly cut: CommandDeclaration | undefined;
}) {
  const { cell, limitC, cut } = props;
  const screen = useScreen();
  const { t, local } = useText();
  const nowMs = useInstant(10_000);
  const [isAsking, setAsking] = useState(false);
  const { device, state, tempC, powerKw, energyKwh, heardMs, priority } = cell;
  const todayKwh = drawnKwh([{ now: energyKwh, base: props.baseKwh }]);
  const isChosen = useChoices(
    ({ selection }) => selection?.kind === 'device' && selection.key === device.key,
  );
  const tone = heatTone(tempC, limitC);
  const number = (value: number, digits: number, unit: string) =>
    Number.isNaN(value) ? t('value.none') : `${value.toFixed(digits)} ${unit}`;
  return (
    <li
      className={`${state} ${tone} ${isChosen ? 'chosen' : ''}`}
      data-testid="charging-cell"
      data-device={device.key}
    >
      <button className="charging-cell" onClick={() => selectDevice(screen, device.key)}>
        <b title={local(device.name)}>
          {priority !== null && <PriorityMark priority={priority} />} {props.name}
        </b>
        <span className="charging-state">
          {state === 'silent'
            ? heardMs === 0
              ? t('charging.never')
              : t('charging.stale', { age: ageText(t, nowMs - heardMs) })
            : cell.word}
        </span>
        <span>{number(powerKw, 1, 'kW')}</span>
        <span title={t('charging.today')}>{number(todayKwh, 1, 'kWh')}</span>
        <span className="charging-heat">
          {number(tempC, 0, '°C')}
          {tone === 'hot' && ` ${t('charging.hot')}`}
        </span>
      </button>
      {cut && (tone === 'hot' || tone === 'near' || isChosen) && (
        <ActButton
          needs="commands.send"
          className={tone === 'hot' ? 'danger' : ''}
          testId="charging-cut"
          onClick={() => setAsking(true)}
        >
          {t('charging.cut')}…
        </ActButton>
      )}
      {isAsking && cut && <Cut device={device} cut={cut} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** Whoever charges there is left without: it is asked once more. */
function Cut(props: { device: DeviceRecord; cut: CommandDeclaration; onClose: () => void }) {
  const screen = useScreen();
  const { t, local } = useText();
  const { device, cut, onClose } = props;
  const [why, setWhy] = useState('');
  return (
    <Dialog title={`${local(cut.name)} · ${local(device.name)}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void screen.session
            .command('sendCommand', {
              compound: device.compound,
              deviceKeys: [device.key],
              name: cut.id,
              why,
              confirmed: true,
            })
            .then((result) => result.ok && onClose());
        }}
      >
        {cut.confirm && <p role="alert">{local(cut.confirm)}</p>}
        <label>
          {t('command.why')}
          <input autoFocus value={why} maxLength={2000} onChange={({ target }) => setWhy(target.value)} />
        </label>
        <DialogButtons action={t('charging.cut')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
