/** In replay: whether the camera follows the incident's path, and the views that somebody set on it. */
import { Camera, Plus, X } from 'lucide-react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { mayDo } from '#commands/command.ts';
import { setCameraPath } from '#commands/incidents.ts';
import { mostCameraStops, withStop } from '#shared/incidents/cameraPath.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { localTime } from '#shared/time/localTime.ts';
import { recordingOf, zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function CameraPath({ incident }: { incident: IncidentRecord }) {
  const { t } = useText();
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const may = useFacts((facts) => recordingOf(facts) === null && mayDo(screen, 'incidents.act'));
  const stops = incident.cameraPath ?? [];
  function addHere(): void {
    const pose = screen.scene.current()?.pose();
    if (!pose) return;
    const atMs = Math.round(screen.clock.instantMs());
    void setCameraPath(screen, incident.id, withStop(stops, { atMs, pose }));
  }
  return (
    <section className="camera-path" aria-label={t('path.title')} data-testid="camera-path">
      <h3>
        <Camera size="1em" /> {t('path.title')}
      </h3>
      <CommandButton command="incident.follow" testId="path-follow" />
      {may && stops.length < mostCameraStops && (
        <button data-testid="path-add" onClick={addHere}>
          <Plus size="1em" /> {t('path.add')}
        </button>
      )}
      {stops.length === 0 && <p className="hint">{t('path.auto')}</p>}
      {stops.length > 0 && (
        <ul>
          {stops.map(({ atMs }) => {
            const { clock } = localTime(atMs, zone);
            return (
              <li key={atMs}>
                <button data-testid="path-stop" onClick={() => screen.clock.seek(atMs)}>
                  {clock}
                </button>
                {may && (
                  <button
                    className="icon-button"
                    aria-label={t('path.remove', { time: clock })}
                    title={t('path.remove', { time: clock })}
                    onClick={() =>
                      void setCameraPath(
                        screen,
                        incident.id,
                        stops.filter((stop) => stop.atMs !== atMs),
                      )
                    }
                  >
                    <X size="1em" />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
