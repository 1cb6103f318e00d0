/** The part that is used of a library without types. */
declare module 'qlobber' {
  export class QlobberTrue {
    constructor(options: { wildcard_one: string; wildcard_some: string; separator: string });
    add(filter: string): void;
    test(topic: string): boolean;
  }
}
