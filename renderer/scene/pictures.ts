/**
 * Tells when the first picture of a compound and the full one were finished by the card, as performance marks
 * `first-picture` and `full-picture`: a measurement from outside needs no handle to the host.
 */

/** What a picture holds when it is handed to the card. */
export interface Picture {
  /** Plan and devices as they are. */
  readonly live: boolean;
  /** All models that were added, and their shadows. */
  readonly complete: boolean;
}

export interface PictureMarks {
  finished(picture: Picture): void;
}

export function createPictureMarks(
  mark: (name: string) => void = (name) => void performance.mark(name),
): PictureMarks {
  let first = false;
  let full = false;
  return {
    finished({ live, complete }) {
      if (full || !live) return;
      if (!first) mark('first-picture');
      first = true;
      if (!complete) return;
      full = true;
      mark('full-picture');
    },
  };
}
