/**
 * `sources.json` of the data directory, and how it is seen and changed on the screen: which dialects are listened to under
 * which topics, and further brokers beside the first. A login stands in the file alone; it is written, never given out.
 */
import { Type, type Static } from 'typebox';
import type { SourceReport } from './foreign.ts';

const Choice = Type.Object(
  {
    on: Type.Optional(Type.Boolean()),
    baseTopics: Type.Optional(
      Type.Array(Type.String({ pattern: '^[^+#/\\u0000]+(/[^+#/\\u0000]+)*$', maxLength: 200 }), {
        minItems: 1,
        maxItems: 20,
      }),
    ),
  },
  { additionalProperties: false },
);
const choice = Type.Optional(Choice);
const DialectChoices = Type.Object(
  {
    native: Type.Optional(
      Type.Object({ on: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
    ),
    'home-assistant': choice,
    zigbee2mqtt: choice,
    tasmota: choice,
    thingsboard: choice,
    frigate: choice,
    sparkplug: choice,
  },
  { additionalProperties: false },
);
export type DialectChoices = Static<typeof DialectChoices>;

const broker = {
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
  url: Type.String({ pattern: '^(mqtt|mqtts|ws|wss)://[^\\s/]+', maxLength: 2048 }),
  on: Type.Optional(Type.Boolean({ description: 'False: it is kept here and not connected.' })),
  dialects: Type.Optional(DialectChoices),
};
const mostBrokers = 32;

export const SourcesFile = Type.Object(
  {
    version: Type.Literal(1),
    dialects: Type.Optional(DialectChoices),
    brokers: Type.Optional(
      Type.Array(Type.Object(broker, { additionalProperties: false }), { maxItems: mostBrokers }),
    ),
  },
  { additionalProperties: false },
);
export type SourcesFile = Static<typeof SourcesFile>;

const Login = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
);

/** All that is to stand in the file from now on. */
export const SourcesEdit = Type.Object(
  {
    dialects: Type.Optional(DialectChoices),
    brokers: Type.Array(
      Type.Object(
        {
          ...broker,
          login: Type.Optional(
            Type.Union([Login, Type.Null()], {
              description: 'Absent: as before, while the address stays the same. Null: none.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
      { maxItems: mostBrokers },
    ),
  },
  { additionalProperties: false },
);
export type SourcesEdit = Static<typeof SourcesEdit>;
export type BrokerEdit = SourcesEdit['brokers'][number];

export interface BrokerView {
  readonly id: string;
  /** Without a login. */
  readonly url: string;
  readonly hasLogin: boolean;
  readonly on: boolean;
  readonly dialects: DialectChoices;
}

export interface SourcesView {
  /** Of those that run. */
  readonly sources: readonly SourceReport[];
  readonly dialects: DialectChoices;
  readonly brokers: readonly BrokerView[];
  /** What was changed holds only after the hub is started again. */
  readonly restart: boolean;
  /** When this was so, by the hub's clock. */
  readonly atMs: number;
}
