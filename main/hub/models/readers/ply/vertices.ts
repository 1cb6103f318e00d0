/** A row of a PLY file's vertices as a point, by the names that scanners and programs give their properties. */
import type { PointLook } from '#hub/models/points/pointCloud.ts';
import type { PlyProperty } from './header.ts';

export interface PlyVertex {
  x: number;
  y: number;
  z: number;
  readonly look: { -readonly [key in keyof PointLook]: PointLook[key] };
  classNumber: number | null;
}

/** First coefficient of a spherical harmonic, as splats keep their colours. */
const HARMONIC = 0.28209479177387814;

/** Null where they have no places. */
export function vertexReader(
  properties: readonly PlyProperty[],
): ((values: Float64Array) => PlyVertex) | null {
  const named = (names: readonly string[]): number =>
    properties.findIndex(({ name, count }) => count === null && names.includes(name.toLowerCase()));
  const [x, y, z] = [named(['x', 'px']), named(['y', 'py']), named(['z', 'pz'])];
  if (x < 0 || y < 0 || z < 0) return null;
  const colors = (['red', 'green', 'blue'] as const).map((name) =>
    named([name, `diffuse_${name}`, name.slice(0, 1)]),
  );
  const splats = [0, 1, 2].map((k) => named([`f_dc_${k}`]));
  const intensity = named(['intensity', 'scalar_intensity', 'reflectance', 'scalar_reflectance']);
  const classAt = named(['classification', 'scalar_classification', 'class']);
  /** Files count colours in bytes, in words, or from nought to one. */
  const scaleOf = (at: number): number => {
    const property = properties[at];
    if (!property) return 1;
    return property.type.startsWith('f') ? 255 : 1;
  };
  const clamped = (value: number): number => (value > 0 ? Math.min(65_535, Math.round(value)) : 0);
  const scales = colors.map(scaleOf);
  const intensityScale = scaleOf(intensity);
  const vertex: PlyVertex = {
    x: 0,
    y: 0,
    z: 0,
    look: { red: 0, green: 0, blue: 0, intensity: 0 },
    classNumber: null,
  };
  const channel = (values: Float64Array, k: 0 | 1 | 2): number => {
    const at = colors[k] ?? -1;
    if (at >= 0) return clamped((values[at] ?? 0) * (scales[k] ?? 1));
    const splat = splats[k] ?? -1;
    return splat < 0 ? 0 : clamped(255 * Math.min(1, 0.5 + HARMONIC * (values[splat] ?? 0)));
  };
  return (values) => {
    vertex.x = values[x] ?? NaN;
    vertex.y = values[y] ?? NaN;
    vertex.z = values[z] ?? NaN;
    vertex.look.red = channel(values, 0);
    vertex.look.green = channel(values, 1);
    vertex.look.blue = channel(values, 2);
    vertex.look.intensity = intensity < 0 ? 0 : clamped((values[intensity] ?? 0) * intensityScale);
    const held = classAt < 0 ? NaN : (values[classAt] ?? NaN);
    vertex.classNumber = Number.isInteger(held) && held >= 0 && held < 256 ? held : null;
    return vertex;
  };
}
