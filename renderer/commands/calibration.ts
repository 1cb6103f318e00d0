/** Calibrating a camera by corners of windows in its picture. */
import type { ScreenContext } from '#state/screenContext.ts';
import type { ScreenCommand } from './command.ts';

export function calibrateCamera({ choices }: ScreenContext, deviceKey: string): void {
  choices.setState({ calibrated: deviceKey, overlay: 'calibration' });
}

/** The chosen device, where it is a camera. */
function chosenCamera({ choices, facts }: ScreenContext): string | null {
  const { selection } = choices.getState();
  const device = selection?.kind === 'device' ? facts.getState().devices.get(selection.key) : undefined;
  return device && (device.camera !== null || device.video !== null) ? device.key : null;
}

export const calibrationCommands: readonly ScreenCommand[] = [
  {
    id: 'camera.calibrate',
    group: 'scene',
    text: 'calibrate.open',
    needs: 'compounds.edit',
    unable: (screen) => (chosenCamera(screen) === null ? 'calibrate.why' : null),
    run(screen) {
      const key = chosenCamera(screen);
      if (key !== null) calibrateCamera(screen, key);
    },
  },
];
