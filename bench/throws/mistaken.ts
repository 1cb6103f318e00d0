/**
 * What is no throw, as a camera at a façade sees it: motions in metres at a depth of their own, in the picture with noise and gaps.
 * None of it is made by what judges it.
 */
import type { ThrowTrack } from '#shared/incidents/throwTrack.ts';
import type { Mistaken } from '#shared/physics/trackFilter/judgeTrack.ts';
import type { Random } from './generator.ts';

export const FOCAL_PX = 1640;
export const FACADE_M = 20;
const WIDTH_PX = 1440;
const HEIGHT_PX = 2560;
const FPS = 25;

type Motion = (t: number) => readonly [sideM: number, downM: number];

interface Made {
  readonly motion: Motion;
  readonly depthM: number;
  readonly lastsS: number;
}

export function makeMistaken(as: Mistaken, random: Random): ThrowTrack {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const between = (low: number, high: number): number => low + (high - low) * random();
  const noisePx = between(0.8, 2);
  for (;;) {
    const { motion, depthM, lastsS } = MAKERS[as](between, normal);
    const scale = FOCAL_PX / depthM;
    const from = [between(0.1, 0.9) * WIDTH_PX, between(0.02, 0.8) * HEIGHT_PX] as const;
    const missing = between(0, 0.25);
    const points: { timeS: number; xPx: number; yPx: number }[] = [];
    for (let t = 0; t <= lastsS; t += 1 / FPS) {
      const [side, down] = motion(t);
      const [x, y] = [from[0] + side * scale, from[1] + down * scale];
      // It left the picture.
      if (x < 0 || x > WIDTH_PX || y < 0 || y > HEIGHT_PX) break;
      if (random() < missing) continue;
      points.push({ timeS: t, xPx: x + noisePx * normal(), yPx: y + noisePx * normal() });
    }
    if (points.length >= 5) return { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, noisePx, points, dropped: 0 };
  }
}

type Between = (low: number, high: number) => number;

const MAKERS: Readonly<Record<Mistaken, (between: Between, normal: () => number) => Made>> = {
  /** Across the picture, rising and diving as it likes; wings beat. */
  bird(between, normal) {
    const [side, down, turn] = [between(4, 12) * Math.sign(normal()), between(-3, 2), between(-2, 1.5)];
    const [beat, wide] = [between(3, 9), between(0.01, 0.06)];
    return {
      depthM: between(8, FACADE_M),
      lastsS: between(0.6, 2),
      motion: (t) => [side * t, down * t + turn * t * t + wide * Math.sin(2 * Math.PI * beat * t)],
    };
  },
  /** Sinks and swings. */
  leaf(between) {
    const [sink, drift] = [between(0.7, 2), between(-1.5, 1.5)];
    const [period, wide, phase] = [between(0.6, 1.6), between(0.08, 0.4), between(0, 6.3)];
    return {
      depthM: between(8, FACADE_M),
      lastsS: between(1, 4),
      motion: (t) => [
        drift * t + wide * Math.sin((2 * Math.PI * t) / period + phase),
        sink * t + 0.3 * wide * Math.sin((4 * Math.PI * t) / period),
      ],
    };
  },
  /** Hangs on its line and flaps. */
  quilt(between) {
    const [period, side, down] = [between(0.7, 3), between(0.15, 0.7), between(0.05, 0.3)];
    const phase = between(0, 6.3);
    return {
      depthM: FACADE_M - between(0, 1.5),
      lastsS: between(2, 8),
      motion: (t) => [
        side * Math.sin((2 * Math.PI * t) / period),
        down * Math.sin((2 * Math.PI * t) / (period * 0.7) + phase),
      ],
    };
  },
  /** Has fallen for a kilometre. */
  rain(between) {
    const [fall, wind] = [between(5, 9), between(-2, 2)];
    return { depthM: between(4, FACADE_M), lastsS: between(0.3, 1), motion: (t) => [wind * t, fall * t] };
  },
  snow(between) {
    const [fall, wind] = [between(0.7, 1.8), between(-1, 1)];
    return { depthM: between(5, FACADE_M), lastsS: between(1, 4), motion: (t) => [wind * t, fall * t] };
  },
  /** A hand's breadth before the lens. */
  insect(between, normal) {
    const legs = Array.from({ length: 12 }, () => [normal(), normal()] as const);
    const [legS, speed] = [between(0.05, 0.18), between(0.25, 0.9)];
    return {
      depthM: between(0.4, 1.6),
      lastsS: between(0.4, 1.2),
      motion(t) {
        let [x, y] = [0, 0];
        for (const [i, [vx, vy]] of legs.entries()) {
          const within = Math.min(legS, Math.max(0, t - i * legS));
          x += vx * speed * within;
          y += vy * speed * within;
        }
        return [x, y];
      },
    };
  },
};
