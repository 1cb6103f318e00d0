/** What the render script asks of the page: whose view, what moves in it. Plain data; it crosses from Node to the page. */
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { Enu } from '#shared/twin/compound.ts';

/**
 * Somebody or something that moves along points at one speed, once per loop. One that is there from the loop's start
 * to its end walks in a circle, so that the seam does not show.
 */
export interface Actor {
  readonly kind: 'person' | 'car' | 'bike' | 'bird';
  readonly pathEnu: readonly Enu[];
  /** Shirt or body colour, CSS. */
  readonly color: string;
  /** When it starts and when it has arrived, within the loop. */
  readonly fromS: number;
  readonly toS: number;
  /** Stands at the end of its path until then; default `toS`. */
  readonly untilS?: number;
  /** Of a person; default 1.72. */
  readonly heightM?: number;
}

export interface LoopOrder {
  readonly eyeEnu: Enu;
  readonly camera: CameraMeta;
  readonly actors: readonly Actor[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationS: number;
  readonly framesPerS: number;
  readonly bitsPerS: number;
}
