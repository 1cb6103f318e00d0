/** Waits until commands have ended: every device has answered, or the hub has given it up. */
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const longestMs = 30_000;

const isEnded = ({ endedAtMs }: CommandRecord) => endedAtMs !== null;

/** As they stand in the end, or after half a minute. */
export function settledCommands(
  { facts }: ScreenContext,
  sent: readonly CommandRecord[],
): Promise<readonly CommandRecord[]> {
  const now = () => sent.map((one) => facts.getState().commands.find(({ id }) => id === one.id) ?? one);
  if (now().every(isEnded)) return Promise.resolve(now());
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      stop();
      resolve(now());
    };
    const timer = setTimeout(finish, longestMs);
    const stop = facts.subscribe(() => {
      if (now().every(isEnded)) finish();
    });
  });
}
