/** One camera: its picture, what time it shows, and what can be done with it. It never lies about time. */
import { Camera, Maximize2 } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { whyNotAct, mayDo } from '#commands/command.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { deviceQuality, pointValue } from '#state/reading.ts';
import { useInstant } from '#state/useInstant.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { CameraPicture } from './CameraPicture.tsx';
import { latest, waiting, type Signal } from './cameraSignal.ts';
import { keepPicture } from './keepPicture.ts';

const said = {
  'no-recording': 'cameras.norecording',
  unseekable: 'cameras.unseekable',
  waiting: 'cameras.waiting',
} as const satisfies Partial<Record<Signal['kind'], TextKey>>;

/** Why there is no picture; null where there is one, though it may be old. */
function whyDark(device: DeviceRecord, signal: Signal, offline: boolean): TextKey | null {
  if (!device.video) return 'cameras.nosource';
  if (offline) return 'cameras.offline';
  if (signal.kind === 'lost') return signal.lastFrameMs === null ? 'cameras.nosignal' : null;
  return signal.kind === 'playing' ? null : said[signal.kind];
}

export function CameraTile({ device, onOpen }: { device: DeviceRecord; onOpen: () => void }) {
  const { t, local } = useText();
  const tile = useRef<HTMLDivElement>(null);
  const [signal, setSignal] = useState<Signal>(waiting);
  const offline = useFacts(
    ({ shown: { columns } }) =>
      device.video !== null &&
      (pointValue(device, 'online', columns) === 0 || deviceQuality(device, columns) === 'stale'),
  );
  const take = useCallback((news: Signal) => setSignal((known) => latest(known, news)), []);
  const dark = whyDark(device, signal, offline);
  return (
    <div
      ref={tile}
      className={`camera-tile ${dark ? 'dark' : ''}`}
      data-camera={device.id}
      data-signal={device.video ? signal.kind : 'none'}
    >
      <button className="camera-open" onClick={onOpen} aria-label={local(device.name)}>
        {device.video && <CameraPicture device={device} video={device.video} onSignal={take} />}
        {dark && <span className="camera-said">{t(dark)}</span>}
        <span className="camera-name">{local(device.name)}</span>
      </button>
      {!dark && <PictureTime device={device} signal={signal} />}
      <span className="camera-actions">
        <KeepPicture device={device} signal={signal} picture={() => tile.current} disabled={dark !== null} />
        <button
          className="icon-button"
          aria-label={t('cameras.full')}
          title={t('cameras.full')}
          onClick={() => void toggleFull(tile.current)}
        >
          <Maximize2 size="1em" />
        </button>
      </span>
    </div>
  );
}

async function toggleFull(element: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await element?.requestFullscreen();
}

/** Live, recorded, a loop of the demo, or how old the last frame is; and the time of what is seen. */
function PictureTime({ device, signal }: { device: DeviceRecord; signal: Signal }) {
  const { t } = useText();
  const { clock } = useScreen();
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(1000);
  if (signal.kind === 'lost' && signal.lastFrameMs !== null)
    return (
      <span className="camera-badge old">
        {t('cameras.lastframe', { age: ageText(t, clock.hubNowMs() - signal.lastFrameMs) })}
      </span>
    );
  if (device.video?.loop) return <span className="camera-badge">{t('cameras.loop')}</span>;
  const recorded = replaying || device.video?.recordedFromMs !== undefined;
  return (
    <span className={`camera-badge ${recorded ? 'recorded' : 'live'}`}>
      {t(recorded ? 'cameras.recorded' : 'cameras.live')} <ClockTime atMs={instant} />
    </span>
  );
}

/** The picture as it is seen goes onto the timeline of the open incident. */
function KeepPicture(props: {
  readonly device: DeviceRecord;
  readonly signal: Signal;
  readonly picture: () => HTMLElement | null;
  readonly disabled: boolean;
}) {
  const { t } = useText();
  const screen = useScreen();
  const incidentId = useChoices((choices) => choices.openIncidentId);
  const away = useFacts(() => whyNotAct(screen) === 'why.lost');
  if (incidentId === null || !mayDo(screen, 'incidents.act')) return null;
  return (
    <button
      className="icon-button"
      disabled={props.disabled || away}
      aria-label={t('cameras.keep')}
      title={t(away ? 'why.lost' : 'cameras.keep')}
      data-testid="keep-picture"
      onClick={() => {
        const { signal } = props;
        const lastMs = signal.kind === 'lost' ? signal.lastFrameMs : null;
        void keepPicture(
          screen,
          incidentId,
          props.device,
          props.picture(),
          lastMs ?? screen.clock.instantMs(),
        );
      }}
    >
      <Camera size="1em" />
    </button>
  );
}
