/** Flashing: one step of a uniform twice a second, on the half seconds that the page's own marks beat on. */
import type { RenderLoop } from './renderLoop.ts';

const PULSE_MS = 500;
const LOW = 0.15;

export interface Pulse {
  /** Takes the step that is due and goes on while anything flashes. */
  look(): void;
  /** The same, if it is not going already. */
  begin(): void;
  dispose(): void;
}

export function createPulse(
  loop: Pick<RenderLoop, 'later'>,
  on: { readonly flashes: () => boolean; readonly step: (value: number) => void },
): Pulse {
  let stop: (() => void) | undefined;
  let disposed = false;
  const look = () => {
    stop?.();
    stop = undefined;
    const flashes = !disposed && on.flashes();
    const intoStepMs = (performance.timeOrigin + performance.now()) % (2 * PULSE_MS);
    on.step(flashes && intoStepMs >= PULSE_MS ? LOW : 1);
    if (flashes) stop = loop.later(PULSE_MS - (intoStepMs % PULSE_MS) + 1, look);
  };
  return {
    look,
    begin() {
      if (!stop) look();
    },
    dispose() {
      disposed = true;
      stop?.();
    },
  };
}
