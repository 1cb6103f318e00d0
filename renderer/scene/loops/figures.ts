/** People, bicycles, cars and birds, drawn over the still view; small and plain, like a cheap camera shows them. */
import type { Enu } from '#shared/twin/compound.ts';
import type { Lens } from './lens.ts';
import type { Actor } from './order.ts';
import { face, offset, shadow, stance, stroke, type Ink, type Stance } from './strokes.ts';

/** Draws the actors that are there at `timeS` of a loop, farthest first. */
export function drawActors(
  ink: Ink,
  lens: Lens,
  actors: readonly Actor[],
  timeS: number,
  durationS: number,
): void {
  const seen = actors.flatMap((actor) => {
    const untilS = actor.untilS ?? actor.toS;
    if (timeS < actor.fromS || timeS >= untilS) return [];
    const now = stance(actor, Math.min(1, (timeS - actor.fromS) / (actor.toS - actor.fromS)));
    const foot = lens.project(now.at);
    const fadeIn = actor.fromS > 0 || untilS < durationS ? (timeS - actor.fromS) * 4 + 0.25 : 1;
    const fadeOut = untilS < durationS ? (untilS - timeS) * 4 : 1;
    return foot
      ? [{ actor, now, depthM: foot.depthM, alpha: Math.max(0, Math.min(1, fadeIn, fadeOut)) }]
      : [];
  });
  seen.sort((a, b) => b.depthM - a.depthM);
  for (const { actor, now, alpha } of seen) {
    ink.globalAlpha = alpha;
    if (actor.kind === 'car') car(ink, lens, now, actor.color);
    else if (actor.kind === 'bird') bird(ink, lens, now, actor.color);
    else walker(ink, lens, now, actor.color, actor.kind === 'bike');
  }
  ink.globalAlpha = 1;
}

function walker(ink: Ink, lens: Lens, now: Stance, shirt: string, riding: boolean): void {
  const swing = riding ? Math.sin(now.walkedM * 1.6) * 0.13 : Math.sin(now.walkedM * 4.2) * 0.26;
  const lift = riding ? 0.32 : 0;
  shadow(ink, lens, now, riding ? 1.7 : 0.9, 0.5, 0.25);
  if (riding) {
    for (const aheadM of [-0.55, 0.55]) {
      const wheel = Array.from({ length: 13 }, (_, i) =>
        offset(
          now,
          aheadM + Math.cos((i / 6) * Math.PI) * 0.27,
          0,
          0.28 + Math.sin((i / 6) * Math.PI) * 0.27,
        ),
      );
      stroke(ink, lens, wheel, 0.05, '#23262a');
    }
    stroke(
      ink,
      lens,
      [offset(now, -0.5, 0, 0.45), offset(now, 0.2, 0, 0.42), offset(now, 0.5, 0, 0.95)],
      0.14,
      '#3b4650',
    );
  }
  const hipM = 0.86 + lift * 0.4;
  for (const side of [-1, 1]) {
    const foot = offset(now, riding ? 0.12 + swing * side : swing * side, 0.09 * side, riding ? 0.32 : 0.05);
    stroke(ink, lens, [offset(now, riding ? -0.1 : 0, 0.08 * side, hipM), foot], 0.15, '#2c323c');
  }
  stroke(
    ink,
    lens,
    [offset(now, riding ? -0.08 : 0, 0, hipM), offset(now, riding ? 0.08 : 0, 0, 1.38 + lift * 0.3)],
    0.38,
    shirt,
  );
  for (const side of [-1, 1]) {
    const hand = offset(now, riding ? 0.45 : -swing * side * 0.9, 0.24 * side, riding ? 1.05 : 0.86);
    stroke(ink, lens, [offset(now, 0, 0.22 * side, 1.34 + lift * 0.3), hand], 0.1, shirt);
  }
  const head = offset(now, riding ? 0.1 : 0.02, 0, 1.62 + lift * 0.3);
  stroke(ink, lens, [head, offset(now, riding ? 0.1 : 0.02, 0, 1.64 + lift * 0.3)], 0.23, '#c99f82');
  stroke(
    ink,
    lens,
    [
      offset(now, riding ? 0.08 : 0, 0, 1.7 + lift * 0.3),
      offset(now, riding ? 0.07 : -0.01, 0, 1.72 + lift * 0.3),
    ],
    0.2,
    '#1d1b1a',
  );
}

