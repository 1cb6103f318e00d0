/** A device as another system calls it, and where it belongs here. Who asks and who answers share these. */
import type { MappedDevice } from './mapping.ts';

/** The dialect of Home Assistant has a part of its own in `mapping.json`; the others are under their ids. */
export const homeAssistantDialect = 'home-assistant';

export interface ForeignName {
  readonly dialect: string;
  readonly id: string;
  /** The group it announced itself in, where its dialect has such. */
  readonly node: string | null;
  /** The prefix or base topic under which it speaks. */
  readonly scope: string;
}

export interface ForeignHome {
  readonly compound: string;
  /** Null: nobody mapped it. */
  readonly mapped: MappedDevice | null;
}

/** Null: nowhere. */
export type HomeOf = (name: ForeignName) => ForeignHome | null;
