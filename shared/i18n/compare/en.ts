import type { Translated } from '../translated.ts';
import type { compareZh } from './zh.ts';

export const compareEn: Translated<typeof compareZh> = {
  'phases.shown': 'Phase shown',
};
