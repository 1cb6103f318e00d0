/** A field of values over the ground: one plane with a small picture on it, drawn over the kept base; off, it is not there. */
import {
  DataTexture,
  GLSL3,
  Group,
  LinearFilter,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
  UnsignedByteType,
} from 'three';
import type { HeatField } from '../contract.ts';
import { heatExtent, heatPixels } from './heatField.ts';
import type { OverlayDepth } from './overlayMaterial.ts';

const SIZE = 64;
const ABOVE_GROUND_M = 0.4;

export interface HeatLayer {
  readonly group: Group;
  /** True when something looks different now. */
  set(field: HeatField | null): boolean;
  dispose(): void;
}

export function createHeatLayer(base: OverlayDepth): HeatLayer {
  const group = new Group();
  const geometry = new PlaneGeometry(1, 1);
  const picture = new DataTexture(new Uint8Array(SIZE * SIZE * 4), SIZE, SIZE);
  picture.type = UnsignedByteType;
  picture.magFilter = picture.minFilter = LinearFilter;
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: {
      uDepth: { value: base.depth },
      uPart: { value: base.usedPart },
      uBuffer: { value: base.bufferPx },
      uPicture: { value: picture },
    },
    vertexShader: /* glsl */ `
out vec2 vAt;
void main() {
  vAt = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`,
    fragmentShader: /* glsl */ `
uniform sampler2D uDepth, uPicture;
uniform vec2 uPart, uBuffer;
in vec2 vAt;
out vec4 outColor;
void main() {
  vec4 field = texture(uPicture, vAt);
  float seen = texture(uDepth, gl_FragCoord.xy / uBuffer * uPart).r;
  // Behind buildings only a breath of it, so that they stand out.
  outColor = vec4(field.rgb, field.a * (gl_FragCoord.z > seen + 0.00002 ? 0.15 : 1.0));
}`,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const plane = new Mesh(geometry, material);
  plane.renderOrder = -1;
  let key = '';
  return {
    group,
    set(field) {
      const extent = field && heatExtent(field);
      if (!field || !extent) {
        const was = plane.parent !== null;
        group.remove(plane);
        key = '';
        return was;
      }
      const pixels = heatPixels(field, extent, SIZE);
      const place = JSON.stringify(extent);
      const before = picture.image.data;
      const isSame =
        place === key && before instanceof Uint8Array && pixels.every((byte, i) => byte === before[i]);
      if (isSame) return false;
      key = place;
      picture.image.data = pixels;
      picture.needsUpdate = true;
      const [west, south] = extent.minM;
      const [east, north] = extent.maxM;
      plane.position.set((west + east) / 2, (south + north) / 2, ABOVE_GROUND_M);
      plane.scale.set(east - west, north - south, 1);
      group.add(plane);
      return true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
      picture.dispose();
    },
  };
}
