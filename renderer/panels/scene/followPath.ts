/** In replay of an incident the camera goes where its path goes, until a hand, a key or another flight moves it. */
import { openIncident } from '#commands/incidentCommands.ts';
import type { SceneHost } from '#scene/contract.ts';
import { cameraPathOf, stopAt, type PathStop } from '#shared/incidents/cameraPath.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { followSteps } from '#state/clockSteps.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const stepMs = 250;
/** In a fast replay it stays this long all the same. */
const leastStayMs = 3000;
const radiusM = 30;

export function followPath(
  screen: ScreenContext,
  host: SceneHost,
  elapsedMs: () => number = () => performance.now(),
): () => void {
  const { clock, choices, facts } = screen;
  let stopSteps: (() => void) | null = null;
  let shown: PathStop | null = null;
  let shownSinceMs = -Infinity;
  let flights = 0;
  let known: { readonly incident: IncidentRecord; readonly path: readonly PathStop[] } | null = null;

  function pathOf(incident: IncidentRecord): readonly PathStop[] {
    if (known?.incident !== incident) {
      const { devices } = facts.getState();
      known = { incident, path: cameraPathOf(incident, (key) => devices.get(key)?.positionEnu ?? null) };
    }
    return known.path;
  }

  function step(): void {
    const incident = openIncident(screen);
    const stop = incident ? stopAt(pathOf(incident), clock.instantMs()) : null;
    if (!stop || stop.atMs === shown?.atMs || elapsedMs() - shownSinceMs < leastStayMs) return;
    shown = stop;
    shownSinceMs = elapsedMs();
    flights++;
    const { look } = stop;
    void host
      .flyTo('pose' in look ? look.pose : { positionEnu: look.positionEnu, radiusM })
      .finally(() => flights--);
  }

  let wasReplay = false;
  function follow(): void {
    const isReplay = clock.current.mode === 'replay';
    if (wasReplay && !isReplay && choices.getState().followsPath) choices.setState({ followsPath: false });
    wasReplay = isReplay;
    const follows = isReplay && choices.getState().followsPath;
    if (follows === (stopSteps !== null)) return;
    stopSteps?.();
    stopSteps = null;
    shown = null;
    shownSinceMs = -Infinity;
    if (follows) stopSteps = followSteps(clock, stepMs, step);
  }

  const stops = [
    clock.subscribe(follow),
    choices.subscribe(follow),
    host.on('moved', () => {
      if (stopSteps && flights === 0) choices.setState({ followsPath: false });
    }),
  ];
  follow();
  return () => {
    stopSteps?.();
    stops.forEach((stop) => stop());
  };
}
