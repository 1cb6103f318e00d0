/**
 * The time by which things are found too old to be kept. A wall clock that is put ahead by days must remove nothing: this
 * one runs at most an hour ahead of the time that has passed since the start.
 */
const slackMs = 3_600_000;

export function createAgeClock(now: () => number, elapsedMs: () => number = () => performance.now()) {
  const startedMs = now() - elapsedMs();
  return (): number => Math.min(now(), startedMs + elapsedMs() + slackMs);
}
