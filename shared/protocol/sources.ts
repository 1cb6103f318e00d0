/**
 * `sources.json` of the data directory, and how it is seen and changed on the screen: which dialects are listened to under
 * which topics, further brokers beside the first, and what is no broker. A login stands in the file alone; it is written,
 * never given out.
 */
import { Type, type Static } from 'typebox';
import {
  CameraEdit,
  CameraSettings,
  LoginChange,
  mostCameras,
  SourceId,
  type CameraView,
} from './cameraSources.ts';
import type { SourceReport } from './foreign.ts';
import { ViidEdit, ViidSettings, type ViidView } from './viidSources.ts';

export type { CameraEdit, CameraSettings, CameraView } from './cameraSources.ts';
export type { ViidDevice, ViidEdit, ViidSettings, ViidView } from './viidSources.ts';

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
  id: SourceId,
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
    cameras: Type.Optional(Type.Array(CameraSettings, { maxItems: mostCameras })),
    viid: Type.Optional(ViidSettings),
  },
  { additionalProperties: false },
);
export type SourcesFile = Static<typeof SourcesFile>;

/** All that is to stand in the file from now on; cameras and GA/T 1400 where they are named. */
export const SourcesEdit = Type.Object(
  {
    dialects: Type.Optional(DialectChoices),
    brokers: Type.Array(
      Type.Object(
        {
          ...broker,
          login: LoginChange,
        },
        { additionalProperties: false },
      ),
      { maxItems: mostBrokers },
    ),
    cameras: Type.Optional(
      Type.Array(CameraEdit, { maxItems: mostCameras, description: 'Absent: as before.' }),
    ),
    viid: Type.Optional(
      Type.Union([ViidEdit, Type.Null()], { description: 'Absent: as before. Null: nobody registers.' }),
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
  readonly cameras: readonly CameraView[];
  /** Null: nobody registers here. */
  readonly viid: ViidView | null;
  /** What was changed holds only after the hub is started again. */
  readonly restart: boolean;
  /** When this was so, by the hub's clock. */
  readonly atMs: number;
}
