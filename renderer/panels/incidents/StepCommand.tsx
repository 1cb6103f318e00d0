/** A step that is a command to the incident's devices: says to how many, asks where it is dangerous, tells what came of it. */
import { useMemo, useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { settledCommands } from '#commands/settledCommands.ts';
import { devicesOfRole } from '#shared/incidents/fireCard.ts';
import type { StepAct } from '#shared/incidents/procedure.ts';
import type { DeviceRecord, IncidentRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { DrillMark } from '#ui/DrillMark.tsx';
import { useText } from '#ui/useText.ts';

type CommandAct = Extract<StepAct, { kind: 'command' }>;

/** Devices of the role that are the incident's: its own valve, a unit's doors, its lifts, the nearest gates. */
function useDevices(incident: IncidentRecord, { role }: CommandAct): readonly DeviceRecord[] {
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  const { placeId, positionEnu, deviceKeys } = incident;
  return useMemo(
    () =>
      devicesOfRole(role, { plan, devices: [...devices.values()], placeId, positionEnu, deviceKeys }).flatMap(
        (key) => devices.get(key) ?? [],
      ),
    [plan, devices, role, placeId, positionEnu, deviceKeys],
  );
}

export function StepCommand(props: {
  readonly incident: IncidentRecord;
  readonly act: CommandAct;
  readonly onDone: (words: string) => Promise<unknown>;
}) {
  const { t, local } = useText();
  const { act, incident, onDone } = props;
  const screen = useScreen();
  const devices = useDevices(incident, act);
  const [asking, setAsking] = useState(false);
  const [first] = devices;
  const declaration = first && systemOrUnknown(first.system).commands?.find(({ id }) => id === act.command);
  if (!first || !declaration) return <span className="hint">{t('incident.act.nothing')}</span>;
  const name = local(declaration.name);

  async function send(why: string): Promise<void> {
    setAsking(false);
    const sent = await screen.session.command('sendCommand', {
      compound: incident.compound,
      deviceKeys: devices.map(({ key }) => key),
      name: act.command,
      params: {},
      why,
      incidentId: incident.id,
      confirmed: true,
    });
    if (!sent.ok) return;
    const ended = await settledCommands(screen, sent.value);
    const replied = ended.filter(({ state }) => state === 'replied').length;
    // Only what every device has answered is done; the rest stays to be looked after.
    const words = incident.drill
      ? t('drill.act', { name })
      : t('incident.act.sent', { name, done: replied, all: devices.length });
    if (replied === devices.length) await onDone(words);
    else screen.notices.say('error', { text: words });
  }

  return (
    <>
      <ActButton
        needs={declaration.danger === 'danger' ? 'commands.danger' : 'commands.send'}
        className="step-act"
        testId={`step-command-${act.command}`}
        onClick={() => (declaration.danger === 'danger' ? setAsking(true) : void send(''))}
      >
        {t('incident.act.command', { name, count: devices.length })}
      </ActButton>
      {asking && (
        <Dialog title={name} onClose={() => setAsking(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void send(local(incident.title));
            }}
          >
            {incident.drill && (
              <p>
                <DrillMark /> {t('drill.notSent')}
              </p>
            )}
            {declaration.confirm && <p role="alert">{local(declaration.confirm)}</p>}
            <ul className="step-devices">
              {devices.map((device) => (
                <li key={device.key}>{local(device.name)}</li>
              ))}
            </ul>
            <DialogButtons action={name} onCancel={() => setAsking(false)} />
          </form>
        </Dialog>
      )}
    </>
  );
}
