/**
 * A packaged desktop runs the hub as its utility process and asks it to stop by a message: Windows has no signals, and ends
 * a process without a word.
 */

/** As the desktop says it, too (`electron/ownHub.ts`). */
const stopWord = 'stop';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** Started otherwise there is nobody to ask. */
export function onStopAsked(stop: () => void): void {
  const port: ParentPort | undefined = process.parentPort;
  port?.on('message', ({ data }) => {
    if (data === stopWord) stop();
  });
}
