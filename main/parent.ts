/** A packaged desktop runs the hub as its utility process and asks it to stop by a message. */
import { stopWord } from '#shared/protocol/desktop.ts';

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
