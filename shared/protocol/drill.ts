/**
 * Drills: a scenario says what is played to the people at the screens and how fast they should be, a run is one time that it
 * was played, with what it was worth. What a scenario plays stands on the drill's timeline alone; no device hears of it.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';

const text = (maxLength: number) =>
  Type.Object({ zh: Type.String({ minLength: 1, maxLength }), en: Type.String({ minLength: 1, maxLength }) });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });

export const mostInjections = 40;
export const mostOwnDrills = 100;
/** Four hours. */
export const longestDrillS = 14_400;
const WithinS = orNull(Type.Integer({ minimum: 1, maximum: longestDrillS, description: 'Null: not asked.' }));

export const Injection = Type.Object(
  {
    afterS: Type.Integer({ minimum: 0, maximum: longestDrillS, description: 'Seconds from the start.' }),
    what: Type.Union([
      Type.Object({
        kind: Type.Literal('alarm'),
        rule: Type.String({ pattern: '^[^/]{1,128}/[^/]{1,64}$', description: '<system>/<rule>' }),
        deviceKey: Type.Union([Key, Type.Null()], {
          description: 'Null: the scenario’s own where it is of that system, else the first of that system.',
        }),
      }),
      Type.Object({ kind: Type.Literal('event'), text: text(300) }),
      Type.Object({ kind: Type.Literal('message'), text: text(300) }, { description: 'To the operator.' }),
    ]),
  },
  { additionalProperties: false },
);
export type Injection = DeepReadonly<Static<typeof Injection>>;

export const DrillScenario = Type.Object(
  {
    version: Type.Literal(1),
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
    name: text(120),
    kind: Type.String({ minLength: 1, maxLength: 40, description: 'Of incident: fire, throw, other …' }),
    placeId: orNull(Key),
    deviceKey: orNull(Key),
    injections: Type.Array(Injection, { minItems: 1, maxItems: mostInjections }),
    expected: Type.Object({ acknowledgeS: WithinS, takeUpS: WithinS, verifyS: WithinS }),
  },
  { additionalProperties: false },
);
export type DrillScenario = DeepReadonly<Static<typeof DrillScenario>>;

/** `changed`: the compound's own takes the place of the product's. */
export interface KnownDrill {
  readonly scenario: DrillScenario;
  readonly origin: 'product' | 'changed' | 'own';
}

export const ScoreItem = Type.Object({
  of: Type.Union([
    Type.Literal('acknowledged'),
    Type.Literal('taken-up'),
    Type.Literal('verified'),
    Type.Literal('step'),
  ]),
  step: orNull(Type.Integer({ description: '0, 1, 2 … of the procedure.' })),
  points: Type.Number({ description: 'What it could bring.' }),
  lost: Type.Number(),
  because: Type.Array(
    Type.Union([
      Type.Literal('late'),
      Type.Literal('left-out'),
      Type.Literal('other-role'),
      Type.Literal('not-asked'),
    ]),
  ),
  withinS: orNull(Type.Number()),
  afterS: orNull(Type.Number({ description: 'Null: it was not done.' })),
  by: orNull(Type.String()),
});
export type ScoreItem = DeepReadonly<Static<typeof ScoreItem>>;

export const DrillScore = Type.Object({
  total: Type.Number({ description: 'Of 100.' }),
  items: Type.Array(ScoreItem),
});
export type DrillScore = DeepReadonly<Static<typeof DrillScore>>;

export const DrillRun = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  incidentId: Type.String(),
  scenario: DrillScenario,
  by: Type.String(),
  state: Type.Union([
    Type.Literal('running'),
    Type.Literal('finished'),
    Type.Literal('stopped'),
    Type.Literal('cut-off', { description: 'The hub ended while it ran.' }),
  ]),
  startedAtMs: Instant,
  endedAtMs: orNull(Instant),
  score: orNull(DrillScore),
});
export type DrillRun = DeepReadonly<Static<typeof DrillRun>>;
