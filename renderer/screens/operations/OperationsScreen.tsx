/** The operator's screen: the bar above, the panels round the scene, time below. */
import { useHotkeys } from '#commands/useHotkeys.ts';
import { useBeat } from '#state/beat.ts';
import { useFacts } from '#state/useScreen.tsx';
import { TimeBar } from '#panels/time/index.ts';
import { TopBar } from '#panels/top/index.ts';
import { Dock } from './Dock.tsx';
import { DropZone } from './DropZone.tsx';
import { Overlays } from './Overlays.tsx';
import { Toasts } from './Toasts.tsx';

export function OperationsScreen() {
  useHotkeys();
  useBeat();
  const mode = useFacts((facts) => facts.clock.mode);
  const connected = useFacts((facts) => facts.connected);
  return (
    <div
      className={`operations ${mode} ${connected ? '' : 'disconnected'}`}
      data-testid="operations"
      data-mode={mode}
    >
      <TopBar />
      <Dock />
      <TimeBar />
      <Overlays />
      <Toasts />
      <DropZone />
    </div>
  );
}
