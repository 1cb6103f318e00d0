/**
 * All symbols in one draw call: instanced squares of constant pixel size. Quiet ones step back behind buildings by
 * looking at the base picture's depth; urgent ones are always seen.
 */
import {
  BufferAttribute,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  ShaderMaterial,
  Vector2,
  type CanvasTexture,
} from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import type { OverlayDepth } from '../layers/overlayMaterial.ts';
import { ATLAS_COLUMNS } from './atlas.ts';

export interface Sprite {
  readonly positionEnu: Enu;
  readonly offsetPx: readonly [number, number];
  readonly sizePx: number;
  readonly cell: number;
  readonly tone: readonly [r: number, g: number, b: number, a: number];
  readonly pulses: boolean;
  /** Fades behind buildings. */
  readonly quiet: boolean;
}

export interface SpriteLayer {
  readonly mesh: Mesh;
  set(sprites: readonly Sprite[]): void;
  setView(widthPx: number, heightPx: number): void;
  /** 0…1 brightness of pulsing symbols; true when it is another than before. */
  setPulse(value: number): boolean;
  dispose(): void;
}

export function createSpriteLayer(
  atlas: CanvasTexture,
  { depth, usedPart, pane }: Pick<OverlayDepth, 'depth' | 'usedPart' | 'pane'>,
): SpriteLayer {
  const geometry = new InstancedBufferGeometry();
  const corners = new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);
  geometry.setAttribute('position', new BufferAttribute(corners, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  const view = new Vector2(1, 1);
  const pulse = { value: 1 };
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: {
      uAtlas: { value: atlas },
      uDepth: { value: depth },
      uPart: { value: usedPart },
      uPane: { value: pane },
      uView: { value: view },
      uPulse: pulse,
    },
    vertexShader: /* glsl */ `
uniform sampler2D uDepth;
uniform vec2 uView, uPart;
uniform vec4 uPane;
uniform float uPulse;
in vec3 aPlace; // from the mesh's own origin
in vec4 aShape; // offset x, offset y, size, cell + 100 × flags (1 pulses, 2 quiet)
in vec4 aTone;
out vec2 vUv;
out vec4 vTone;
void main() {
  vec4 at = projectionMatrix * modelViewMatrix * vec4(aPlace, 1.0);
  float flags = floor(aShape.w / 100.0);
  float cell = aShape.w - flags * 100.0;
  vTone = aTone;
  if (mod(flags, 2.0) > 0.5) vTone.a *= uPulse;
  if (flags > 1.5) {
    vec3 ndc = at.xyz / at.w;
    float seen = texture(uDepth, (uPane.xy + (ndc.xy * 0.5 + 0.5) * uPane.zw) * uPart).r;
    if (ndc.z * 0.5 + 0.5 > seen + 0.0006) vTone.a = 0.0;
  }
  vec2 corner = position.xy * aShape.z * 0.5 + aShape.xy;
  at.xy += corner / uView * 2.0 * at.w;
  at.z = min(at.z, at.w);
  gl_Position = at;
  vec2 origin = vec2(mod(cell, ${ATLAS_COLUMNS}.0), floor(cell / ${ATLAS_COLUMNS}.0));
  vUv = (origin + vec2(position.x, -position.y) * 0.5 + 0.5) / ${ATLAS_COLUMNS}.0;
}`,
    fragmentShader: /* glsl */ `
uniform sampler2D uAtlas;
in vec2 vUv;
in vec4 vTone;
out vec4 outColor;
void main() {
  vec4 c = texture(uAtlas, vUv);
  if (c.a < 0.01) discard;
  outColor = vec4(c.rgb * vTone.rgb, c.a * vTone.a);
}`,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 50;
  let capacity = 0;
  let attributes: InstancedBufferAttribute[] = [];
  const reserve = (count: number) => {
    if (count <= capacity) return;
    capacity = Math.max(256, count * 2);
    attributes = [3, 4, 4].map(
      (size) => new InstancedBufferAttribute(new Float32Array(capacity * size), size),
    );
    ['aPlace', 'aShape', 'aTone'].forEach((name, i) => {
      const attribute = attributes[i];
      if (attribute) geometry.setAttribute(name, attribute);
    });
  };
  reserve(1);
  geometry.instanceCount = 0;
  return {
    mesh,
    set(sprites) {
      reserve(sprites.length);
      const [place, shape, tone] = attributes;
      const origin = originOf(sprites.map(({ positionEnu }) => positionEnu));
      mesh.position.set(...origin);
      sprites.forEach((sprite, i) => {
        place?.setXYZ(i, ...offsetFrom(origin, sprite.positionEnu));
        const flags = (sprite.pulses ? 1 : 0) + (sprite.quiet ? 2 : 0);
        shape?.setXYZW(i, sprite.offsetPx[0], sprite.offsetPx[1], sprite.sizePx, sprite.cell + flags * 100);
        tone?.setXYZW(i, ...sprite.tone);
      });
      for (const attribute of attributes) attribute.needsUpdate = true;
      geometry.instanceCount = sprites.length;
    },
    setView: (widthPx, heightPx) => void view.set(widthPx / uiScale(), heightPx / uiScale()),
    setPulse(value) {
      const changed = pulse.value !== value;
      pulse.value = value;
      return changed;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
      atlas.dispose();
    },
  };
}

/** Symbols grow with the page's type, so that they are legible on a 4K wall: 1 at a root size of 14 px or less. */
export function uiScale(): number {
  return Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 14);
}
