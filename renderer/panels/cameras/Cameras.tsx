/** Right: the cameras nearest to what is selected. Pictures follow the clock where there is a recording. */
import { useEffect, useMemo } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { selectDevice } from '#commands/focus.ts';
import { CameraTile } from './CameraTile.tsx';

const shownAtMost = 4;

/** Cameras that look towards a point come before those that are merely near. */
export function nearestCameras(devices: Iterable<DeviceRecord>, to: Enu, count: number): DeviceRecord[] {
  const ranked: { device: DeviceRecord; score: number }[] = [];
  for (const device of devices) {
    if (!device.camera || !device.positionEnu) continue;
    const [dx, dy] = [to[0] - device.positionEnu[0], to[1] - device.positionEnu[1]];
    const distanceM = Math.hypot(dx, dy);
    const turn = Math.abs(
      Math.atan2(
        Math.sin(Math.atan2(dy, dx) - device.camera.headingRad),
        Math.cos(Math.atan2(dy, dx) - device.camera.headingRad),
      ),
    );
    const sees = distanceM < 1 || (turn < device.camera.fovRad / 2 && distanceM < device.camera.rangeM * 1.5);
    ranked.push({ device, score: distanceM * (sees ? 1 : 3) });
  }
  return ranked
    .sort((a, b) => a.score - b.score)
    .slice(0, count)
    .map(({ device }) => device);
}

export function Cameras() {
  const screen = useScreen();
  const { t } = useText();
  const devices = useFacts((facts) => facts.devices);
  const selection = useChoices((choices) => choices.selection);
  const plan = useFacts((facts) => facts.plan);
  const openIncidentId = useChoices((choices) => choices.openIncidentId);
  const incident = useFacts(({ incidents }) => incidents.find(({ id }) => id === openIncidentId));
  const target = useMemo((): Enu | null => {
    if (selection?.kind === 'device') return devices.get(selection.key)?.positionEnu ?? null;
    if (selection?.kind === 'place')
      return plan.places.find((place) => place.id === selection.id)?.box?.centreEnu ?? null;
    return incident?.positionEnu ?? null;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection, devices, plan, openIncidentId]);
  const chosen = useMemo(() => {
    if (selection?.kind === 'device') {
      const device = devices.get(selection.key);
      if (device?.camera && device.positionEnu)
        return [
          device,
          ...nearestCameras(
            [...devices.values()].filter((one) => one !== device && one.system === 'cctv'),
            device.positionEnu,
            2,
          ),
        ];
    }
    return nearestCameras(
      [...devices.values()].filter((one) => one.system === 'cctv' || target),
      target ?? [0, 0, 0],
      target ? 2 : shownAtMost,
    );
  }, [devices, selection, target]);

  const leads = selection?.kind === 'device' && chosen[0]?.key === selection.key;

  useEffect(() => {
    screen.scene.current()?.showFrustums(target ? chosen.map((device) => device.key) : []);
  }, [screen, chosen, target]);

  return (
    <section className="panel cameras" aria-label={t('cameras.title')}>
      {target && <h3>{t('cameras.near')}</h3>}
      {chosen.length === 0 && <p className="empty">{t('cameras.none')}</p>}
      <div className={`camera-grid ${leads ? 'lead' : ''}`}>
        {chosen.map((device) => (
          <CameraTile key={device.key} device={device} onOpen={() => selectDevice(screen, device.key)} />
        ))}
      </div>
    </section>
  );
}
