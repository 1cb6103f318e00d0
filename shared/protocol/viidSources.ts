/**
 * GA/T 1400: the hub as the platform at which devices and lower platforms register, in `sources.json` and on the screen. A
 * secret is written, never given out.
 */
import { Type, type Static } from 'typebox';

/** GB/T 28181 and GA/T 1400 number platforms and devices alike. */
const ViidId = Type.String({ pattern: '^\\d{20}$' });
const Secret = Type.String({ minLength: 1, maxLength: 200 });
export const mostViidDevices = 1000;

const device = {
  id: ViidId,
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  on: Type.Optional(Type.Boolean({ description: 'False: it is kept here and may not register.' })),
  direction: Type.Optional(
    Type.Enum(['in', 'out'], { description: 'Which way the cars go that it sees; absent: it cannot tell.' }),
  ),
  subscribeUrl: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+',
      maxLength: 2048,
      description: 'Where it takes subscriptions: once it has registered, the hub asks for what it sees.',
    }),
  ),
};

export const ViidSettings = Type.Object(
  {
    id: Type.String({ pattern: '^\\d{20}$', description: 'The number of this hub as a platform.' }),
    devices: Type.Array(Type.Object({ ...device, secret: Secret }, { additionalProperties: false }), {
      maxItems: mostViidDevices,
    }),
  },
  { additionalProperties: false },
);
export type ViidSettings = Static<typeof ViidSettings>;
export type ViidDevice = ViidSettings['devices'][number];

export const ViidEdit = Type.Object(
  {
    id: ViidId,
    devices: Type.Array(
      Type.Object(
        {
          ...device,
          secret: Type.Optional({
            ...Secret,
            description: 'Absent: as before, while the hub goes to no other address with it.',
          }),
        },
        { additionalProperties: false },
      ),
      { maxItems: mostViidDevices },
    ),
  },
  { additionalProperties: false },
);
export type ViidEdit = Static<typeof ViidEdit>;

export interface ViidView {
  readonly id: string;
  readonly devices: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly on: boolean;
    readonly direction: 'in' | 'out' | null;
    readonly subscribeUrl: string | null;
    /** It is registered now. */
    readonly registered: boolean;
  }[];
}
