/**
 * Messages of devices that come over HTTP or the socket: each is taken in or refused for itself, all of a request are one
 * unit of the commit loop, and the answer comes when that is on disk; where the disk refuses, it says so and keeps them.
 */
import { may } from '#shared/access/may.ts';
import { fault, failure, success, type Fault, type Result } from '#shared/protocol/result.ts';
import type { Ingested } from '#shared/protocol/socket.ts';
import type { Identity } from '../access/index.ts';
import { addressed, httpSource, type Addressed } from '../ingest/index.ts';
import type { Rooms } from './rooms.ts';

/** So long an answer may wait for the disk. */
const patienceMs = 5000;
export const mostMessages = 10_000;

/** A message as it came, with its line or place in the list, from one; a fault where it was not even readable. */
export interface Line {
  readonly line: number;
  readonly value: Result<unknown>;
}

export type Ingesting = (
  person: Identity,
  lines: readonly Line[],
  compound?: string,
) => Promise<Result<Ingested>>;

export function createIngesting(
  rooms: Pick<Rooms, 'access' | 'demos' | 'history' | 'ingest' | 'records'>,
): Ingesting {
  const { access, demos, history, ingest, records } = rooms;

  /** A credential speaks for its own devices alone, everybody else for the compounds of the scope. */
  function mayWrite(person: Identity, { compound, topic }: Addressed): boolean {
    if (!may(person, 'ingest.write', { compound })) return false;
    if (person.via !== 'device') return true;
    const identity = person.key === null ? undefined : access.devices.of(person.key);
    return identity !== undefined && access.devices.mayPublish(identity, topic);
  }

  function kept(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), patienceMs);
      const settled = (isKept: boolean) => {
        clearTimeout(timer);
        resolve(isKept);
      };
      records.settled((stored) =>
        stored
          ? history.whenKept(
              () => settled(true),
              () => settled(false),
            )
          : settled(false),
      );
    });
  }

  return async (person, lines, compound) => {
    if (lines.length > mostMessages) return failure('ingest-many', { most: mostMessages });
    let accepted = 0;
    const refused: Ingested['refused'][number][] = [];
    function take({ line, value }: Line): void {
      const refuse = (refusal: Fault, isTold = false) => {
        refused.push({ line, ...refusal });
        if (!isTold) ingest.rejections.add(httpSource, refusal, '', httpSource);
      };
      const found = value.ok ? addressed(value.value, compound) : value;
      if (!found.ok) return refuse(found.error);
      if (!mayWrite(person, found.value)) return refuse(fault('forbidden'));
      const payload = Buffer.from(found.value.payload);
      const { taken, refusals } = ingest.take(found.value.topic, payload, httpSource);
      for (const refusal of refusals) refuse(refusal, true);
      if (!taken) return;
      accepted++;
      demos()?.hear(found.value.topic, payload);
    }
    records.together(() => {
      for (const line of lines) take(line);
    });
    const value = { accepted, refused };
    return (await kept()) ? success(value) : { ok: true, value, notStored: true };
  };
}
