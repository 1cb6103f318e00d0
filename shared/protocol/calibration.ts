/**
 * How a camera was calibrated: corners that are known in the model and were marked in its picture, and the pose that follows
 * with its doubt. A new one does not take away the old: what was judged by it must be judged again by it.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Enu } from '../compounds/local.ts';

const Pixel = Type.Number({ minimum: -100_000, maximum: 100_000 });
const Coefficient = Type.Number({ minimum: -10, maximum: 10 });

export const LensSchema = Type.Object({
  widthPx: Type.Number({ minimum: 16, maximum: 32_768 }),
  heightPx: Type.Number({ minimum: 16, maximum: 32_768 }),
  fx: Type.Number({ exclusiveMinimum: 0, maximum: 200_000, description: 'Focal length, pixels.' }),
  fy: Type.Number({ exclusiveMinimum: 0, maximum: 200_000 }),
  cx: Pixel,
  cy: Pixel,
  distortion: Type.Tuple([Coefficient, Coefficient, Coefficient, Coefficient, Coefficient], {
    description: 'k1, k2, p1, p2, k3 after Brown and Conrady; zeros for none.',
  }),
});

export const MOST_PLACES = 60;
/** Of the picture's diagonal: marks this far off on average are no corners of this wall. */
export const MOST_NOISE_SHARE = 0.02;

/** What a person gives; the pose is the hub's own answer to it. */
export const CalibrationDraft = Type.Object(
  {
    lens: LensSchema,
    places: Type.Array(Type.Object({ placeEnu: Enu, xPx: Pixel, yPx: Pixel }), {
      minItems: 4,
      maxItems: MOST_PLACES,
      description: 'Corners of the model and where they are in the picture.',
    }),
  },
  { additionalProperties: false },
);
export type CalibrationDraft = DeepReadonly<Static<typeof CalibrationDraft>>;

export const CameraCalibration = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  deviceKey: Type.String(),
  by: Type.String(),
  atMs: Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
  ...CalibrationDraft.properties,
  positionEnu: Enu,
  rotation: Type.Tuple([Type.Number(), Type.Number(), Type.Number()], {
    description: 'Rodrigues vector from ENU to the camera’s axes (x right, y down, z forward), radians.',
  }),
  covariance: Type.Array(Type.Number(), {
    minItems: 36,
    maxItems: 36,
    description: 'Of the pose, row-major: ENU metres, then radians about the camera’s axes.',
  }),
  noisePx: Type.Number({ description: 'Root mean square of the residuals in each direction.' }),
  residuals: Type.Array(Type.Tuple([Type.Number(), Type.Number()]), {
    description: 'Marked less projected, pixels, in the order of the places.',
  }),
});
export type CameraCalibration = DeepReadonly<Static<typeof CameraCalibration>>;
