/**
 * Throws of a package: whether each was traced from what the cameras told and from calibrations that follow from their
 * marks, and whether the computation, done again here, gives the same answer.
 */
import { Value } from 'typebox/value';
import {
  CALIBRATIONS_PATH,
  EVENTS_PATH,
  resultPath,
  tracePath,
  type EvidenceManifest,
} from '#shared/evidence/manifest.ts';
import {
  differenceOf,
  SAME_PROBABILITY,
  traceResultOf,
  type TraceResult,
} from '#shared/evidence/traceResult.ts';
import { calibratedCamera } from '#shared/incidents/calibratedCamera.ts';
import { throwTrackOf } from '#shared/incidents/throwTrack.ts';
import { BACK_TRACE_VERSION } from '#shared/physics/ballistics/backTrace.ts';
import { calibrate } from '#shared/physics/ballistics/calibrate.ts';
import { CameraCalibration } from '#shared/protocol/calibration.ts';
import type { EventRecord } from '#shared/protocol/records.ts';
import type { ThrowTrace, TracedSighting } from '#shared/protocol/throwTrace.ts';
import type { Tell } from './finding.ts';

/** Metres and radians by which a pose may differ that was solved on another machine. */
const SAME_POSE = 1e-3;
const SAME_PX = 1e-6;
const SAME_S = 1e-6;

export function checkThrows(
  { incident, backTraceVersion }: EvidenceManifest,
  paths: readonly string[],
  read: (path: string) => unknown,
  tell: Tell,
): void {
  if (incident.kind !== 'throw') return;
  const events = new Map(
    (read(EVENTS_PATH) as readonly EventRecord[]).map((event) => [String(event.seq), event]),
  );
  const calibrations = read(CALIBRATIONS_PATH) as readonly unknown[];
  for (const path of paths) {
    const event = /^throws\/([^/]+)\/trace\.json$/.exec(path)?.[1];
    if (event === undefined) continue;
    const trace = read(tracePath(event)) as ThrowTrace;
    const isTold = trace.sightings.every((sighting) => isFromEvent(trace, sighting, events));
    tell(isTold ? 'ok' : 'altered', isTold ? 'track' : 'track-other', { event });
    for (const sighting of trace.sightings) checkCalibration(event, sighting, calibrations, tell);
    checkResult(event, trace, read(resultPath(event)) as TraceResult | null, backTraceVersion, tell);
  }
}

function isFromEvent(
  { atMs }: ThrowTrace,
  { eventId, deviceKey, track }: TracedSighting,
  events: ReadonlyMap<string, EventRecord>,
): boolean {
  const event = events.get(eventId);
  const told = event?.deviceKey === deviceKey ? throwTrackOf(event.data) : null;
  if (!event || !told || told.points.length !== track.length) return false;
  const shiftS = (event.atMs - atMs) / 1000;
  return told.points.every((point, i) => {
    const used = track[i];
    return (
      used !== undefined &&
      Math.abs(point.timeS + shiftS - used.timeS) < SAME_S &&
      Math.abs(point.xPx - used.xPx) < SAME_PX &&
      Math.abs(point.yPx - used.yPx) < SAME_PX
    );
  });
}

function checkCalibration(
  event: string,
  { calibration, camera, deviceKey, poseCovariance }: TracedSighting,
  calibrations: readonly unknown[],
  tell: Tell,
): void {
  if (!calibration) {
    tell('note', 'calibration-planned', { event, camera: deviceKey });
    return;
  }
  const record = calibrations.find(
    (one): one is CameraCalibration => Value.Check(CameraCalibration, one) && one.id === calibration.id,
  );
  const isRight =
    record !== undefined &&
    followsFromMarks(record) &&
    JSON.stringify(record.covariance) === JSON.stringify(poseCovariance) &&
    JSON.stringify(calibratedCamera(record, camera.lens)) === JSON.stringify(camera);
  tell(isRight ? 'ok' : 'altered', isRight ? 'calibration' : 'calibration-other', { event });
}

function followsFromMarks({ lens, places, positionEnu, rotation }: CameraCalibration): boolean {
  try {
    const again = calibrate(lens, places);
    const apart = [
      ...again.positionEnu.map((value, i) => value - (positionEnu[i] ?? NaN)),
      ...again.rotation.map((value, i) => value - (rotation[i] ?? NaN)),
    ];
    return apart.every((value) => Math.abs(value) < SAME_POSE);
  } catch {
    return false;
  }
}

function checkResult(
  event: string,
  trace: ThrowTrace,
  kept: TraceResult | null,
  signedVersion: number,
  tell: Tell,
): void {
  const apart = differenceOf(kept, traceResultOf(trace));
  const difference = apart.toExponential(1);
  // The version that the result names is the one that was signed.
  const version = kept?.version ?? signedVersion;
  if (version !== signedVersion) return tell('altered', 'repeated-other', { event, difference });
  if (apart <= SAME_PROBABILITY) tell('ok', 'repeated', { event, difference });
  else if (version === BACK_TRACE_VERSION) tell('altered', 'repeated-other', { event, difference });
  else tell('note', 'repeated-newer', { event, version, own: BACK_TRACE_VERSION, difference });
}
