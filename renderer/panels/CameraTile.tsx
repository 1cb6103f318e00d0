/** One camera's picture: MP4, HLS or MJPEG. It never lies about time: loops say so, gaps say so, old frames show their age. */
import { useEffect, useRef, useState } from 'react';
import type { VideoSource } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';
import { useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { ageText, useText } from '#ui/useText.ts';
import { clipTime } from './clipTime.ts';

/** A picture this much off the clock is moved to it. */
const driftS = 0.35;
const followMs = 200;

type Signal = 'waiting' | 'playing' | 'lost' | 'no-recording';

export function CameraTile({ device, onOpen }: { device: DeviceRecord; onOpen: () => void }) {
  const { t, local } = useText();
  const [signal, setSignal] = useState<Signal>('waiting');
  const { columns } = useOperations((state) => state.shown);
  const offline = device.video && (pointValue(device, 'online', columns) === 0 || deviceQuality(device, columns) === 'stale');
  const said = !device.video
    ? t('cameras.nosource')
    : offline
      ? t('cameras.offline')
      : signal === 'lost'
        ? t('cameras.nosignal')
        : signal === 'no-recording'
          ? t('cameras.norecording')
          : null;
  return (
    <button className={`camera-tile ${said ? 'dark' : ''}`} onClick={onOpen} aria-label={local(device.name)} data-camera={device.id} data-signal={device.video ? signal : 'none'}>
      {device.video && <Picture device={device} video={device.video} onSignal={setSignal} />}
      {said && <span className="camera-said">{said}</span>}
      <span className="camera-name">{local(device.name)}</span>
      {device.video?.loop && !said && <span className="camera-badge">{t('cameras.loop')}</span>}
      {signal === 'lost' && <LostFor />}
    </button>
  );
}

function LostFor() {
  const { t } = useText();
  const [since] = useState(() => session().clock.hubNowMs());
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(session().clock.hubNowMs()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span className="camera-badge">{t('cameras.lastframe', { age: ageText(t, now - since) })}</span>;
}

interface PictureProps {
  readonly device: DeviceRecord;
  readonly video: VideoSource;
  readonly onSignal: (signal: Signal) => void;
}

function Picture(props: PictureProps) {
  const replaying = useOperations((state) => state.clock.mode === 'replay');
  if (props.video.kind === 'mp4') return <Clip {...props} />;
  if (replaying) return <Unrecorded onSignal={props.onSignal} />;
  return props.video.kind === 'hls' ? <Hls {...props} /> : <Mjpeg {...props} />;
}

function Unrecorded({ onSignal }: { onSignal: (signal: Signal) => void }) {
  useEffect(() => onSignal('no-recording'), [onSignal]);
  return null;
}

function Clip({ video, onSignal }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const { clock } = session();
    const timer = setInterval(() => {
      const player = element.current;
      if (!player || player.readyState < 1) return;
      const at = clipTime(video, clock.instantMs(), player.duration);
      if (at === null) {
        player.pause();
        return onSignal('no-recording');
      }
      const { mode, playing, rate } = clock.current;
      const running = mode === 'live' || playing;
      if (Math.abs(player.currentTime - at) > (running ? driftS * Math.max(1, rate) : 0.04) && !player.seeking) player.currentTime = at;
      player.playbackRate = Math.min(16, Math.max(0.1, rate));
      if (running && player.paused) void player.play().catch(() => undefined);
      if (!running && !player.paused) player.pause();
      onSignal('playing');
    }, followMs);
    return () => clearInterval(timer);
  }, [video, onSignal]);
  return <video ref={element} src={video.url} muted playsInline loop={video.loop ?? false} preload="auto" onError={() => onSignal('lost')} />;
}

function Hls({ device, onSignal }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let stop = () => {};
    let disposed = false;
    void import('hls.js').then(({ default: HlsPlayer }) => {
      const player = element.current;
      if (disposed || !player) return;
      const hls = new HlsPlayer({ enableWorker: true, liveDurationInfinity: true });
      hls.loadSource(relayUrl(device));
      hls.attachMedia(player);
      hls.on(HlsPlayer.Events.ERROR, (_event, data) => data.fatal && onSignal('lost'));
      hls.on(HlsPlayer.Events.FRAG_BUFFERED, () => onSignal('playing'));
      stop = () => hls.destroy();
    });
    return () => {
      disposed = true;
      stop();
    };
  }, [device, onSignal]);
  return <video ref={element} muted autoPlay playsInline />;
}

function Mjpeg({ device, onSignal }: PictureProps) {
  return <img src={relayUrl(device)} alt="" onLoad={() => onSignal('playing')} onError={() => onSignal('lost')} />;
}

/** Pictures of other machines come through the hub; the demo's own loops are the hub's files. */
function relayUrl(device: DeviceRecord): string {
  return `/api/cameras/${encodeURIComponent(device.compound)}/${encodeURIComponent(device.id)}/stream`;
}
