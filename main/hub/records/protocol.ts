/** What the commit loop and its writer thread say to each other. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | number | null | Uint8Array)[];
}

/** Rows that belong together: written wholly or not at all. */
export type Unit = readonly Statement[];

export interface CommitRequest {
  readonly group: number;
  readonly units: readonly Unit[];
}

export type CommitReply =
  | { readonly group: number; readonly kind: 'committed' }
  /** The disk or the file refuses; nothing of the group is written, all of it may be tried again. */
  | { readonly group: number; readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** This one unit can never be written as it is; nothing of the group is written. */
  | { readonly group: number; readonly kind: 'faulty'; readonly unit: number; readonly message: string }
  | { readonly group: number; readonly kind: 'closed' };
