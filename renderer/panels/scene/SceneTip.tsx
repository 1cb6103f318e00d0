/** What the pointer rests on in the scene: name, state, value and age; of a cluster what is inside, worst first. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Picked, SceneHost } from '#scene/contract.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { deviceQuality, readPoints } from '#state/reading.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { useScreen } from '#state/useScreen.tsx';
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
  const [tip, setTip] = useState<Tip | null>(null);
  const screen = useScreen();
  const held = useSyncExternalStore(screen.held.subscribe, screen.held.current);
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
  const { clientWidth, clientHeight } = scene.element;
  const isHeld = held !== null && tip.xPx < clientWidth * held.share();
  return (
    <div
      className="scene-tip"
      role="tooltip"
      style={{
        ...(tip.xPx > clientWidth / 2 ? { right: clientWidth - tip.xPx + 16 } : { left: tip.xPx + 16 }),
        ...(tip.yPx > clientHeight / 2 ? { bottom: clientHeight - tip.yPx + 12 } : { top: tip.yPx + 12 }),
      }}
    >
      <Devices of={isHeld ? held.screen : screen} keys={tip.deviceKeys} />
    </div>
  );
}

/** As they stand at the instant of the screen that is given. */
function Devices({ of, keys }: { of: ScreenContext; keys: readonly string[] }) {
  const { t } = useText();
  const devices = useStore(of.facts, (facts) => facts.devices);
  const alarms = useStore(of.facts, (facts) => facts.alarms);
  const listed = worstFirst(
    keys.flatMap((key) => devices.get(key) ?? []),
    alarms,
  );
  return (
    <>
      {listed.slice(0, shownOfCluster).map(({ device, alarm }) => (
        <DeviceLine key={device.key} of={of} device={device} alarm={alarm} />
      ))}
      {listed.length > shownOfCluster && (
        <p className="hint">{t('scene.tip.more', { n: listed.length - shownOfCluster })}</p>
      )}
    </>
  );
}

function DeviceLine({
  of,
  device,
  alarm,
}: {
  of: ScreenContext;
  device: DeviceRecord;
  alarm: AlarmRecord | null;
}) {
  const { t, local } = useText();
  const words = useStore(of.facts, (facts) => facts.words);
  const { columns } = useStore(of.facts, (facts) => facts.shown);
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
      {first && <small>{t('mode.ago', { age: ageText(t, of.clock.instantMs() - first.timeMs) })}</small>}
    </p>
  );
}
