/** The parts that are used of a library without types. */
declare module 'qlobber' {
  interface Separators {
    readonly wildcard_one: string;
    readonly wildcard_some: string;
    readonly separator: string;
    readonly match_empty_levels?: boolean;
  }
  /** Which values were added under filters that match a topic. */
  export class Qlobber<T> {
    constructor(options: Separators);
    add(filter: string, value: T): void;
    remove(filter: string, value: T): void;
    match(topic: string): T[];
  }
  /** Whether any filter matches. */
  export class QlobberTrue {
    constructor(options: Separators);
    add(filter: string): void;
    test(topic: string): boolean;
  }
}
