/** Phases of a compound, and what differs between two of them. */
export const compareZh = {
  'phases.shown': '显示时期',
} as const;
