/** Order and colours of device levels. Colour never stands alone: every level has its own shape in the atlas. */
import type { DeviceLevel } from '../contract.ts';

/** Most urgent first. */
export const LEVEL_ORDER = ['p1', 'p2', 'p3', 'p4', 'stale', 'unknown', 'active', 'normal'] as const;

export const LEVEL_COLORS: Record<DeviceLevel, string> = {
  p1: '#ff4d4f',
  p2: '#ff9f1a',
  p3: '#ffd43b',
  p4: '#4dabf7',
  stale: '#8b949e',
  unknown: '#6b747e',
  active: '#c8d0d8',
  normal: '#9aa4ae',
};

export function rankOf(level: DeviceLevel): number {
  return LEVEL_ORDER.indexOf(level);
}

export function isAlarm(level: DeviceLevel): boolean {
  return level === 'p1' || level === 'p2' || level === 'p3' || level === 'p4';
}
