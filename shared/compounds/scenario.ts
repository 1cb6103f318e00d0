/** What can be played in a demo compound, `scenarios.json`: by name, what its devices say, and how long after the start. */
import { Type, type Static } from 'typebox';

const said = {
  afterMs: Type.Number({ minimum: 0, maximum: 3_600_000 }),
  system: Type.String({ minLength: 1, maxLength: 64 }),
  device: Type.String({ minLength: 1, maxLength: 128 }),
};

const ScenarioMessage = Type.Union([
  Type.Object({
    ...said,
    state: Type.Record(
      Type.String(),
      Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Null()]),
    ),
  }),
  Type.Object({
    ...said,
    event: Type.Object({
      type: Type.String({ minLength: 1, maxLength: 64 }),
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
  }),
]);
export type ScenarioMessage = Static<typeof ScenarioMessage>;

/** Messages of one in any order. */
export const Scenarios = Type.Record(
  Type.String({ minLength: 1, maxLength: 64 }),
  Type.Array(ScenarioMessage, { maxItems: 5000 }),
);
export type Scenarios = Readonly<Record<string, readonly ScenarioMessage[]>>;
