/** Which windows the throw cameras can judge. */
import type { ScreenCommand } from './command.ts';

export const coverageCommands: readonly ScreenCommand[] = [
  {
    id: 'throws.coverage',
    group: 'scene',
    text: 'coverage.command',
    needs: 'incidents.read',
    run: ({ choices }) => choices.setState({ overlay: 'coverage' }),
  },
];
