/**
 * A section in the materials of models (`CUT`): what lies before one of its planes is thrown away. Where a solid is open
 * because of that, one sees its faces from inside; there (`CAP`) the cut itself is painted, flat and hatched, as if it
 * lay in the plane. Closed solids are what files of buildings consist of; an open sheet shows the same paint.
 */
import { MOST_PLANES } from '#shared/geo/section.ts';

export const cutVertex = /* glsl */ `
#ifdef CUT
out vec3 vCutPlace;
#endif`;

export const cutFragment = /* glsl */ `
#ifdef CUT
uniform vec4 uCutPlanes[${MOST_PLANES}];
uniform int uCutCount;
uniform vec3 uCutColor;
in vec3 vCutPlace;
/** True where a cut was painted; gone where something is cut away. */
bool cutAway(out vec4 paint) {
  paint = vec4(0.0);
  for (int i = 0; i < ${MOST_PLANES}; i++)
    if (i < uCutCount && dot(uCutPlanes[i].xyz, vCutPlace) > uCutPlanes[i].w) discard;
  #ifdef CAP
  if (gl_FrontFacing) return false;
  vec3 way = vCutPlace - cameraPosition;
  float reach = length(way);
  way /= reach;
  float enter = 0.0;
  vec3 normal = vec3(0.0);
  for (int i = 0; i < ${MOST_PLANES}; i++) {
    if (i >= uCutCount) break;
    float along = dot(uCutPlanes[i].xyz, way);
    float away = dot(uCutPlanes[i].xyz, cameraPosition) - uCutPlanes[i].w;
    if (along < 0.0 && away > 0.0 && away / -along > enter) {
      enter = away / -along;
      normal = uCutPlanes[i].xyz;
    }
  }
  if (enter <= 0.0 || enter > reach) return false;
  vec3 at = cameraPosition + way * enter;
  vec3 side = normalize(cross(normal, abs(normal.z) < 0.9 ? vec3(0.0, 0.0, 1.0) : vec3(1.0, 0.0, 0.0)));
  float across = dot(at, side) + dot(at, cross(normal, side));
  // About as wide on the screen from near and far.
  float spacing = exp2(floor(log2(max(enter, 1.0) * 0.012)));
  float line = abs(fract(across / spacing) - 0.5) * 2.0;
  paint = vec4(mix(uCutColor * 1.7, uCutColor, smoothstep(0.12, 0.3, line)), 1.0);
  return true;
  #else
  return false;
  #endif
}
#endif`;
