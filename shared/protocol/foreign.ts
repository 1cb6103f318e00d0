/** Devices of other systems as the hub knows them, for whoever maps them, and the sources that they come from. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { MappedDevice } from '../compounds/mapping.ts';
import { PointValue } from './device.ts';

const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
const Text = Type.Union([Type.String(), Type.Null()]);

export const ForeignPointView = Type.Object({
  key: Type.String({ description: 'As the other system calls the value.' }),
  pointId: Type.String({ description: 'As it is called here.' }),
  kind: Text,
  unit: Text,
  value: Type.Optional(PointValue),
  atMs: Type.Union([Instant, Type.Null()]),
});

export const ForeignListing = Type.Object({
  dialect: Type.String(),
  scope: Type.String({ description: 'Prefix or base topic under which it speaks.' }),
  id: Type.String({ description: 'As the other system calls it; the key of its mapping.' }),
  name: Type.String(),
  model: Type.String(),
  compound: Type.Union([Type.String(), Type.Null()], { description: 'Null: no compound takes it.' }),
  deviceKey: Type.Union([Type.String(), Type.Null()], {
    description: '<system>/<device> here; null while it is not described.',
  }),
  mapped: Type.Union([MappedDevice, Type.Null()], { description: 'Null: nobody mapped it.' }),
  proposal: Type.Object({
    system: Text,
    placeId: Text,
    points: Type.Record(Type.String(), Type.String()),
  }),
  points: Type.Array(ForeignPointView),
});
export type ForeignListing = DeepReadonly<Static<typeof ForeignListing>>;

export const ForeignDevice = Type.Object({
  source: Type.String({ description: 'Broker it comes from.' }),
  ...ForeignListing.properties,
});
export type ForeignDevice = DeepReadonly<Static<typeof ForeignDevice>>;

/** A broker, and what came of it. */
export interface SourceReport {
  readonly id: string;
  /** Without a login; null: the broker that the hub is started with. */
  readonly url: string | null;
  readonly connected: boolean;
  /** Mean over the last minute. */
  readonly messagesPerS: number;
  readonly lastMessageMs: number | null;
  readonly accepted: number;
  readonly refused: number;
  readonly devices: number;
  readonly unmapped: number;
  readonly dialects: readonly {
    readonly id: string;
    readonly devices: number;
    readonly unmapped: number;
  }[];
}
