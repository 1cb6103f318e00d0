/** What may be changed of a compound, each record as a whole; what is left out stays. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from './deepReadonly.ts';

export const CompoundChange = Type.Object(
  {
    manifest: Type.Optional(Type.Unknown({ description: 'As manifest.json; its id stays.' })),
    plan: Type.Optional(Type.Unknown({ description: 'As plan.json.' })),
    devices: Type.Optional(Type.Unknown({ description: 'As devices.json.' })),
  },
  { additionalProperties: false },
);
export type CompoundChange = DeepReadonly<Static<typeof CompoundChange>>;
