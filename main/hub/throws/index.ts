/**
 * The room of thrown objects: calibrations of cameras, and what a back-trace is computed from. It puts together and
 * ranks nothing: who may look computes it, and the look is written down.
 */
import { calibratedCamera } from '#shared/incidents/calibratedCamera.ts';
import { throwTrackOf, type ThrowTrack } from '#shared/incidents/throwTrack.ts';
import type { Camera } from '#shared/physics/ballistics/camera.ts';
import { watchedFacade } from '#shared/physics/ballistics/watchedFacade.ts';
import type { CameraCalibration } from '#shared/protocol/calibration.ts';
import type { EventRecord, IncidentRecord } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import type { ThrowTrace, TracedSighting, WatchedPicture } from '#shared/protocol/throwTrace.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { EventLog, Incidents } from '../incidents/index.ts';
import type { ModelRoom } from '../models/index.ts';
import type { Records } from '../records/index.ts';
import type { Twin, TwinDevice } from '../twin/index.ts';
import { createCalibrations, type Calibrations } from './calibrations.ts';
import { coverageOf } from './coverage.ts';
import { planned, plannedCovariance, type PictureSize } from './plannedPose.ts';
import { createWallOpenings, tracedOpenings } from './wallOpenings.ts';

export { createLooks } from './looks.ts';

export interface Throws {
  readonly calibrations: Calibrations;
  /** What a camera watches in a picture of this size: the wall's openings, and from where it looks as far as is known. */
  watched(compound: string, deviceKey: string, size: PictureSize): Promise<Result<WatchedPicture>>;
  /** All windows, and all cameras that watch façades. */
  coverage(compound: string): Promise<Result<ThrowCoverage>>;
  /** Of the incident's newest throw, or the one that is asked for, by all cameras that saw it. */
  trace(incidentId: string, eventId: string | null): Promise<Result<ThrowTrace>>;
}

/** Around the incident; a camera tells after the object has landed. */
const BEFORE_MS = 60_000;
const AFTER_MS = 600_000;
/** Another camera's throw within so many milliseconds is the same one. */
const SAME_MS = 5000;
/** Between recorders that nobody compared, standard deviation: what may be the same throw lies within two. */
const CLOCK_S = 2.5;
const LEAST_POINTS = 4;

interface Seen {
  readonly event: EventRecord;
  readonly device: TwinDevice;
  readonly track: ThrowTrack;
}

