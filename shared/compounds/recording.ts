/**
 * A recording: a stretch of a compound's past that travels in its `.linli` file. The manifest bears the mark, by which every
 * hub and screen knows that nothing there is ever live; the header says what each part of the file is and what it must hash to.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from './deepReadonly.ts';
import { mostDevices, PlannedDeviceShape } from './devices.ts';
import { latestInstantMs } from '../time/instant.ts';

const Instant = Type.Number({
  minimum: 0,
  maximum: latestInstantMs,
  description: 'Milliseconds since 1970.',
});

export const RecordingMark = Type.Object(
  { fromMs: Instant, toMs: Instant, recordedAtMs: Instant },
  { description: 'It is a recording of this stretch: never live, never simulated, never written to.' },
);
export type RecordingMark = DeepReadonly<Static<typeof RecordingMark>>;

export const recordingVersion = 1;
/** A longer one takes hours to write and does not fit into one file. */
export const longestRecordingMs = 31 * 86_400_000;

/** It begins before it ends, and was recorded when it was over. */
export const isStretch = ({ fromMs, toMs, recordedAtMs }: RecordingMark): boolean =>
  fromMs < toMs && toMs <= recordedAtMs && toMs - fromMs <= longestRecordingMs;

/** The clock of the hub that recorded it may have been ahead. */
const aheadMs = 86_400_000;
export const isOfThePast = ({ recordedAtMs }: RecordingMark, nowMs: number): boolean =>
  recordedAtMs <= nowMs + aheadMs;

export const RecordingPart = Type.Object({
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,99}$' }),
  kind: Type.Union([
    Type.Literal('readings'),
    Type.Literal('records'),
    Type.Literal('incidents'),
    Type.Literal('picture'),
  ]),
  fromMs: Instant,
  toMs: Instant,
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type RecordingPart = DeepReadonly<Static<typeof RecordingPart>>;

export const RecordingHeader = Type.Object({
  format: Type.Literal('linli-recording'),
  version: Type.Integer({ minimum: 1 }),
  points: Type.Array(
    Type.Object({
      index: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
      device: Type.String({ minLength: 3, maxLength: 200 }),
      point: Type.String({ minLength: 1, maxLength: 64 }),
      text: Type.Boolean({ description: 'Its values are codes of words.' }),
    }),
    { maxItems: 2_000_000 },
  ),
  words: Type.Array(Type.Tuple([Type.Number(), Type.String({ maxLength: 512 })]), { maxItems: 1_000_000 }),
  parts: Type.Array(RecordingPart, { maxItems: 4500 }),
  former: Type.Optional(
    Type.Array(Type.Unknown(), {
      maxItems: mostDevices,
      description: 'Devices that stood there for a part of it or all of it, and are removed since.',
    }),
  ),
});
/** One of its devices that are removed since. What is none is left out, and the rest plays. */
export const RecordedFormer = Type.Object({ device: PlannedDeviceShape, untilMs: Instant });
export type RecordedFormer = DeepReadonly<Static<typeof RecordedFormer>>;

export type RecordingHeader = DeepReadonly<Static<typeof RecordingHeader>>;

/** Where its parts lie: in the file, and in the compound's folder until they are taken in. */
export const recordingFolder = 'recording';
export const recordingHeaderName = 'header.json';
