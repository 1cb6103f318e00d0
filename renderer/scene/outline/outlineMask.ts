/**
 * Paints which pixels a marked element covers, into one channel for what is selected and one for what is pointed at:
 * full where it is seen, less where something stands before it. It follows cuts, storeys and sides as the element does.
 */
import {
  CustomBlending,
  DoubleSide,
  GLSL3,
  MaxEquation,
  OneFactor,
  ShaderMaterial,
  Vector2,
  type IUniform,
  type Texture,
} from 'three';
import type { OverlayDepth } from '../layers/overlayMaterial.ts';
import { cutWalls, readState } from '../model/chunkMaterial.ts';
import { cutFragment, cutVertex } from '../model/sectionShader.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';

/** Of the full line, where something stands before the element. */
export const BEHIND = 0.45;

export type MarkKind = 'selected' | 'hovered';

const CHANNEL: Readonly<Record<MarkKind, Vector2>> = {
  selected: new Vector2(1, 0),
  hovered: new Vector2(0, 1),
};

export function createMaskMaterial(
  shared: SceneUniforms,
  base: OverlayDepth,
  state: IUniform<Texture>,
  steps: Texture,
  kind: MarkKind,
): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: {
      ...shared,
      uState: state,
      uStep: { value: steps },
      uDepth: { value: base.depth },
      uPart: { value: base.usedPart },
      uBuffer: { value: base.bufferPx },
      uChannel: { value: CHANNEL[kind] },
    },
    defines: { CUT: 1 },
    vertexShader: /* glsl */ `
${readState}
${cutWalls}
${cutVertex}
out vec3 vEye; // distance, and what of the projection tells it from a depth
void main() {
  if ((stateOf().a & 1u) != 0u) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec4 world = modelMatrix * vec4(position, 1.0);
  float over = overCut(world.xyz) - liftM();
  world.z -= over;
  vCutPlace = world.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.xy, position.z - over, 1.0);
  vEye = vec3(gl_Position.w, projectionMatrix[2][2], projectionMatrix[3][2]);
}`,
    fragmentShader: /* glsl */ `
${cutFragment}
uniform highp sampler2D uDepth;
uniform vec2 uPart, uBuffer, uChannel;
in vec3 vEye;
out vec4 outColor;
void main() {
  if (cutAway(outColor)) return;
  float depth = texture(uDepth, gl_FragCoord.xy / uBuffer * uPart).r;
  float seen = vEye.z / (depth * 2.0 - 1.0 + vEye.y);
  outColor = vec4(uChannel * (vEye.x > seen * 1.004 + 0.05 ? ${BEHIND} : 1.0), 0.0, 1.0);
}`,
    side: DoubleSide,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    blending: CustomBlending,
    blendEquation: MaxEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
  });
}
