/** What a device can be asked to do, and what became of the last commands. A dangerous one says what it does and asks. */
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { CommandDeclaration, CommandParam } from '#shared/commands/declaration.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import type { ScreenContext } from '#state/screenContext.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const shownAtMost = 5;

type Params = Readonly<Record<string, PointValue>>;

/** One command to each; they are of one system and one compound. */
function send(
  screen: ScreenContext,
  devices: readonly DeviceRecord[],
  declaration: CommandDeclaration,
  params: Params,
  why: string,
) {
  return screen.session.command('sendCommand', {
    compound: devices[0]?.compound ?? '',
    deviceKeys: devices.map(({ key }) => key),
    name: declaration.id,
    params,
    why,
    incidentId: screen.choices.getState().openIncidentId,
    confirmed: declaration.danger === 'danger',
  });
}

/** Those that people give; the hub has some of its own. */
function commandsOf(system: string): readonly CommandDeclaration[] {
  return (systemOrUnknown(system).commands ?? []).filter(({ ofHub }) => !ofHub);
}

export function DeviceCommands({ device }: { device: DeviceRecord }) {
  const { t, local, said, person } = useText();
  const all = useFacts((facts) => facts.commands);
  const commands = commandsOf(device.system);
  const latest = all.filter(({ deviceKey }) => deviceKey === device.key).slice(0, shownAtMost);
  if (commands.length === 0 && latest.length === 0) return null;
  return (
    <section className="device-commands" aria-label={t('command.title')} data-testid="device-commands">
      <CommandButtons devices={[device]} />
      {latest.length > 0 && (
        <ol aria-label={t('command.history')}>
          {latest.map((command) => (
            <li key={command.id} className={command.state} data-state={command.state}>
              <ClockTime atMs={command.requestedAtMs} />
              <span>
                {local(command.title)} · {t(command.drill ? 'drill.notSent' : `command.${command.state}`)}
                {command.fault && ` · ${said(command.fault)}`}
                {command.message && ` · ${command.message}`} · {person(command.by)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** For all of these devices, which are of one system; there are none in replay. */
export function CommandButtons({ devices }: { devices: readonly DeviceRecord[] }) {
  const screen = useScreen();
  const { local } = useText();
  const live = useFacts((facts) => facts.clock.mode === 'live');
  const [asking, setAsking] = useState<CommandDeclaration | null>(null);
  const commands = commandsOf(devices[0]?.system ?? '');
  const needsAsking = ({ danger, params }: CommandDeclaration) =>
    danger === 'danger' || params.length > 0 || devices.length > 1;
  if (!live || commands.length === 0) return null;
  return (
    <>
      <div className="buttons">
        {commands.map((declaration) => (
          <ActButton
            key={declaration.id}
            needs={declaration.danger === 'danger' ? 'commands.danger' : 'commands.send'}
            className={declaration.danger}
            testId={`command-${declaration.id}`}
            onClick={() =>
              needsAsking(declaration)
                ? setAsking(declaration)
                : void send(screen, devices, declaration, {}, '')
            }
          >
            {local(declaration.name)}
            {needsAsking(declaration) && '…'}
          </ActButton>
        ))}
      </div>
      {asking && <Confirm devices={devices} declaration={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function Confirm(props: {
  devices: readonly DeviceRecord[];
  declaration: CommandDeclaration;
  onClose: () => void;
}) {
  const screen = useScreen();
  const { devices, declaration, onClose } = props;
  const { t, local } = useText();
  const [params, setParams] = useState<Params>({});
  const [why, setWhy] = useState('');
  const [first] = devices;
  const target =
    devices.length === 1 && first ? local(first.name) : t('system.count', { count: devices.length });
  return (
    <Dialog title={`${local(declaration.name)} · ${target}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(screen, devices, declaration, params, why).then((result) => result.ok && onClose());
        }}
      >
        {declaration.confirm && <p role="alert">{local(declaration.confirm)}</p>}
        {declaration.params.map((param) => (
          <label key={param.id}>
            {local(param.name)} {!param.required && <small>({t('command.optional')})</small>}
            <ParamInput
              param={param}
              onChange={(value) =>
                setParams(({ [param.id]: _before, ...others }) =>
                  value === null ? others : { ...others, [param.id]: value },
                )
              }
            />
          </label>
        ))}
        <label>
          {t('command.why')}
          <input value={why} maxLength={2000} onChange={(event) => setWhy(event.target.value)} />
        </label>
        <DialogButtons action={t('command.confirm')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function ParamInput({ param, onChange }: { param: CommandParam; onChange: (value: PointValue) => void }) {
  const { local } = useText();
  switch (param.kind) {
    case 'number':
      return (
        <input
          type="number"
          min={param.min}
          max={param.max}
          step={param.whole ? 1 : 'any'}
          required={param.required}
          onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
        />
      );
    case 'boolean':
      return <input type="checkbox" onChange={({ target }) => onChange(target.checked)} />;
    case 'text':
      return (
        <input
          maxLength={param.maxLength}
          required={param.required}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        />
      );
    case 'choice':
      return (
        <select
          required={param.required}
          defaultValue=""
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        >
          <option value="" />
          {param.choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {local(name)}
            </option>
          ))}
        </select>
      );
  }
}
