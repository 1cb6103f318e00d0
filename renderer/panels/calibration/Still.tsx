/** The picture that is marked: the camera's own, or a still of it that somebody has. Its size is told when it is known. */
import { useEffect, useRef } from 'react';
import { CameraPicture } from '#panels/cameras/index.ts';
import type { VideoSource } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { PictureSize } from './useCalibration.ts';

export type StillSource =
  | { readonly kind: 'live'; readonly video: VideoSource }
  | { readonly kind: 'file'; readonly url: string }
  | { readonly kind: 'none' };

const ASK_MS = 200;
const unheard = () => undefined;

export function Still(props: {
  readonly device: DeviceRecord;
  readonly source: StillSource;
  readonly onSize: (size: PictureSize) => void;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const { source, onSize } = props;
  useEffect(() => {
    let known = '';
    const ask = (): void => {
      const size = sizeOf(holder.current?.querySelector('video, canvas, img') ?? null);
      if (!size || known === `${size.widthPx} ${size.heightPx}`) return;
      known = `${size.widthPx} ${size.heightPx}`;
      onSize(size);
    };
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [onSize]);
  return (
    <div ref={holder} className="still">
      {source.kind === 'live' && (
        <CameraPicture device={props.device} video={source.video} onSignal={unheard} />
      )}
      {source.kind === 'file' && <img src={source.url} alt="" />}
    </div>
  );
}

function sizeOf(picture: Element | null): PictureSize | null {
  const [widthPx, heightPx] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : picture instanceof HTMLImageElement
        ? [picture.naturalWidth, picture.naturalHeight]
        : picture instanceof HTMLCanvasElement && picture.width !== 300
          ? [picture.width, picture.height]
          : [0, 0];
  return widthPx >= 16 && heightPx >= 16 ? { widthPx, heightPx } : null;
}
