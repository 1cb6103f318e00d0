/** Thread that traces one throw back: fifty milliseconds and more that no frame waits for. Null: the tracks do not suffice. */
import { backTrace, type BackTraceInput } from '#shared/physics/ballistics/backTrace.ts';

addEventListener('message', ({ data }: MessageEvent<BackTraceInput>) => {
  try {
    postMessage(backTrace(data));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    postMessage(null);
  }
});
