/**
 * Material of things drawn over the kept base picture: volumes, tracks, frustums. They have no depth of their own;
 * what lies behind a building is seen fainter, by comparing with the base picture's depth.
 */
import { DoubleSide, GLSL3, ShaderMaterial, Vector2, Vector3, type DepthTexture, type Vector4 } from 'three';

export interface OverlayDepth {
  readonly depth: DepthTexture;
  readonly usedPart: Vector2;
  /** Drawing buffer, device pixels. */
  readonly bufferPx: Vector2;
  /** Where in it the view lies that is drawn: left, lower, width, height, 0…1. */
  readonly pane: Vector4;
}

export function createOverlayMaterial(
  base: OverlayDepth,
  options: {
    readonly color: Vector3;
    readonly alpha: number;
    /** Share of alpha left behind things. */
    readonly behind: number;
    /** Brighter top-facing and dimmer side faces, for volumes. */
    readonly shaded?: boolean;
  },
): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: {
      uDepth: { value: base.depth },
      uPart: { value: base.usedPart },
      uBuffer: { value: base.bufferPx },
      uColor: { value: options.color },
      uAlpha: { value: options.alpha },
      uBehind: { value: options.behind },
    },
    vertexShader: /* glsl */ `
out vec3 vNormal;
void main() {
  mat4 placement = modelMatrix;
  vec4 own = vec4(position, 1.0);
  #ifdef USE_INSTANCING
  placement = modelMatrix * instanceMatrix;
  own = instanceMatrix * own;
  #endif
  vNormal = mat3(placement) * normal;
  gl_Position = projectionMatrix * modelViewMatrix * own;
}`,
    fragmentShader: /* glsl */ `
uniform sampler2D uDepth;
uniform vec2 uPart, uBuffer;
uniform vec3 uColor;
uniform float uAlpha, uBehind;
in vec3 vNormal;
out vec4 outColor;
void main() {
  float seen = texture(uDepth, gl_FragCoord.xy / uBuffer * uPart).r;
  float alpha = uAlpha * (gl_FragCoord.z > seen + 0.00002 ? uBehind : 1.0);
  vec3 color = uColor;
  ${options.shaded ? 'color *= 0.8 + 0.2 * normalize(vNormal).z - 0.06 * abs(normalize(vNormal).x);' : ''}
  outColor = vec4(color, alpha);
}`,
    side: DoubleSide,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
}
