/** What a back-trace rests on: points, calibration and clock of each camera; and what would make it surer. */
import { calibrateCamera } from '#commands/calibration.ts';
import { mayDo } from '#commands/command.ts';
import type { ClockReading, ThrowReading } from '#shared/incidents/throwReading.ts';
import { PLANNED_POSE, type ThrowTrace } from '#shared/protocol/throwTrace.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function TraceBasis({ trace, reading }: { trace: ThrowTrace; reading: ThrowReading }) {
  const { t, local, person } = useText();
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const mayCalibrate = useFacts(() => mayDo(screen, 'compounds.edit'));
  const first = trace.sightings[0]?.deviceName ?? '';
  const deg = ((PLANNED_POSE.angleRad * 180) / Math.PI).toFixed(0);
  return (
    <>
      <ul className="trace-basis">
        {trace.sightings.map(({ deviceKey, deviceName, track, dropped, calibration }, i) => (
          <li key={deviceKey}>
            {t('trace.points', { camera: local(deviceName), count: track.length })}
            {dropped > 0 && ` · ${t('trace.dropped', { count: dropped })}`}
            <br />
            {calibration
              ? t('trace.calibrated', {
                  by: person(calibration.by),
                  when: localTime(calibration.atMs, zone).date,
                })
              : t('trace.planned', { deg })}
            <ClockLine clock={reading.clocks[i] ?? null} first={local(first)} />
            {mayCalibrate && (
              <button className="link trace-calibrate" onClick={() => calibrateCamera(screen, deviceKey)}>
                {t('calibrate.open')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p>
        <button className="link" onClick={() => screen.choices.setState({ overlay: 'coverage' })}>
          {t('coverage.command')}
        </button>
      </p>
      {reading.sharpening !== 'none' && (
        <p className="trace-sharpen" data-testid="trace-sharpen">
          {t(`trace.sharpen.${reading.sharpening}`)}
        </p>
      )}
    </>
  );
}

function ClockLine({ clock, first }: { clock: ClockReading | null; first: string }) {
  const { t } = useText();
  if (!clock) return null;
  const { way, offS, doubtS } = clock;
  // As many digits as are known.
  const digits = doubtS < 0.1 ? 2 : 1;
  const doubt = Math.max(doubtS, 0.01).toFixed(digits);
  return (
    <span className="trace-clock" data-testid="trace-clock" data-way={way}>
      <br />
      {t(`trace.clock.${way}`, { first, off: offS.toFixed(digits), doubt })}
    </span>
  );
}
