/** A command is a record (decision 18): what was asked of a device, by whom, why, and what became of it. */
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Type, type Static } from 'typebox';
import { CommandParams } from './device.ts';
import type { Fault } from './result.ts';

const id = Type.String({ minLength: 1, maxLength: 200 });

const LocalText = Type.Object({ zh: Type.String(), en: Type.String() });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });

export const CommandState = Type.Union([
  Type.Literal('requested'),
  Type.Literal('sent'),
  Type.Literal('replied'),
  Type.Literal('failed'),
  Type.Literal('timed-out'),
]);
export type CommandState = Static<typeof CommandState>;

export const CommandRecord = Type.Object(
  {
    version: Type.Literal(1),
    id: Type.String({ description: 'Also the correlation id of the message and its reply.' }),
    compound: Type.String(),
    deviceKey: Type.String(),
    deviceName: LocalText,
    name: Type.String({ description: 'As the system declares it.' }),
    title: LocalText,
    params: CommandParams,
    by: Type.String(),
    why: Type.String(),
    incidentId: Type.Union([Type.String(), Type.Null()]),
    state: CommandState,
    requestedAtMs: Instant,
    expiresMs: Instant,
    sentAtMs: Type.Union([Instant, Type.Null()]),
    endedAtMs: Type.Union([Instant, Type.Null()]),
    message: Type.String({ description: 'The device’s own words where it failed.' }),
    fault: Type.Optional(
      Type.Unsafe<Fault>(
        Type.Object({
          code: Type.String(),
          params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
        }),
      ),
    ),
    drill: Type.Optional(
      Type.Literal(true, { description: 'Asked for in a drill: written down, never sent to the device.' }),
    ),
    notStored: Type.Optional(Type.Literal(true)),
  },
  { title: 'Command' },
);
export type CommandRecord = Static<typeof CommandRecord>;

/** One step of a command's life; the record is as it was after the step. */
export interface CommandStep {
  readonly seq: number;
  readonly atMs: number;
  readonly command: CommandRecord;
}

export const CommandRequest = Type.Object({
  compound: id,
  deviceKeys: Type.Array(id, { minItems: 1, maxItems: 200 }),
  name: Type.String({ minLength: 1, maxLength: 64 }),
  params: Type.Optional(CommandParams),
  why: Type.Optional(Type.String({ maxLength: 2000 })),
  incidentId: Type.Optional(Type.Union([id, Type.Null()])),
  confirmed: Type.Optional(
    Type.Boolean({ description: 'A person has read what a dangerous command does and agreed.' }),
  ),
});
export type CommandRequest = DeepReadonly<Static<typeof CommandRequest>>;
