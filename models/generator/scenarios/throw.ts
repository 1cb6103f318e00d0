/**
 * An object thrown from a fifth floor in front of a throw camera. The track is ballistics with quadratic drag,
 * a = −g·ẑ − k·|v|·v, sampled as a 25 fps camera with 3D calibration would report it.
 */
import type { ThrowPixels } from '#shared/incidents/throwTrack.ts';
import { projectionOf, rotationMatrix } from '#shared/physics/ballistics/camera.ts';
import { plannedCamera } from '#shared/physics/ballistics/pinhole.ts';
import type { CompoundPlan, Enu, OrientedBox, Place } from '#shared/twin/compound.ts';
import type { ScenarioMessage } from '#shared/compounds/scenario.ts';
import type { CameraMeta, PlannedDevice } from '#shared/protocol/device.ts';

const gravityMps2 = 9.81;
/** k of a half-full drinks bottle, 1/m. */
const drag = 0.021;
const frameS = 1 / 25;
const aheadM = 16;

export interface TrackSample {
  /** Seconds since release. */
  readonly s: number;
  readonly positionEnu: Enu;
}

/** Path from release to the ground (z = 0), one sample per frame, semi-implicit Euler at 1 ms. */
export function fall(
  fromEnu: Enu,
  velocityMps: Enu,
): { readonly track: TrackSample[]; readonly impactSpeedMps: number } {
  let [x, y, z] = fromEnu;
  let [vx, vy, vz] = velocityMps;
  const track: TrackSample[] = [];
  const dt = 0.001;
  for (let step = 0; z > 0 && step < 20_000; step++) {
    const s = step * dt;
    if (track.length === 0 || s - (track.at(-1)?.s ?? 0) >= frameS - 1e-9)
      track.push({ s, positionEnu: [x, y, z] });
    const speed = Math.hypot(vx, vy, vz);
    vx -= drag * speed * vx * dt;
    vy -= drag * speed * vy * dt;
    vz -= (gravityMps2 + drag * speed * vz) * dt;
    x += vx * dt;
    y += vy * dt;
    z += vz * dt;
  }
  track.push({ s: (track.at(-1)?.s ?? 0) + frameS, positionEnu: [x, y, 0] });
  return { track, impactSpeedMps: Math.hypot(vx, vy, vz) };
}

/** Middle of the box's side that faces `towards`, 0.3 m outside the wall, 1.2 m above the floor, and its outward normal. */
export function windowOf(
  box: OrientedBox,
  towards: Enu,
): { readonly positionEnu: Enu; readonly outward: Enu } {
  const [cx, cy, cz] = box.centreEnu;
  const normal: Enu = [-Math.sin(box.yawRad), Math.cos(box.yawRad), 0];
  const side = (towards[0] - cx) * normal[0] + (towards[1] - cy) * normal[1] >= 0 ? 1 : -1;
  const reachM = box.sizeM[1] / 2 + 0.3;
  const outward: Enu = [normal[0] * side, normal[1] * side, 0];
  return {
    positionEnu: [cx + outward[0] * reachM, cy + outward[1] * reachM, cz - box.sizeM[2] / 2 + 1.2],
    outward,
  };
}

const widthPx = 1920;
const heightPx = 1080;
/** The tracker needs a few frames before it is sure that something moves. */
const unseenFrames = 5;

/** As the camera's own tracker tells it: pixels of its picture, a little off to and fro. */
function pixelsOf(
  positionEnu: Enu,
  aim: CameraMeta | undefined,
  track: readonly TrackSample[],
): ThrowPixels | null {
  if (!aim) return null;
  const { lens, rotation } = plannedCamera(positionEnu, aim, { widthPx, heightPx });
  const project = projectionOf(lens, positionEnu, rotationMatrix(rotation));
  const round = (px: number): number => Math.round(px * 10) / 10;
  const points = track.slice(unseenFrames).flatMap(({ s, positionEnu: [x, y, z] }, i) => {
    const at = project(x, y, z);
    const isSeen = at && at[0] >= 0 && at[0] <= widthPx && at[1] >= 0 && at[1] <= heightPx;
    if (!isSeen) return [];
    const point = { x: round(at[0] + Math.sin(i * 7.3)), y: round(at[1] + Math.cos(i * 5.1)) };
    return [{ s: Math.round(s * 1000) / 1000, ...point }];
  });
  return { widthPx, heightPx, noisePx: 1, points };
}

export function throwScript(
  plan: CompoundPlan,
  devices: readonly PlannedDevice[],
): readonly ScenarioMessage[] {
  const camera = devices.find((one) => one.system === 'throw-camera' && one.positionEnu && one.placeId);
  const building = camera?.placeId?.split(/[-/]/)[0];
  if (!camera?.positionEnu) return [];
  // A home in the middle of what the camera looks at.
  const [x, y] = camera.positionEnu;
  const heading = camera.camera?.headingRad ?? 0;
  const aim = [x + Math.cos(heading) * aheadM, y + Math.sin(heading) * aheadM] as const;
  const offAim = (place: Place) =>
    place.box ? Math.hypot(place.box.centreEnu[0] - aim[0], place.box.centreEnu[1] - aim[1]) : Infinity;
  const [home] = plan.places
    .filter(
      (place) => place.kind === 'household' && place.id.startsWith(`${building}-`) && /-50\d$/.test(place.id),
    )
    .sort((a, b) => offAim(a) - offAim(b));
  if (!home?.box) return [];
  const from = windowOf(home.box, camera.positionEnu);
  const velocity: Enu = [from.outward[0] * 1.9 + 0.3, from.outward[1] * 1.9, 0.4];
  const { track, impactSpeedMps } = fall(from.positionEnu, velocity);
  const landing = track.at(-1)?.positionEnu ?? from.positionEnu;
  return [
    {
      afterMs: 0,
      system: 'throw-camera',
      device: camera.id,
      event: {
        type: 'throw',
        data: {
          people: true,
          class: 'bottle',
          impactSpeedMps: Math.round(impactSpeedMps * 10) / 10,
          landingEnu: landing,
          originStorey: 5,
          originSigma: 0.4,
          pixels: pixelsOf(camera.positionEnu, camera.camera, track),
          // Times relative to the event's t, which is the instant of release.
          track: track.map((sample) => ({
            s: Math.round(sample.s * 1000) / 1000,
            p: sample.positionEnu.map((m) => Math.round(m * 1000) / 1000),
          })),
          text: {
            zh: `高空抛物：约 5 层，落地 ${impactSpeedMps.toFixed(1)} m/s`,
            en: `Thrown object: about storey 5, ${impactSpeedMps.toFixed(1)} m/s at the ground`,
          },
        },
      },
    },
    { afterMs: 2500, system: 'throw-camera', device: camera.id, state: { throws: 1 } },
  ];
}
