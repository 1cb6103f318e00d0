/**
 * What Frigate tracked before a façade camera, as a throw where it fell like one. Frigate writes the way of an object as the
 * middle of its box's lower edge, in shares of the picture, with the time of each frame; how large the picture is it does
 * not say, but a box in pixels and the same frame's place on the way do.
 */
import { throwTrackOf, type ThrowPixels } from '#shared/incidents/throwTrack.ts';
import { judgeTrack } from '#shared/physics/trackFilter/judgeTrack.ts';
import { isRecord, numberIn, stringIn, type JsonRecord } from '../records.ts';
import type { FrigateEvent } from './events.ts';

const MOST_POINTS = 1000;
const LEAST_POINTS = 4;
/** Of the picture's height. */
const LEAST_FALL = 0.1;
/** A detector's box is a pixel or two off, and jumps. */
const NOISE_PX = 2;
/** Where no box tells: only the proportion matters, and that only to a camera that nobody calibrated. */
const USUAL = [1920, 1080] as const;
/** Too near the edge a rounded share tells nothing of the size. */
const LEAST_SHARE = 0.05;
const NOT_THROWN: ReadonlySet<string> = new Set(
  'person face bird cat dog car bicycle motorcycle bus truck train airplane license_plate'.split(' '),
);

interface WayPoint {
  readonly atS: number;
  /** Of the picture's width and height. */
  readonly x: number;
  readonly y: number;
}

/** Null where it is no throw: something else by its label, too short, or not falling. @param people Somebody was in the same picture. */
export function throwEventOf(message: JsonRecord, people: boolean): Omit<FrigateEvent, 'zones'> | null {
  const after = isRecord(message['after']) ? message['after'] : null;
  const [id, camera] = after ? [stringIn(after, 'id'), stringIn(after, 'camera')] : [];
  if (!after || !id || !camera) return null;
  const label = (stringIn(after, 'label') ?? '').slice(0, 64);
  if (NOT_THROWN.has(label) || after['false_positive'] === true) return null;
  const way = wayIn(after);
  const [first] = way;
  const last = way.at(-1);
  if (!first || !last || way.length < LEAST_POINTS || last.y - first.y < LEAST_FALL) return null;
  const boxes = boxesIn(message);
  const [widthPx, heightPx] = sizeBy(boxes, way);
  const heights = boxes.map(({ topPx, bottomPx }) => bottomPx - topPx);
  const halfPx = heights.length > 0 ? heights.reduce((sum, one) => sum + one, 0) / heights.length / 2 : 0;
  const pixels: ThrowPixels = {
    widthPx,
    heightPx,
    noisePx: NOISE_PX,
    points: way.map(({ atS, x, y }) => ({
      s: Math.round((atS - first.atS) * 1e6) / 1e6,
      x: x * widthPx,
      y: Math.max(0, y * heightPx - halfPx),
    })),
  };
  const track = throwTrackOf({ pixels });
  if (!track || track.points.length < LEAST_POINTS || judgeTrack(track, null).kind === 'mistaken')
    return null;
  return {
    camera,
    id: `${id.slice(0, 120)}/throw`,
    type: 'throw',
    tMs: Math.round(first.atS * 1000),
    data: { people, class: label, object: id.slice(0, 128), pixels },
  };
}

function wayIn(after: JsonRecord): readonly WayPoint[] {
  const told: unknown = after['path_data'];
  if (!Array.isArray(told)) return [];
  return (told as unknown[])
    .slice(0, MOST_POINTS)
    .flatMap((one): WayPoint[] => {
      const [place, atS] = Array.isArray(one) ? (one as unknown[]) : [];
      const [x, y] = Array.isArray(place) ? (place as unknown[]) : [];
      const isPlace = isShare(x) && isShare(y) && typeof atS === 'number' && atS > 0;
      return isPlace ? [{ atS, x, y }] : [];
    })
    .sort((a, b) => a.atS - b.atS);
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

interface SeenBox {
  readonly atS: number;
  readonly middlePx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** Of before and after, and of the best picture of each. */
function boxesIn(message: JsonRecord): readonly SeenBox[] {
  const records = [message['before'], message['after']].filter(isRecord);
  return [...records, ...records.map((one) => one['snapshot']).filter(isRecord)].flatMap((one): SeenBox[] => {
    const atS = numberIn(one, 'frame_time');
    const told: unknown = one['box'];
    const box = Array.isArray(told) ? (told as unknown[]).map(Number) : [];
    const [left = NaN, topPx = NaN, right = NaN, bottomPx = NaN] = box;
    const middlePx = (left + right) / 2;
    return atS !== undefined && middlePx > 0 && bottomPx > topPx ? [{ atS, middlePx, topPx, bottomPx }] : [];
  });
}

/** Width and height in pixels, even numbers as pictures have them. */
function sizeBy(boxes: readonly SeenBox[], way: readonly WayPoint[]): readonly [number, number] {
  for (const { atS, middlePx, bottomPx } of boxes) {
    const same = way.find((one) => Math.abs(one.atS - atS) < 1e-3);
    if (!same || same.x < LEAST_SHARE || same.y < LEAST_SHARE) continue;
    const size = [middlePx / same.x, bottomPx / same.y].map((value) => Math.round(value / 2) * 2);
    const [widthPx = 0, heightPx = 0] = size;
    if (widthPx >= 16 && heightPx >= 16 && widthPx <= 32_768 && heightPx <= 32_768)
      return [widthPx, heightPx];
  }
  return USUAL;
}