function bird(ink: Ink, lens: Lens, now: Stance, color: string): void {
  const flap = Math.sin(now.walkedM * 2.6) * 0.22;
  stroke(
    ink,
    lens,
    [offset(now, -0.05, -0.32, flap), offset(now, 0.06, 0, 0), offset(now, -0.05, 0.32, flap)],
    0.09,
    color,
  );
  stroke(ink, lens, [offset(now, -0.2, 0, 0), offset(now, 0.17, 0, 0.02)], 0.12, color);
}

/** Body and cabin. */
const carBoxes = [
  { backM: -2.2, frontM: 2.2, sideM: 0.88, bottomM: 0.3, topM: 0.86, glass: false },
  { backM: -1.7, frontM: 0.95, sideM: 0.78, bottomM: 0.86, topM: 1.42, glass: true },
] as const;

function car(ink: Ink, lens: Lens, now: Stance, paint: string): void {
  shadow(ink, lens, now, 5, 2.2, 0.3);
  for (const aheadM of [-1.35, 1.35])
    for (const leftM of [-0.84, 0.84])
      stroke(
        ink,
        lens,
        [offset(now, aheadM, leftM, 0.3), offset(now, aheadM + 0.02, leftM, 0.32)],
        0.6,
        '#17191c',
      );
  for (const part of carBoxes) {
    const at = (aheadM: number, leftM: number, upM: number) => offset(now, aheadM, leftM, upM);
    const { backM, frontM, sideM, bottomM, topM, glass } = part;
    const inset = glass ? 0.5 : 0;
    const sides: { corners: Enu[]; light: number }[] = [
      {
        corners: [
          at(frontM, -sideM, bottomM),
          at(frontM, sideM, bottomM),
          at(frontM - inset, sideM, topM),
          at(frontM - inset, -sideM, topM),
        ],
        light: 0.78,
      },
      {
        corners: [
          at(backM, -sideM, bottomM),
          at(backM, sideM, bottomM),
          at(backM + inset, sideM, topM),
          at(backM + inset, -sideM, topM),
        ],
        light: 0.6,
      },
      {
        corners: [
          at(backM, -sideM, bottomM),
          at(frontM, -sideM, bottomM),
          at(frontM - inset, -sideM, topM),
          at(backM + inset, -sideM, topM),
        ],
        light: 0.92,
      },
      {
        corners: [
          at(backM, sideM, bottomM),
          at(frontM, sideM, bottomM),
          at(frontM - inset, sideM, topM),
          at(backM + inset, sideM, topM),
        ],
        light: 0.66,
      },
    ];
    const depth = ({ corners }: { corners: Enu[] }) =>
      corners.reduce((sum, corner) => sum + (lens.project(corner)?.depthM ?? 0), 0);
    sides.sort((a, b) => depth(b) - depth(a));
    for (const { corners, light } of sides) face(ink, lens, corners, shade(glass ? '#39434d' : paint, light));
    face(
      ink,
      lens,
      [
        at(backM + inset, -sideM, topM),
        at(frontM - inset, -sideM, topM),
        at(frontM - inset, sideM, topM),
        at(backM + inset, sideM, topM),
      ],
      shade(paint, 1.08),
    );
  }
  for (const leftM of [-0.62, 0.62]) {
    stroke(
      ink,
      lens,
      [offset(now, 2.22, leftM, 0.68), offset(now, 2.22, leftM * 0.8, 0.68)],
      0.12,
      '#f4f1de',
    );
    stroke(
      ink,
      lens,
      [offset(now, -2.22, leftM, 0.7), offset(now, -2.22, leftM * 0.8, 0.7)],
      0.12,
      '#a33028',
    );
  }
}

function shade(hex: string, light: number): string {
  const part = (at: number) => Math.min(255, Math.round(Number.parseInt(hex.slice(at, at + 2), 16) * light));
  return `rgb(${part(1)} ${part(3)} ${part(5)})`;
}
