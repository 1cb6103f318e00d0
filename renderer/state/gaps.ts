/** Where the next thing was recorded after an instant of which nothing was: asked of the time bar's bands, ever finer. */
import type { HubClient } from './hubClient.ts';

/** As many as the hub counts at once. */
const bins = 4000;
/** Nearer than this it need not be known. */
const fineMs = 1000;

/** Null where nothing comes, or the hub does not say. */
export async function nextRecorded(
  hub: Pick<HubClient, 'ask'>,
  compound: string,
  fromMs: number,
  untilMs: number,
): Promise<number | null> {
  let [begin, end] = [fromMs, untilMs];
  while (end > begin) {
    const answer = await hub.ask('timeline', { compound, fromMs: begin, toMs: end, bins });
    const band = answer.ok ? answer.value.recorded[0] : undefined;
    if (!band) return null;
    const binMs = (end - begin) / bins;
    if (binMs <= fineMs) return Math.max(fromMs, band.fromMs);
    // It begins within the first bin of the band.
    [begin, end] = [band.fromMs, Math.min(untilMs, band.fromMs + binMs)];
  }
  return null;
}

/** A window in which nothing at all happened. */
export function isEmpty(window: {
  readonly readings: number;
  readonly transitions: readonly unknown[];
  readonly events: readonly unknown[];
  readonly actions: readonly unknown[];
  readonly commands: readonly unknown[];
}): boolean {
  const { readings, transitions, events, actions, commands } = window;
  return readings + transitions.length + events.length + actions.length + commands.length === 0;
}
