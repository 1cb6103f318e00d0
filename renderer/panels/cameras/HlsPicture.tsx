/** HLS through hls.js: live, or a recording that follows the clock. */
import { useEffect, useRef } from 'react';
import { playing, retryDelayMs } from './cameraSignal.ts';
import { sourceUrl, type PictureProps } from './cameraSource.ts';
import { followClock, isTimed } from './followClock.ts';
import { useScreen } from '#state/useScreen.tsx';

export function HlsPicture({ device, video, onSignal }: PictureProps) {
  const { clock } = useScreen();
  const element = useRef<HTMLVideoElement>(null);
  const timed = isTimed(video);
  useEffect(() => {
    let stop = () => {};
    let failures = 0;
    let lastFrameMs: number | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const left = new AbortController();
    const open = async () => {
      const { default: HlsPlayer } = await import('hls.js');
      const player = element.current;
      if (left.signal.aborted || !player) return;
      const hls = new HlsPlayer({ enableWorker: true, liveDurationInfinity: true });
      const unfollow = timed ? followClock(clock, player, video, onSignal) : () => undefined;
      stop = () => {
        unfollow();
        hls.destroy();
      };
      hls.loadSource(sourceUrl(device, video));
      hls.attachMedia(player);
      hls.on(HlsPlayer.Events.FRAG_BUFFERED, () => {
        failures = 0;
        lastFrameMs = clock.hubNowMs();
        if (!timed) onSignal(playing);
      });
      hls.on(HlsPlayer.Events.ERROR, (_event, { fatal }) => {
        if (!fatal) return;
        hls.stopLoad();
        onSignal({ kind: 'lost', lastFrameMs });
        retry = setTimeout(() => {
          stop();
          void open();
        }, retryDelayMs(++failures));
      });
    };
    void open();
    return () => {
      left.abort();
      clearTimeout(retry);
      stop();
    };
  }, [clock, device, video, timed, onSignal]);
  return <video ref={element} muted autoPlay={!timed} playsInline loop={!timed} />;
}
