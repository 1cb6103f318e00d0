/**
 * A camera is calibrated by corners of windows: its picture with the model's corners over it, at least four of which a
 * person puts where they really are. The others then fall into place, and what is left over is drawn as arrows.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Marking } from './Marking.tsx';
import { Still, type StillSource } from './Still.tsx';
import { useWatched, type PictureSize } from './useCalibration.ts';

export function Calibration() {
  const screen = useScreen();
  const key = useChoices((choices) => choices.calibrated);
  const device = useFacts(({ devices }) => (key === null ? undefined : devices.get(key)));
  const close = () => screen.choices.setState({ overlay: null, calibrated: null });
  return device ? <CalibrationOf key={device.key} device={device} onClose={close} /> : null;
}

function CalibrationOf({ device, onClose }: { device: DeviceRecord; onClose: () => void }) {
  const { t, local, said } = useText();
  const file = useRef<HTMLInputElement>(null);
  const [source, setSource] = useState<StillSource>(
    device.video ? { kind: 'live', video: device.video } : { kind: 'none' },
  );
  const url = source.kind === 'file' ? source.url : null;
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url]);
  const [size, setSize] = useState<PictureSize | null>(null);
  const watched = useWatched(device, size);
  const known = useCallback(
    (told: PictureSize) =>
      setSize((before) =>
        before?.widthPx === told.widthPx && before.heightPx === told.heightPx ? before : told,
      ),
    [],
  );
  const still = (
    <Still
      key={source.kind === 'file' ? source.url : source.kind}
      device={device}
      source={source}
      onSize={known}
    />
  );
  return (
    <Dialog title={t('calibrate.title', { camera: local(device.name) })} wide onClose={onClose}>
      <div className="calibration" data-testid="calibration">
        <p className="hint">{t('calibrate.how')}</p>
        {!size && (
          <p className="hint">{t(source.kind === 'none' ? 'calibrate.nopicture' : 'calibrate.loading')}</p>
        )}
        {watched && !watched.ok && <p className="fault">{said(watched.error)}</p>}
        {size && watched?.ok ? (
          <Marking device={device} size={size} watched={watched.value} onSaved={onClose} picture={still} />
        ) : (
          // Its size is known when it is there.
          <div className="corner-picture waiting">{still}</div>
        )}
        <p className="calibration-source">
          <button type="button" onClick={() => file.current?.click()}>
            {t('calibrate.file')}
          </button>
          {device.video && source.kind === 'file' && (
            <button
              type="button"
              onClick={() => device.video && setSource({ kind: 'live', video: device.video })}
            >
              {t('calibrate.live')}
            </button>
          )}
          <input
            ref={file}
            type="file"
            accept="image/*"
            hidden
            data-testid="calibration-file"
            onChange={({ target }) => {
              const [picture] = target.files ?? [];
              if (!picture) return;
              setSize(null);
              setSource({ kind: 'file', url: URL.createObjectURL(picture) });
            }}
          />
        </p>
      </div>
    </Dialog>
  );
}
