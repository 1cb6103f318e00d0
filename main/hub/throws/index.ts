/**
 * The room of thrown objects: calibrations of cameras, and what a back-trace is computed from. It puts together and
 * ranks nothing: who may look computes it, and the look is written down.
 */
import { calibratedCamera } from '#shared/incidents/calibratedCamera.ts';
import { throwTrackOf, type ThrowTrack } from '#shared/incidents/throwTrack.ts';
import type { Camera } from '#shared/physics/ballistics/camera.ts';
import { watchedFacade } from '#shared/physics/ballistics/watchedFacade.ts';
import type { CameraCalibration } from '#shared/protocol/calibration.ts';
import type { DeviceRecord, EventRecord, IncidentRecord } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import type { ThrowTrace, TracedSighting, WatchedPicture } from '#shared/protocol/throwTrace.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { EventLog, Incidents } from '../incidents/index.ts';
import type { ModelRoom } from '../models/index.ts';
import type { Records } from '../records/index.ts';
import type { Twin } from '../twin/index.ts';
import { createCalibrations, type Calibrations } from './calibrations.ts';
import { coverageOf } from './coverage.ts';
import { planned, plannedCovariance, type PictureSize } from './plannedPose.ts';
import { createPairing, type Told } from './sameThrow.ts';
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
/** An incident that a camera opened is about what was thrown within so many milliseconds. */
const SAME_MS = 5000;
/** Between recorders that nobody compared, standard deviation: what may be the same throw lies within two. */
const CLOCK_S = 2.5;
const LEAST_POINTS = 4;

interface Posed {
  readonly camera: Camera;
  /** Null where the plan alone tells. */
  readonly calibration: CameraCalibration | null;
}

type Wall = Pick<ThrowTrace, 'facade' | 'openings'>;

interface Seen extends Told {
  readonly event: EventRecord;
  /** As its camera hangs, or hung before it was removed. */
  readonly device: DeviceRecord;
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

  /** Throws that cameras told around the incident, oldest first, each with a track that can be traced. */
  function toldAround({ compound, startedAtMs, entries }: IncidentRecord): readonly Seen[] {
    const devices = twin.compounds.get(compound)?.devices;
    // What devices told, not what people did long after; what came late happened before the incident was opened.
    const toldMs = entries.flatMap(({ kind, by, atMs }) =>
      (kind === 'alarm' || kind === 'event') && by === null ? [atMs] : [],
    );
    const fromMs = Math.min(startedAtMs, ...toldMs) - BEFORE_MS;
    const former = new Map(twin.formerAt(compound, fromMs).map(({ record }) => [record.key, record]));
    return events
      .window(compound, fromMs, Math.max(startedAtMs, ...toldMs) + AFTER_MS)
      .flatMap((event): Seen[] => {
        const device = devices?.get(event.deviceKey)?.record ?? former.get(event.deviceKey);
        const track = event.type === 'throw' ? throwTrackOf(event.data) : null;
        if (!device || !track || track.points.length < LEAST_POINTS) return [];
        const { deviceKey, atMs } = event;
        return [{ deviceKey, atMs, event, device, track }];
      });
  }

  /** From where a camera looks, as far as is known. */
  function poseOf({ event, device, track }: Seen): Posed | null {
    const calibration = calibrations.at(event.compound, event.deviceKey, event.atMs);
    const camera = calibration ? calibratedCamera(calibration, track) : planned(device, track);
    return camera && { camera, calibration };
  }

