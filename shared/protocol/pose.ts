/** From where a scene is looked at. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';

const Metres = Type.Number({ minimum: -1e6, maximum: 1e6 });
export const Enu = Type.Tuple([Metres, Metres, Metres], {
  description: 'East, north, up of the compound, metres.',
});

export const Pose = Type.Object({ eyeEnu: Enu, targetEnu: Enu });
export type Pose = DeepReadonly<Static<typeof Pose>>;
