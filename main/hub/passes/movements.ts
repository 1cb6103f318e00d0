/**
 * Which cars are in, as barriers read them: a barrier that names no direction tells of coming and leaving alike. Read
 * again where it came in, or anywhere once a visit has begun so long ago that its gates are behind it, a car leaves; and
 * the other way round. Read at another barrier meanwhile, it goes on as it went. What is older than a day is forgotten:
 * somewhere nobody read it.
 */
import { readablePlate, visitMs } from '#shared/passes/machine.ts';
import type { Passage } from '#shared/protocol/visitorPass.ts';

export interface Movement {
  readonly isLeaving: boolean;
  /** The barrier has read it just now: it stands in front of the camera. */
  readonly isAgain: boolean;
  /** It had come in, and nobody has read that it left. */
  readonly wasIn: boolean;
}

type Read = Pick<Passage, 'compound' | 'deviceKey' | 'atMs' | 'direction'>;

interface Stand {
  readonly isIn: boolean;
  readonly sinceMs: number;
  readonly lastMs: ReadonlyMap<string, number>;
}

export interface Movements {
  /** What a reading means; `plate` as `readablePlate` has it. */
  of(read: Read, plate: string | null): Movement;
  /** It was let through. */
  note(read: Read, plate: string, movement: Movement): void;
}

const rememberedMs = 24 * 3_600_000;
const againMs = 60_000;
const recalled = 2000;

export function createMovements(rooms: {
  /** Newest first, up to an instant. */
  readonly before: (compound: string, untilMs: number, limit: number) => readonly Passage[];
  readonly plateOfPass: (id: string) => string | null;
}): Movements {
  const compounds = new Map<string, Map<string, Stand>>();

  function standsOf({ compound, atMs }: Read): Map<string, Stand> {
    const known = compounds.get(compound);
    if (known) return known;
    const stands = new Map<string, Stand>();
    compounds.set(compound, stands);
    // After a start: as the log of passages has it.
    for (const one of rooms.before(compound, atMs, recalled).toReversed()) {
      const plate = readablePlate(one.passId === null ? one.plate : rooms.plateOfPass(one.passId));
      if (plate !== null && one.result === 'accepted' && one.atMs > atMs - rememberedMs)
        note(one, plate, of(one, plate));
    }
    return stands;
  }

  function of(read: Read, plate: string | null): Movement {
    const { deviceKey, atMs, direction } = read;
    const known = plate === null ? undefined : standsOf(read).get(plate);
    const stand = known && atMs - known.sinceMs < rememberedMs ? known : undefined;
    const wasIn = stand?.isIn === true;
    if (isToldDirection(direction) || !stand)
      return { isLeaving: direction === 'out', isAgain: false, wasIn };
    const hereMs = stand.lastMs.get(deviceKey);
    const isAgain = hereMs !== undefined && atMs - hereMs < againMs;
    const goesOn = isAgain || (hereMs === undefined && atMs - stand.sinceMs <= visitMs);
    return { isLeaving: goesOn ? !stand.isIn : stand.isIn, isAgain, wasIn };
  }

  function note(read: Read, plate: string, { isLeaving }: Movement): void {
    const { deviceKey, atMs, direction } = read;
    const stands = standsOf(read);
    const before = stands.get(plate);
    if (before && atMs < before.sinceMs) return;
    const goesOn =
      !isToldDirection(direction) && before?.isIn === !isLeaving && atMs - before.sinceMs < rememberedMs;
    stands.delete(plate);
    stands.set(plate, {
      isIn: !isLeaving,
      sinceMs: goesOn ? before.sinceMs : atMs,
      lastMs: new Map([...(goesOn ? before.lastMs : []), [deviceKey, atMs]]),
    });
    for (const [other, { lastMs }] of stands) {
      if (Math.max(...lastMs.values()) > atMs - rememberedMs) break;
      stands.delete(other);
    }
  }

  return { of, note };
}

function isToldDirection(direction: string | null): boolean {
  return direction === 'in' || direction === 'out';
}