  /** Of cameras whose pose is known, by key. */
  async function wallsOf(compound: string, told: readonly Seen[]): Promise<ReadonlyMap<string, Wall>> {
    const walls = new Map<string, Wall>();
    for (const one of new Map(told.map((each) => [each.deviceKey, each])).values()) {
      const pose = poseOf(one);
      const wall = pose && (await wallOf(compound, pose.camera));
      if (wall?.ok) walls.set(one.deviceKey, wall.value);
    }
    return walls;
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
      const camera = calibration ? calibratedCamera(calibration, size) : planned(device.record, size);
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
      const { compound } = incident;
      const told = toldAround(incident);
      const first = leadingOf(incident, told, eventId);
      if (!first) return failure('throw-no-track');
      const pose = poseOf(first);
      if (!pose) return failure('throw-no-pose');
      const wall = await wallOf(compound, pose.camera);
      if (!wall.ok) return wall;
      const walls = await wallsOf(compound, told);
      const areBeside = (key: string, other: string) => isSameWall(walls.get(key), walls.get(other));
      const sightsOf = createPairing(told, areBeside);
      const seen = [first, ...sightsOf(first)];
      // Its own cameras' throws, and what others told of their walls; of one opened by hand nobody knows which are its own.
      const own = incident.deviceKeys.filter(isThrowCamera);
      const all = told.filter(
        ({ deviceKey }) =>
          own.length === 0 || own.some((key) => key === deviceKey || areBeside(key, deviceKey)),
      );
      const throws = throwsAmong(all, seen, sightsOf);
      return success({
        version: 1,
        incidentId,
        eventId: String(first.event.seq),
        throws: throws.map(({ event, device }) => ({
          eventId: String(event.seq),
          atMs: event.atMs,
          deviceName: device.name,
        })),
        atMs: first.atMs,
        ...wall.value,
        sightings: seen.flatMap((one) => sightingOf(one, poseOf(one), first) ?? []),
      });
    },
  };
}

const isThrowCamera = (key: string): boolean => key.startsWith('throw-camera/');

/** The throw that is asked for, else the incident's newest, else the nearest in time that may be its own. */
function leadingOf(
  { startedAtMs, deviceKeys }: IncidentRecord,
  told: readonly Seen[],
  eventId: string | null,
): Seen | undefined {
  const off = ({ atMs }: Seen) => Math.abs(atMs - startedAtMs);
  // Opened by hand it is the nearest in time; opened by a camera, that camera's, or what another saw at the same time.
  const reachMs = deviceKeys.some(isThrowCamera) ? SAME_MS : AFTER_MS;
  return (
    told.find(({ event }) => String(event.seq) === eventId) ??
    told.findLast(({ deviceKey }) => deviceKeys.includes(deviceKey)) ??
    told.filter((one) => off(one) <= reachMs).toSorted((a, b) => off(a) - off(b))[0]
  );
}

/** Each throw by one of its cameras: what is traced by the one that leads it, others by the first that told of them. */
function throwsAmong(
  told: readonly Seen[],
  traced: readonly Seen[],
  sightsOf: (one: Seen) => readonly Seen[],
): readonly Seen[] {
  const [leading] = traced;
  const grouped = new Set<Seen>(traced);
  const leads = leading ? [leading] : [];
  for (const one of told.toSorted((a, b) => a.atMs - b.atMs)) {
    if (grouped.has(one)) continue;
    leads.push(one);
    for (const same of [one, ...sightsOf(one)]) grouped.add(same);
  }
  return leads.toSorted((a, b) => a.event.seq - b.event.seq);
}

/** A throw at another house at the same time is another throw, and so is one on the other side of the house. */
function isSameWall(a: Wall | undefined, b: Wall | undefined): boolean {
  if (!a || !b) return false;
  const [ax, ay] = a.facade.outwardUnit;
  const [bx, by] = b.facade.outwardUnit;
  const ids = new Set(a.openings.map(({ id }) => id));
  return ax * bx + ay * by > 0 && b.openings.some(({ id }) => ids.has(id));
}

/** Null where nobody knows where the camera hangs and looks. */
function sightingOf({ event, device, track }: Seen, pose: Posed | null, first: Seen): TracedSighting | null {
  if (!pose) return null;
  const { camera, calibration } = pose;
  const shiftS = (event.atMs - first.atMs) / 1000;
  return {
    deviceKey: event.deviceKey,
    deviceName: device.name,
    eventId: String(event.seq),
    calibration: calibration && { id: calibration.id, by: calibration.by, atMs: calibration.atMs },
    dropped: track.dropped,
    camera,
    poseCovariance: calibration ? calibration.covariance : plannedCovariance(),
    noisePx: track.noisePx,
    clockS: event === first.event ? 0 : CLOCK_S,
    track: track.points.map((point) => ({ ...point, timeS: point.timeS + shiftS })),
  };
}
