/**
 * The neighbourhood of the plan: plain boxes and streets that fade into the horizon. Nothing of it can be chosen; it
 * says where the compound ends and the town goes on. One draw call, no shadow of its own.
 */
import {
  BoxGeometry,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  Quaternion,
  Vector3,
} from 'three';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { unitHash } from '../model/litWindows.ts';
import { createLitMaterial } from '../shading/litMaterial.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { emptyGroup } from './emptyGroup.ts';
import { joinParts } from './shapes.ts';

const WALL = 0.4;
const STREET = 0.3;

export interface SurroundingsLayer {
  readonly group: Group;
  readonly shaders: readonly ShaderSample[];
  setPlan(plan: CompoundPlan): void;
  dispose(): void;
}

export function createSurroundingsLayer(shared: SceneUniforms): SurroundingsLayer {
  const group = new Group();
  const material = createLitMaterial(shared, {
    declarations: 'uniform float uNight; uniform vec3 uWindowColor;',
    // Rows of windows on what stands upright: darker by day, some of them lit by night.
    fragmentTone: /* glsl */ `
  vec2 pane = vec2((vPlace.x + vPlace.y) / 3.7, vPlace.z / 2.9);
  vec2 inPane = fract(pane);
  float wall = step(abs(vPlace.w - 0.5), 0.2) * step(1.2, vPlace.z);
  float window = wall * step(0.28, inPane.x) * step(inPane.x, 0.72) * step(0.3, inPane.y) * step(inPane.y, 0.8);
  float draw = fract(sin(dot(floor(pane), vec2(12.9898, 78.233))) * 43758.5453);
  glow = window * mix(vPaint.rgb * -0.12, uWindowColor * uWindowColor * 0.2 * step(0.82, draw), uNight);`,
  });
  return {
    group,
    shaders: [{ material, instanced: true }],
    setPlan({ surroundings = [] }) {
      emptyGroup(group);
      if (surroundings.length === 0) return;
      const geometry = joinParts([
        { geometry: new BoxGeometry(1, 1, 1), matrix: new Matrix4(), tone: [1, 1, 1] },
      ]);
      const built = new InstancedMesh(geometry, material, surroundings.length);
      const origin = originOf(surroundings.map(({ box }) => box.centreEnu));
      const tone = new Float32Array(surroundings.length * 3);
      const up = new Vector3(0, 0, 1);
      built.position.set(...origin);
      surroundings.forEach(({ kind, box }, i) => {
        const turn = new Quaternion().setFromAxisAngle(up, box.yawRad);
        const [x, y, z] = offsetFrom(origin, box.centreEnu);
        // Streets lie under what is modelled.
        const low = kind === 'street' ? 0.04 : 0;
        built.setMatrixAt(
          i,
          new Matrix4().compose(new Vector3(x, y, z - low), turn, new Vector3(...box.sizeM)),
        );
        const shade = kind === 'street' ? STREET : WALL * (0.85 + unitHash(i, 6) * 0.3);
        tone.set([shade, shade, shade * 1.01], i * 3);
      });
      geometry.setAttribute('instanceTone', new InstancedBufferAttribute(tone, 3));
      built.computeBoundingSphere();
      group.add(built);
    },
    dispose() {
      emptyGroup(group);
      material.dispose();
    },
  };
}
