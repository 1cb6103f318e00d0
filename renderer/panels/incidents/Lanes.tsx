/** An incident's timeline as lanes side by side: devices, people, commands, pictures. A press goes to the instant. */
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { laneOf, lanes, spreadOf } from './lanesOf.ts';

export function Lanes({ incident }: { incident: IncidentRecord }) {
  const { t, local } = useText();
  const { clock } = useScreen();
  const zone = useFacts(zoneOf);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 500 : 60_000);
  const { fromMs, toMs } = spreadOf(incident);
  const share = (atMs: number): number =>
    Math.min(100, Math.max(0, ((atMs - fromMs) / (toMs - fromMs)) * 100));
  const time = (atMs: number): string => localTime(atMs, zone).clock;
  const mark = (entry: IncidentEntry) => {
    const words = t('lanes.mark', { time: time(entry.atMs), what: local(entry.text) });
    return (
      <button
        key={entry.seq}
        className={`lane-mark ${entry.priority ? `p${entry.priority}` : ''} ${replaying && entry.atMs > instant ? 'ahead' : ''}`}
        style={{ insetInlineStart: `${share(entry.atMs)}%` }}
        title={words}
        aria-label={words}
        onClick={() => clock.seek(entry.atMs)}
      />
    );
  };
  return (
    <div className="lanes" data-testid="lanes">
      {lanes.map((lane) => (
        <div key={lane} className="lane" role="group" aria-label={t(`lanes.${lane}`)}>
          <span>{t(`lanes.${lane}`)}</span>
          <div className="lane-track">{incident.entries.filter((one) => laneOf(one) === lane).map(mark)}</div>
        </div>
      ))}
      <div className="lane lane-foot">
        <span />
        <div>
          <time>{time(fromMs)}</time>
          <time>{time(toMs)}</time>
        </div>
      </div>
    </div>
  );
}
