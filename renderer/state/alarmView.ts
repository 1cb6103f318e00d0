/** How the list of alarms is looked at: what is left out, in which order, what is put together. */
import type { AlarmPriority } from '#shared/systems/declaration.ts';

export type AlarmStateFilter = 'all' | 'unacknowledged' | 'acknowledged' | 'set-aside';
/** By how long they have stood. */
export type AlarmAgeFilter = 'all' | 'hour' | 'shift' | 'older';
export type AlarmSort = 'gravity' | 'newest' | 'oldest' | 'place' | 'system';
export type AlarmGrouping = 'none' | 'place' | 'cause';

export interface AlarmView {
  /** Empty = all of them. */
  readonly priorities: ReadonlySet<AlarmPriority>;
  readonly system: string | null;
  /** Of the place and everything in it. */
  readonly placeId: string | null;
  readonly state: AlarmStateFilter;
  readonly age: AlarmAgeFilter;
  readonly text: string;
  readonly sort: AlarmSort;
  readonly group: AlarmGrouping;
  readonly layout: 'list' | 'table';
}

export const wholeView: AlarmView = {
  priorities: new Set(),
  system: null,
  placeId: null,
  state: 'all',
  age: 'all',
  text: '',
  sort: 'gravity',
  group: 'none',
  layout: 'list',
};
