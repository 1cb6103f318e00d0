/** Somebody comes from the globe: the scene goes on where the globe ended, and the alarm that was meant is chosen. */
import { selectAlarm } from '#commands/focus.ts';
import type { SceneHost } from '#scene/contract.ts';
import type { Crossing } from '#state/crossing.ts';
import type { ScreenContext } from '#state/screenContext.ts';

/** Once the scene has its compound. */
export function arrive(
  screen: ScreenContext,
  host: Pick<SceneHost, 'viewpoint'>,
  { pose, alarmId }: Crossing,
): () => void {
  if (pose) host.viewpoint.set(pose);
  if (alarmId === null) return () => undefined;
  let stop = () => undefined as void;
  const look = () => {
    const { current, liveAlarms } = screen.facts.getState();
    const alarm = liveAlarms.find(({ id }) => id === alarmId);
    // Once the compound's state is there, an alarm that is not in it has ended meanwhile.
    if (!alarm && !current) return;
    stop();
    if (alarm) selectAlarm(screen, alarm);
  };
  stop = screen.facts.subscribe(look);
  look();
  return () => stop();
}
