/** What the pointer rests on in the scene: name, state, value and age; of a cluster what is inside, worst first. */
import { useEffect, useState } from 'react';
import type { Picked, SceneHost } from '#scene/contract.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { deviceQuality, readPoints } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { worstFirst } from './worstFirst.ts';

const shownOfCluster = 6;

interface Tip {
  readonly deviceKeys: readonly string[];
  readonly xPx: number;
  readonly yPx: number;
}

function keysOf(picked: Picked | null): readonly string[] {
  if (picked?.kind === 'device') return [picked.deviceId];
  return picked?.kind === 'cluster' ? picked.deviceIds : [];
}

export function SceneTip({ scene }: { scene: SceneHost | null }) {
  const { t } = useText();
  const [tip, setTip] = useState<Tip | null>(null);
  const devices = useFacts((facts) => facts.devices);
  const alarms = useFacts((facts) => facts.alarms);
  useEffect(() => {
    if (!scene) return;
    let at = { xPx: 0, yPx: 0 };
    const follow = (event: PointerEvent) => {
      const { left, top } = scene.element.getBoundingClientRect();
      at = { xPx: event.clientX - left, yPx: event.clientY - top };
    };
    const hide = () => setTip(null);
    scene.element.addEventListener('pointermove', follow, { capture: true, passive: true });
    scene.element.addEventListener('pointerdown', hide);
    const stop = scene.on('hover', (picked) => {
      const deviceKeys = keysOf(picked);
      setTip(deviceKeys.length > 0 ? { deviceKeys, ...at } : null);
    });
    return () => {
      stop();
      scene.element.removeEventListener('pointermove', follow, { capture: true });
      scene.element.removeEventListener('pointerdown', hide);
    };
  }, [scene]);
  if (!tip || !scene) return null;
  const listed = worstFirst(
    tip.deviceKeys.flatMap((key) => devices.get(key) ?? []),
    alarms,
  );
  const { clientWidth, clientHeight } = scene.element;
  return (
    <div
      className="scene-tip"
      role="tooltip"
      style={{
        ...(tip.xPx > clientWidth / 2 ? { right: clientWidth - tip.xPx + 16 } : { left: tip.xPx + 16 }),
        ...(tip.yPx > clientHeight / 2 ? { bottom: clientHeight - tip.yPx + 12 } : { top: tip.yPx + 12 }),
      }}
    >
      {listed.slice(0, shownOfCluster).map(({ device, alarm }) => (
        <DeviceLine key={device.key} device={device} alarm={alarm} />
      ))}
      {listed.length > shownOfCluster && (
        <p className="hint">{t('scene.tip.more', { n: listed.length - shownOfCluster })}</p>
      )}
    </div>
  );
}

function DeviceLine({ device, alarm }: { device: DeviceRecord; alarm: AlarmRecord | null }) {
  const screen = useScreen();
  const { t, local } = useText();
  const words = useFacts((facts) => facts.words);
  const { columns } = useFacts((facts) => facts.shown);
  const heard = readPoints(device, columns, words).filter(
    ({ timeMs, value }) => timeMs > 0 && !Number.isNaN(value),
  );
  const { headline } = systemOrUnknown(device.system);
  const first = heard.find(({ id }) => headline.includes(id)) ?? heard[0];
  const quality = deviceQuality(device, columns);
  const state = alarm
    ? local(alarm.name)
    : quality === 'good'
      ? t('scene.tip.normal')
      : t(`quality.${quality}`);
  return (
    <p className={alarm ? `p${alarm.priority}` : quality}>
      <b>{local(device.name)}</b>
      <span>{state}</span>
      {first && (
        <span className="value">
          {first.word === null ? first.value.toFixed(first.decimals) : local(first.word)} {first.unit}
        </span>
      )}
      {first && <small>{t('mode.ago', { age: ageText(t, screen.clock.instantMs() - first.timeMs) })}</small>}
    </p>
  );
}
