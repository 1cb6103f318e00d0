/** Points in the shapes that most systems share, so that a declaration reads as a table. Words come as [zh, en]. */
import type { LocalText } from '#shared/twin/text.ts';
import type { PointDeclaration } from './declaration.ts';

/** The same words in Chinese and English. */
export type Pair = readonly [zh: string, en: string];
export type Range = readonly [min: number, max: number];

export const both = ([zh, en]: Pair): LocalText => ({ zh, en });

export function flag(id: string, name: Pair): PointDeclaration {
  return { id, name: both(name), kind: 'boolean' };
}

export function word(id: string, name: Pair): PointDeclaration {
  return { id, name: both(name), kind: 'text' };
}

/** States in their order: the first has code 0. */
export function choice(id: string, name: Pair, states: Readonly<Record<string, Pair>>): PointDeclaration {
  return {
    id,
    name: both(name),
    kind: 'state',
    states: Object.entries(states).map(([state, words]) => ({ id: state, name: both(words) })),
  };
}

/** `unit` in the notation that is shown; outside the range a reading is refused. */
export function measure(
  id: string,
  name: Pair,
  unit: string,
  [min, max]: Range,
  decimals = 0,
): PointDeclaration {
  return { id, name: both(name), kind: 'number', unit, min, max, decimals };
}

/** A meter's register: it only grows. */
export function register(id: string, name: Pair, unit: string, most: number, decimals = 0): PointDeclaration {
  return { ...measure(id, name, unit, [0, most], decimals), isCounter: true };
}

/** A number without a unit: pieces, people, a share of one. */
export function amount(id: string, name: Pair, [min, max]: Range, decimals = 0): PointDeclaration {
  return { id, name: both(name), kind: 'number', min, max, decimals };
}

/** Of a day, so that it begins at 0 each midnight. */
export const perDay = (id: string, name: Pair): PointDeclaration => amount(id, name, [0, 1_000_000]);

export const battery = measure('battery', ['电量', 'Battery'], '%', [0, 100]);
export const rssi = measure('rssi', ['信号', 'Signal'], 'dBm', [-150, 0]);
export const online = flag('online', ['在线', 'Online']);
