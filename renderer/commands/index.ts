/** The table of all commands, and the one way to run one. */
import { alarmCommands } from './alarmCommands.ts';
import { coverageCommands } from './coverage.ts';
import { calibrationCommands } from './calibration.ts';
import { whyNot, type ScreenCommand } from './command.ts';
import { incidentCommands } from './incidentCommands.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { isMeant } from './pressGuard.ts';
import { sceneCommands } from './sceneCommands.ts';
import { screenCommands } from './screenCommands.ts';
import { warningCommands } from './warningCommands.ts';
import { workOrderCommands } from './workOrders.ts';
import { toolCommands } from './toolCommands.ts';
import { rangeCommands } from './ranges.ts';
import { timeCommands } from './timeCommands.ts';

export const commands: readonly ScreenCommand[] = [
  ...alarmCommands,
  ...incidentCommands,
  ...workOrderCommands,
  ...warningCommands,
  ...timeCommands,
  ...rangeCommands,
  ...sceneCommands,
  ...toolCommands,
  ...calibrationCommands,
  ...coverageCommands,
  ...screenCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

export function commandOf(id: string): ScreenCommand {
  const command = byId.get(id);
  if (!command) throw new Error(`there is no command "${id}"`);
  return command;
}

/** Runs it, or says why not. */
export function runCommand(screen: ScreenContext, id: string): void {
  const command = commandOf(id);
  const reason = whyNot(command, screen);
  if (reason) screen.notices.say('error', { key: reason });
  else if (!command.acts || isMeant(screen)) void command.run(screen);
}
