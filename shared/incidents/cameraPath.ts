/**
 * The camera's path through the replay of an incident: the stops that somebody set, else from one thing on its timeline to
 * the next. Pure.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Pose } from '../protocol/pose.ts';
import type { IncidentRecord } from '../protocol/records.ts';
import type { Enu } from '../twin/compound.ts';

export const mostCameraStops = 50;

export const CameraPath = Type.Array(
  Type.Object({
    atMs: Type.Integer({ minimum: 0, description: 'From this instant of the past on, ms since 1970.' }),
    pose: Pose,
  }),
  { maxItems: mostCameraStops },
);
export type CameraStop = DeepReadonly<Static<typeof CameraPath>>[number];

/** Either as somebody looked there, or a thing to be looked at. */
export interface PathStop {
  readonly atMs: number;
  readonly look: { readonly pose: Pose } | { readonly positionEnu: Enu };
}

/** An eye needs that long to see where it is. */
const leastStayMs = 6000;
/** What is nearer is in the picture already. */
const leastStepM = 8;

/** Ascending in time. */
export function cameraPathOf(
  incident: Pick<IncidentRecord, 'cameraPath' | 'entries' | 'positionEnu' | 'startedAtMs'>,
  positionOf: (deviceKey: string) => Enu | null,
): readonly PathStop[] {
  const set = incident.cameraPath ?? [];
  if (set.length > 0) return byTime(set).map(({ atMs, pose }) => ({ atMs, look: { pose } }));
  const stops: { readonly atMs: number; readonly look: { readonly positionEnu: Enu } }[] = [];
  const add = (atMs: number, positionEnu: Enu | null) => {
    const last = stops.at(-1);
    if (!positionEnu) return;
    if (last && (atMs - last.atMs < leastStayMs || apartM(last.look.positionEnu, positionEnu) < leastStepM))
      return;
    stops.push({ atMs, look: { positionEnu } });
  };
  add(incident.startedAtMs, incident.positionEnu);
  for (const { atMs, of } of byTime(incident.entries)) if (of) add(atMs, positionOf(of.deviceKey));
  return stops;
}

/** Where it stands at an instant; before the first stop it is there already. */
export function stopAt(path: readonly PathStop[], atMs: number): PathStop | null {
  return path.findLast((stop) => stop.atMs <= atMs) ?? path[0] ?? null;
}

/** Another stop of the same instant takes the place of the one that is there. */
export function withStop(path: readonly CameraStop[], stop: CameraStop): readonly CameraStop[] {
  return byTime([...path.filter(({ atMs }) => atMs !== stop.atMs), stop]);
}

function byTime<T extends { readonly atMs: number }>(stops: readonly T[]): T[] {
  return [...stops].sort((a, b) => a.atMs - b.atMs);
}

function apartM(a: Enu, b: Enu): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
