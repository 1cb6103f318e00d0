/**
 * The one lighting model of the base scene, as GLSL. Light is worked out per vertex where it can be (flat clay
 * faces), so that a fragment costs one shadow and one ground-map look-up: software GL has to live with it.
 * Colours are squared going in and rooted coming out, a cheap stand-in for sRGB.
 */

/** Vertex side: call `lightVertex(worldPosition, worldNormal, albedo)` with albedo in display colours. */
export const lightingVertex = /* glsl */ `
uniform vec3 uSunDirection, uSunColor, uSkyColor, uBounceColor;
out vec3 vWorld;
out vec3 vAmbient;
out vec3 vSun;
out vec3 vAlbedo;
void lightVertex(vec3 world, vec3 normal, vec3 albedo) {
  vec3 linear = albedo * albedo;
  float up = normal.z * 0.5 + 0.5;
  vec3 fill = mix(uBounceColor, uSkyColor, up);
  // A hint of form on the faces turned from the sun.
  fill *= 0.93 + 0.07 * dot(normal.xy, normalize(vec2(-uSunDirection.y, uSunDirection.x) + 1e-4));
  vWorld = world;
  vAlbedo = linear;
  vAmbient = linear * fill;
  vSun = linear * uSunColor * max(dot(normal, uSunDirection), 0.0);
}`;

/** Fragment side: `shade()` gives the lit display colour, faded into the horizon beyond the compound. */
export const lightingFragment = /* glsl */ `
uniform mat4 uShadowMatrix;
uniform float uShadowStrength;
uniform vec2 uShadowJitter;
uniform sampler2DShadow uShadowMap;
uniform sampler2D uGroundMap;
uniform vec4 uGroundRect, uFade;
uniform vec3 uHorizonColor, uLampColor;
in vec3 vWorld;
in vec3 vAmbient;
in vec3 vSun;
in vec3 vAlbedo;
vec3 fadeOut(vec3 color) {
  float far = smoothstep(uFade.z, uFade.w, length(vWorld.xy - uFade.xy));
  return mix(color, uHorizonColor, far);
}
vec3 shade(vec3 glow) {
  vec3 map = texture(uGroundMap, (vWorld.xy - uGroundRect.xy) * uGroundRect.zw).rgb;
  // Blurred heights above this point stand for what closes in the sky (r near, g wide; 51.2 m = 1).
  float near = clamp((map.r * 51.2 - vWorld.z) * 0.075, 0.0, 1.0);
  float wide = clamp((map.g * 51.2 - vWorld.z) * 0.06, 0.0, 1.0);
  float open = (1.0 - 0.42 * near) * (1.0 - 0.38 * wide);
  float sun = 1.0;
  if (uShadowStrength > 0.0) {
    vec3 at = (uShadowMatrix * vec4(vWorld, 1.0)).xyz;
    if (all(greaterThan(at.xy, vec2(0.0))) && all(lessThan(at.xy, vec2(1.0))))
      sun = mix(1.0, texture(uShadowMap, vec3(at.xy + uShadowJitter, at.z)), uShadowStrength);
  }
  float lamp = map.b * clamp(1.0 - vWorld.z * 0.16, 0.0, 1.0);
  vec3 lit = vAmbient * open + vSun * sun + vAlbedo * uLampColor * lamp + glow;
  return fadeOut(sqrt(lit));
}`;

/** Writes height as colour: the same material fills the shadow map's depth and the ground map's heights. */
export const heightFragment = /* glsl */ `
in float vHeight;
out vec4 outColor;
void main() { outColor = vec4(clamp(vHeight / 51.2, 0.0, 1.0), 0.0, 0.0, 1.0); }`;
