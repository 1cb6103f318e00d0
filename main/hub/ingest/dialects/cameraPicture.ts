/**
 * What several detectors of a camera say of its picture, as one state: covered, moved, blurred or good. The worst that
 * stands counts; each detector takes back what it said itself.
 */
import type { ForeignPoint } from '../foreign/reading.ts';

const states = ['covered', 'moved', 'blurred'] as const;
export type PictureTrouble = (typeof states)[number];

export interface PictureState {
  /** What the picture is after that. */
  note(detector: string, trouble: PictureTrouble, active: boolean): PictureTrouble | 'good';
}

export function createPictureState(): PictureState {
  const standing = new Map<string, PictureTrouble>();
  return {
    note(detector, trouble, active) {
      if (active) standing.set(detector, trouble);
      else standing.delete(detector);
      const found = new Set(standing.values());
      return states.find((one) => found.has(one)) ?? 'good';
    },
  };
}

/** What the values of a camera are; null: none of its points. */
export function cameraPoint(key: string, value: string | number | boolean): ForeignPoint | null {
  if (key === 'picture') return { key, kind: 'text', words: ['good', ...states] };
  if (key === 'disk') return { key, kind: 'text', words: ['good', 'fault'] };
  if (typeof value === 'string') return null;
  return { key, kind: typeof value === 'number' ? 'number' : 'boolean' };
}
