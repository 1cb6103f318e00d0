/** A look at what a record holds of a person, written down. Before there are users whoever sits at the machine sees what demos invented, and nothing else. */
import type { DeedVerb } from '#shared/access/names.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Identity } from '../access/index.ts';
import type { Rooms } from './rooms.ts';

/** Null where there is no such record. */
export function lookOf<T>(
  { access, twin }: Pick<Rooms, 'access' | 'twin'>,
  person: Identity,
  verb: DeedVerb,
  record: { readonly id: string; readonly compound: string; readonly placeId: string | null } | null,
  read: () => T,
): Result<T> | null {
  if (!record) return null;
  if (person.via === 'local' && twin.compounds.get(record.compound)?.manifest.demo !== true)
    return failure('people-before-users');
  access.audit.note({
    by: person.name,
    verb,
    outcome: 'read',
    compound: record.compound,
    target: record.id,
    note: record.placeId ?? '',
    address: person.address,
  });
  return success(read());
}
