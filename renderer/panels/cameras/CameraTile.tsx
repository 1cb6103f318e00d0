/** One camera's picture: MP4, HLS or MJPEG. It never lies about time: loops say so, gaps say so, old frames show their age. */
import { useCallback, useEffect, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { CameraPicture } from './CameraPicture.tsx';
import { latest, waiting, type Signal } from './cameraSignal.ts';
import './cameras.css';

export function CameraTile({ device, onOpen }: { device: DeviceRecord; onOpen: () => void }) {
  const { t, local } = useText();
  const [signal, setSignal] = useState<Signal>(waiting);
  const { columns } = useFacts((facts) => facts.shown);
  const offline =
    device.video &&
    (pointValue(device, 'online', columns) === 0 || deviceQuality(device, columns) === 'stale');
  const take = useCallback((news: Signal) => setSignal((known) => latest(known, news)), []);
  const lastFrameMs = signal.kind === 'lost' ? signal.lastFrameMs : null;
  const said = !device.video
    ? t('cameras.nosource')
    : offline
      ? t('cameras.offline')
      : signal.kind === 'lost' && lastFrameMs === null
        ? t('cameras.nosignal')
        : signal.kind === 'no-recording'
          ? t('cameras.norecording')
          : signal.kind === 'unseekable'
            ? t('cameras.unseekable')
            : signal.kind === 'waiting'
              ? t('cameras.waiting')
              : null;
  return (
    <button
      className={`camera-tile ${said ? 'dark' : ''}`}
      onClick={onOpen}
      aria-label={local(device.name)}
      data-camera={device.id}
      data-signal={device.video ? signal.kind : 'none'}
    >
      {device.video && <CameraPicture device={device} video={device.video} onSignal={take} />}
      {said && <span className="camera-said">{said}</span>}
      <span className="camera-name">{local(device.name)}</span>
      {device.video?.loop && !said && <span className="camera-badge">{t('cameras.loop')}</span>}
      {lastFrameMs !== null && <LostFor sinceMs={lastFrameMs} />}
    </button>
  );
}

function LostFor({ sinceMs }: { sinceMs: number }) {
  const screen = useScreen();
  const { t } = useText();
  const [now, setNow] = useState(sinceMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(screen.clock.hubNowMs()), 1000);
    return () => clearInterval(timer);
  }, [screen]);
  return (
    <span className="camera-badge old">{t('cameras.lastframe', { age: ageText(t, now - sinceMs) })}</span>
  );
}
