/**
 * Which windows are lit at an hour: the same household shows the same pattern at the same hour, so that a replayed
 * night looks as it did. It is scenery, not data, and says nothing about who is at home. Pure.
 */

/** Share of households with light, by local hour. */
const LIT_SHARE = [
  0.09, 0.05, 0.03, 0.02, 0.02, 0.06, 0.3, 0.34, 0.2, 0.12, 0.1, 0.1, 0.1, 0.1, 0.1, 0.12, 0.22, 0.42, 0.6,
  0.68, 0.68, 0.62, 0.45, 0.22,
] as const;

/** Integer hash → 0…1. */
export function unitHash(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4_294_967_296;
}

/** 0 dark … 7 bright. `household` is any number that is the same for windows behind one door. */
export function litLevel(household: number, window: number, hour: number): number {
  // Each household keeps its evening: a fixed draw against the share of the hour, with a little change by hour.
  const draw = unitHash(household, 1) * 0.85 + unitHash(household, 100 + hour) * 0.15;
  if (draw > (LIT_SHARE[hour] ?? 0)) return 0;
  if (unitHash(window, household) > 0.66) return 0;
  return 3 + Math.floor(unitHash(household, window + 7) * 5);
}
