/**
 * Tells when the first picture of a compound and the full one were finished by the card, as performance marks
 * `first-picture` and `full-picture`: a measurement from outside needs no handle to the host.
 */

export interface PictureState {
  /** Plan and devices are known. */
  readonly live: boolean;
  /** All models that were added are there, and their shadows. */
  readonly complete: boolean;
  /** What is drawn is the present state, and the card has finished it. */
  readonly finished: boolean;
}

export function createPictureMarks(mark: (name: string) => void = (name) => void performance.mark(name)) {
  let first = false;
  let full = false;
  return {
    look({ live, complete, finished }: PictureState): void {
      if (full || !finished || !live) return;
      if (!first) mark('first-picture');
      first = true;
      if (!complete) return;
      full = true;
      mark('full-picture');
    },
  };
}
