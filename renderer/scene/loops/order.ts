/** What the render script asks of the page: whose view, what moves in it. Plain data; it crosses from Node to the page. */
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { Enu } from '#shared/twin/compound.ts';

/** Somebody or something that moves along ground points, at one speed, once per loop. */
export interface Actor {
  readonly kind: 'person' | 'car' | 'bike' | 'leaf';
  readonly pathEnu: readonly Enu[];
  /** Shirt or body colour, CSS. */
  readonly color: string;
  /** When it starts and ends within the loop; outside it is not there. */
  readonly fromS: number;
  readonly toS: number;
}

export interface LoopOrder {
  readonly title: string;
  readonly eyeEnu: Enu;
  readonly camera: CameraMeta;
  readonly actors: readonly Actor[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationS: number;
  readonly framesPerS: number;
  readonly bitsPerS: number;
}
