/**
 * Colours of a photograph instead of those of the file: they are the thing itself, so that clay takes less of them away.
 * Light and shade are reckoned for white; as colours are rooted in the end, the picture's may be multiplied then. `MAP` is one
 * picture by the mesh's `uv`, `MAPS` layers of one size by `onLayers`. What an element is tinted with covers its picture.
 */
export const pictureVertex = /* glsl */ `
#if defined(MAP) || defined(MAPS)
#define PICTURED
#ifdef MAPS
in vec3 onLayers;
#endif
out vec4 vMapAt; // place on the picture, its layer, how much of it is covered
void placePicture(float covered) {
  #ifdef MAPS
  vMapAt = vec4(onLayers, covered);
  #else
  vMapAt = vec4(uv, 0.0, covered);
  #endif
}
#endif`;

export const pictureFragment = /* glsl */ `
#if defined(MAP) || defined(MAPS)
#ifdef MAPS
uniform highp sampler2DArray uMap;
#else
uniform sampler2D uMap;
#endif
uniform vec3 uClayColor;
uniform float uSaturation;
in vec4 vMapAt;
vec3 pictured(vec3 lit) {
  #ifdef MAPS
  vec4 seen = texture(uMap, vMapAt.xyz);
  if (seen.a < 0.5) discard;
  #else
  vec4 seen = texture(uMap, vMapAt.xy);
  #endif
  float luma = dot(seen.rgb, vec3(0.3, 0.59, 0.11));
  vec3 own = mix(uClayColor * luma, seen.rgb, max(uSaturation, 0.6));
  return lit * mix(own, vec3(1.0), vMapAt.w);
}
#else
vec3 pictured(vec3 lit) { return lit; }
#endif`;
