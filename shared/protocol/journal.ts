/** The journal of a compound: alarms, what people did, events, commands and incidents as one list of rows. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';

const Text = Type.Object({ zh: Type.String(), en: Type.String() });
const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);

export const journalKinds = ['alarm', 'action', 'event', 'command', 'incident'] as const;
export type JournalKind = (typeof journalKinds)[number];

export const JournalRow = Type.Object({
  key: Type.String({ description: 'Unique in the compound’s journal.' }),
  atMs: Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
  kind: Type.Enum(journalKinds),
  priority: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4), Type.Null()]),
  text: Text,
  by: orNull(Type.String({ description: 'The person who did it; null: a device or the hub itself.' })),
  note: Type.String(),
  placeId: orNull(Type.String()),
  deviceKey: orNull(Type.String()),
  ref: orNull(Type.String({ description: 'Id of the alarm, event, command or incident.' })),
});
export type JournalRow = DeepReadonly<Static<typeof JournalRow>>;

export const JournalPage = Type.Object({
  rows: Type.Array(JournalRow, { description: 'Newest first.' }),
  next: orNull(
    Type.String({
      description:
        'Give it as `before` for what comes next; null: that was all. A search may have looked at much and found little: there is more while `next` is not null.',
    }),
  ),
});
export type JournalPage = DeepReadonly<Static<typeof JournalPage>>;

export const mostJournalRows = 500;
