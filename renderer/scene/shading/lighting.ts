/**
 * The one lighting model of the base scene, as GLSL. Light is worked out per vertex where it can be (flat clay
 * faces), so that a fragment costs one shadow and one ground-map look-up: software GL has to live with it.
 * Colours are squared going in and rooted coming out, a cheap stand-in for sRGB.
 */

/** Vertex side: call `lightVertex(worldPosition, worldNormal, albedo)` with albedo in display colours. */
export const lightingVertex = /* glsl */ `
uniform vec3 uSunDirection;
uniform mat4 uShadowMatrix;
// Few and packed: every varying costs on software GL.
out vec4 vPlace;  // world position, share of sky light
out vec4 vPaint;  // albedo (linear), sun on the face
out vec4 vLookUp; // shadow map position, glow
void lightVertex(vec3 world, vec3 normal, vec3 albedo, float glow) {
  // A hint of form on the faces turned from the sun.
  float form = 0.06 * dot(normal.xy, normalize(vec2(-uSunDirection.y, uSunDirection.x) + 1e-4));
  vPlace = vec4(world, normal.z * 0.5 + 0.5 + form);
  vPaint = vec4(albedo * albedo, max(dot(normal, uSunDirection), 0.0));
  // Looked up a little off the face, so that a face does not shadow itself.
  vLookUp = vec4((uShadowMatrix * vec4(world + normal * 0.32, 1.0)).xyz, glow);
}`;

const shared = /* glsl */ `
uniform sampler2D uGroundMap;
uniform vec4 uGroundRect, uFade;
uniform vec3 uHorizonColor, uLampColor, uSunColor, uSkyColor, uBounceColor;
/** Blurred heights above a point stand for what closes in the sky (r near, g wide; 51.2 m = 1). */
float openness(vec3 map, float heightM) {
  float near = clamp((map.r * 51.2 - heightM) * 0.075, 0.0, 1.0);
  float wide = clamp((map.g * 51.2 - heightM) * 0.06, 0.0, 1.0);
  return (1.0 - 0.42 * near) * (1.0 - 0.38 * wide);
}
vec3 fadeOut(vec3 color, vec2 at) {
  return mix(color, uHorizonColor, smoothstep(uFade.z, uFade.w, length(at - uFade.xy)));
}
vec3 light(vec3 world, float up, vec3 albedo, float facing, float sun, vec3 glow) {
  vec4 map = texture(uGroundMap, (world.xy - uGroundRect.xy) * uGroundRect.zw);
  float lamp = map.b * clamp(1.0 - world.z * 0.16, 0.0, 1.0);
  vec3 fill = mix(uBounceColor, uSkyColor, up) * openness(map.rgb, world.z);
  vec3 lit = albedo * (fill + uSunColor * (facing * sun) + uLampColor * lamp) + glow;
  // The ground outside the fence steps back (a: inside).
  float outside = (1.0 - map.a) * clamp(2.0 - world.z * 1.6, 0.0, 1.0);
  return fadeOut(mix(sqrt(max(lit, 0.0)), uHorizonColor * 1.22, min(outside, 0.5)), world.xy);
}`;

/** Fragment side: `shade()` gives the lit display colour, faded into the horizon beyond the compound. */
export const lightingFragment = /* glsl */ `
${shared}
uniform float uShadowStrength;
uniform vec2 uShadowJitter;
uniform sampler2DShadow uShadowMap;
in vec4 vPlace;
in vec4 vPaint;
in vec4 vLookUp;
vec3 shade(vec3 glow) {
  float sun = 1.0;
  if (uShadowStrength > 0.0 && vPaint.a > 0.0) {
    if (all(greaterThan(vLookUp.xy, vec2(0.0))) && all(lessThan(vLookUp.xy, vec2(1.0))))
      sun = mix(1.0, texture(uShadowMap, vec3(vLookUp.xy + uShadowJitter, vLookUp.z)), uShadowStrength);
  }
  return light(vPlace.xyz, vPlace.w, vPaint.rgb, vPaint.a, sun, glow);
}`;

/** All of it per vertex, without shadow: for moving pictures on slow machines. Call `lightVertex` as above. */
export const lightingVertexFast = /* glsl */ `
${shared}
uniform vec3 uSunDirection;
out vec3 vColor;
void lightVertex(vec3 world, vec3 normal, vec3 albedo, vec3 glow) {
  float facing = max(dot(normal, uSunDirection), 0.0);
  vColor = light(world, normal.z * 0.5 + 0.5, albedo * albedo, facing, 0.9, glow);
}`;

/** Writes height as colour: the same material fills the shadow map's depth and the ground map's heights. */
export const heightFragment = /* glsl */ `
in float vHeight;
out vec4 outColor;
void main() { outColor = vec4(clamp(vHeight / 51.2, 0.0, 1.0), 0.0, 0.0, 1.0); }`;
