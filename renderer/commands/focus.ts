/** To look at something: choosing it, and flying there. */
import type { CameraPose } from '#scene/contract.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const deviceRadiusM = 22;

export function flyToPoint({ scene }: ScreenContext, positionEnu: Enu, radiusM = deviceRadiusM): void {
  void scene.current()?.flyTo({ positionEnu, radiusM });
}

/** What the camera sees, from a step behind it. */
function throughCamera([x, y, z]: Enu, { headingRad, pitchRad, rangeM }: CameraMeta): CameraPose {
  const [dx, dy, dz] = [
    Math.cos(headingRad) * Math.cos(pitchRad),
    Math.sin(headingRad) * Math.cos(pitchRad),
    Math.sin(pitchRad),
  ];
  return {
    eyeEnu: [x - dx * 1.5, y - dy * 1.5, Math.max(1.5, z - dz * 1.5)],
    targetEnu: [x + dx * rangeM * 0.6, y + dy * rangeM * 0.6, Math.max(1, z + dz * rangeM * 0.6)],
  };
}

export function flyToBox(screen: ScreenContext, box: OrientedBox): void {
  flyToPoint(screen, box.centreEnu, Math.max(8, Math.hypot(...box.sizeM) / 2));
}

export function flyToModel(screen: ScreenContext, model: ModelManifest): void {
  if (!model.bounds) return;
  const { models, plan } = screen.facts.getState();
  const [dx, dy, dz] = standingShifts(models, plan).get(model.id) ?? [0, 0, 0];
  const { minEnu, maxEnu } = model.bounds;
  flyToPoint(
    screen,
    [(minEnu[0] + maxEnu[0]) / 2 + dx, (minEnu[1] + maxEnu[1]) / 2 + dy, (minEnu[2] + maxEnu[2]) / 2 + dz],
    Math.hypot(maxEnu[0] - minEnu[0], maxEnu[1] - minEnu[1], maxEnu[2] - minEnu[2]) / 2,
  );
}

export function selectDevice(screen: ScreenContext, key: string, fly = true): void {
  const device = screen.facts.getState().devices.get(key);
  if (!device) return;
  screen.choices.setState({ selection: { kind: 'device', key } });
  if (fly && device.positionEnu)
    void screen.scene
      .current()
      ?.flyTo(
        device.camera
          ? throughCamera(device.positionEnu, device.camera)
          : { positionEnu: device.positionEnu, radiusM: deviceRadiusM },
      );
}

export function selectPlace(screen: ScreenContext, id: string): void {
  const place = screen.facts.getState().plan.places.find((one) => one.id === id);
  if (!place) return;
  screen.choices.setState({ selection: { kind: 'place', id } });
  if (place.box) flyToBox(screen, place.box);
}

/** Chooses an alarm alone and shows where it is. */
export function selectAlarm(screen: ScreenContext, alarm: AlarmRecord): void {
  screen.choices.setState({ chosenAlarmIds: [alarm.id] });
  if (screen.facts.getState().devices.has(alarm.deviceKey)) selectDevice(screen, alarm.deviceKey);
  else if (alarm.positionEnu) flyToPoint(screen, alarm.positionEnu);
}

export function showView(screen: ScreenContext, index: number): void {
  const view = screen.facts.getState().plan.views[index];
  if (view) void screen.scene.current()?.flyTo({ eyeEnu: view.eyeEnu, targetEnu: view.targetEnu });
}