export function createThrows(rooms: {
  readonly records: Records;
  readonly now: () => number;
  readonly twin: Twin;
  readonly events: EventLog;
  readonly incidents: Incidents;
  readonly models: ModelRoom;
}): Throws {
  const { twin, events, incidents, models } = rooms;
  const calibrations = createCalibrations(rooms);
  const openingsOf = createWallOpenings(models);

  /** The throw that is asked for, else the incident's newest, then what other cameras saw at the same time; and all that could be asked for. */
  function seenOf(
    { compound, startedAtMs, deviceKeys, entries }: IncidentRecord,
    eventId: string | null,
  ): { readonly all: readonly Seen[]; readonly seen: readonly Seen[] } {
    const devices = twin.compounds.get(compound)?.devices;
    // What devices told, not what people did long after; what came late happened before the incident was opened.
    const toldMs = entries.flatMap(({ kind, by, atMs }) =>
      (kind === 'alarm' || kind === 'event') && by === null ? [atMs] : [],
    );
    const beganMs = Math.min(startedAtMs, ...toldMs);
    const all = events
      .window(compound, beganMs - BEFORE_MS, Math.max(startedAtMs, ...toldMs) + AFTER_MS)
      .flatMap((event): Seen[] => {
        const device = devices?.get(event.deviceKey);
        const track = event.type === 'throw' ? throwTrackOf(event.data) : null;
        return device && track && track.points.length >= LEAST_POINTS ? [{ event, device, track }] : [];
      });
    // Opened by hand it is the nearest in time; opened by a camera, that camera's, or what another saw at the same time.
    const reachMs = deviceKeys.some((key) => key.startsWith('throw-camera/')) ? SAME_MS : AFTER_MS;
    const asked = all.find(({ event }) => String(event.seq) === eventId);
    const first =
      asked ??
      all.findLast(({ event }) => deviceKeys.includes(event.deviceKey)) ??
      all
        .filter((one) => offOf(one, startedAtMs) <= reachMs)
        .toSorted((a, b) => offOf(a, startedAtMs) - offOf(b, startedAtMs))[0];
    if (!first) return { all, seen: [] };
    const others = all.filter(
      ({ event }) =>
        event.deviceKey !== first.event.deviceKey && Math.abs(event.atMs - first.event.atMs) <= SAME_MS,
    );
    const best = new Map<string, Seen>([[first.event.deviceKey, first]]);
    for (const other of others) {
      const held = best.get(other.event.deviceKey);
      if (!held || held.track.points.length < other.track.points.length)
        best.set(other.event.deviceKey, other);
    }
    return { all, seen: [...best.values()] };
  }

  /** The wall that a camera watches. */
  async function wallOf(compound: string, camera: Camera) {
    const plan = twin.compounds.get(compound)?.plan ?? emptyPlan;
    const candidates = await openingsOf(compound, plan, camera.positionEnu);
    const wall = watchedFacade(
      camera,
      candidates.map((one) => one.wall),
    );
    if (!wall) return failure('throw-no-facade');
    return success({ ...wall, openings: tracedOpenings(wall, candidates) });
  }

  return {
    calibrations,
    async watched(compound, deviceKey, size) {
      const device = twin.compounds.get(compound)?.devices.get(deviceKey);
      if (!device) return failure('no-device', { device: deviceKey });
      const [calibration = null] = calibrations.list(compound, deviceKey);
      const camera = calibration ? calibratedCamera(calibration, size) : planned(device, size);
      if (!camera) return failure('throw-no-pose');
      const wall = await wallOf(compound, camera);
      return wall.ok ? success({ camera, calibration, openings: wall.value.openings }) : wall;
    },
    async coverage(compound) {
      const known = twin.compounds.get(compound);
      if (!known) return failure('no-compound', { compound });
      const candidates = await openingsOf(compound, known.plan, null);
      return success(coverageOf(known.devices.values(), known.plan.places, candidates, calibrations));
    },
    async trace(incidentId, eventId) {
      const incident = incidents.store.find(incidentId);
      if (!incident) return failure('no-incident');
      const { all, seen } = seenOf(incident, eventId);
      const [first] = seen;
      if (!first) return failure('throw-no-track');
      const atMs = first.event.atMs;
      const sightings = seen.flatMap((one) => {
        const { compound, deviceKey, atMs: thenMs } = one.event;
        return sightingOf(one, calibrations.at(compound, deviceKey, thenMs), atMs, one === first) ?? [];
      });
      const [own] = sightings;
      if (!own || own.deviceKey !== first.event.deviceKey) return failure('throw-no-pose');
      const wall = await wallOf(incident.compound, own.camera);
      return wall.ok
        ? success({
            version: 1,
            incidentId,
            eventId: String(first.event.seq),
            throws: throwsAmong(all, seen).map(({ event, device }) => ({
              eventId: String(event.seq),
              atMs: event.atMs,
              deviceName: device.record.name,
            })),
            atMs,
            ...wall.value,
            sightings,
          })
        : wall;
    },
  };
}

/** Each throw by one of its cameras: what is traced by the one that leads it, others by the first that told of them. */
function throwsAmong(all: readonly Seen[], traced: readonly Seen[]): readonly Seen[] {
  const [leading] = traced;
  const others = all.filter((one) => !traced.includes(one)).toSorted((a, b) => a.event.atMs - b.event.atMs);
  const groups: Seen[][] = [];
  for (const one of others) {
    const { atMs, deviceKey } = one.event;
    const group = groups.find(
      ([first, ...rest]) =>
        first !== undefined &&
        atMs - first.event.atMs <= SAME_MS &&
        // The same camera twice is two throws.
        [first, ...rest].every(({ event }) => event.deviceKey !== deviceKey),
    );
    if (group) group.push(one);
    else groups.push([one]);
  }
  return [...(leading ? [leading] : []), ...groups.flatMap(([first]) => first ?? [])].toSorted(
    (a, b) => a.event.seq - b.event.seq,
  );
}

const offOf = ({ event }: Seen, ms: number): number => Math.abs(event.atMs - ms);

/** Null where nobody knows where the camera hangs and looks. */
function sightingOf(
  { event, device, track }: Seen,
  calibration: CameraCalibration | null,
  zeroMs: number,
  isFirst: boolean,
): TracedSighting | null {
  const camera = calibration ? calibratedCamera(calibration, track) : planned(device, track);
  if (!camera) return null;
  const shiftS = (event.atMs - zeroMs) / 1000;
  return {
    deviceKey: event.deviceKey,
    deviceName: device.record.name,
    eventId: String(event.seq),
    calibration: calibration && { id: calibration.id, by: calibration.by, atMs: calibration.atMs },
    dropped: track.dropped,
    camera,
    poseCovariance: calibration ? calibration.covariance : plannedCovariance(),
    noisePx: track.noisePx,
    clockS: isFirst ? 0 : CLOCK_S,
    track: track.points.map((point) => ({ ...point, timeS: point.timeS + shiftS })),
  };
}
