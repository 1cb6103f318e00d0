/** An effect and the action that tells of it as one unit of the commit loop, answered when that is committed. */
import type { DeedVerb } from '#shared/access/names.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Identity as User } from '../access/index.ts';
import type { Rooms } from './rooms.ts';

export type Keep = <T>(
  user: User,
  verb: DeedVerb,
  note: string,
  act: () => Result<T>,
  target: (value: T) => { compound: string; target: string },
) => Promise<Result<T>>;

/** What is written by now is on disk; the value is marked where the disk refuses. */
export async function written<T>(records: Rooms['records'], result: Result<T>): Promise<Result<T>> {
  if (!result.ok) return result;
  const stored = await new Promise<boolean>((resolve) => records.settled(resolve));
  return stored ? result : { ...result, notStored: true };
}

export function createKeep(rooms: Pick<Rooms, 'records' | 'access' | 'now' | 'atOneInstant'>): Keep {
  const { records, access, now, atOneInstant } = rooms;
  return (user, verb, note, act, target) =>
    written(
      records,
      atOneInstant(() =>
        records.together(() => {
          const done = act();
          if (done.ok) access.record({ ...target(done.value), atMs: now(), by: user.name, verb, note });
          return done;
        }),
      ),
    );
}
