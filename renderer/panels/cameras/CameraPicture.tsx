/** The moving part of a tile, one component per kind of source. Each retries by itself and reports what it shows. */
import { useEffect, useRef } from 'react';
import { noRecording, playing, retryDelayMs, type Signal } from './cameraSignal.ts';
import { sourceUrl, type PictureProps } from './cameraSource.ts';
import { followClock, isTimed } from './followClock.ts';
import { HlsPicture } from './HlsPicture.tsx';
import { MjpegPicture } from './MjpegPicture.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';

export function CameraPicture(props: PictureProps) {
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  if (replaying && !isTimed(props.video)) return <Unrecorded onSignal={props.onSignal} />;
  switch (props.video.kind) {
    case 'mp4':
      return <Clip {...props} />;
    case 'hls':
      return <HlsPicture {...props} />;
    case 'mjpeg':
      return replaying ? <Unrecorded onSignal={props.onSignal} /> : <MjpegPicture {...props} />;
  }
}

function Unrecorded({ onSignal }: { onSignal: (signal: Signal) => void }) {
  useEffect(() => onSignal(noRecording), [onSignal]);
  return null;
}

function Clip({ device, video, onSignal }: PictureProps) {
  const { clock } = useScreen();
  const element = useRef<HTMLVideoElement>(null);
  const timed = isTimed(video);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    let failures = 0;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const failed = () => {
      failures++;
      onSignal({ kind: 'lost', lastFrameMs: null });
      clearTimeout(retry);
      retry = setTimeout(() => player.load(), retryDelayMs(failures));
    };
    const shown = () => {
      failures = 0;
      if (!timed) onSignal(playing);
    };
    player.addEventListener('error', failed);
    player.addEventListener('loadeddata', shown);
    const stop = timed ? followClock(clock, player, video, onSignal) : () => undefined;
    return () => {
      stop();
      clearTimeout(retry);
      player.removeEventListener('error', failed);
      player.removeEventListener('loadeddata', shown);
    };
  }, [clock, video, timed, onSignal]);
  return (
    <video
      ref={element}
      src={sourceUrl(device, video)}
      muted
      playsInline
      autoPlay={!timed}
      loop={!timed || video.loop === true}
      preload="auto"
    />
  );
}
