/** Lamp posts of the plan; their heads shine at night. The light on the ground is in the ground map. */
import { Group, InstancedBufferAttribute, InstancedMesh, Matrix4 } from 'three';
import type { LampPlan } from '#shared/twin/compound.ts';
import { createLitMaterial } from '../shading/litMaterial.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { emptyGroup } from './emptyGroup.ts';
import { blob, joinParts, post } from './shapes.ts';

/** The head is told from the post by its tone. */
const HEAD_TONE = [0.95, 0.95, 0.92] as const;

export interface LampLayer {
  readonly group: Group;
  readonly shaders: readonly ShaderSample[];
  set(lamps: readonly LampPlan[]): void;
  dispose(): void;
}

export function createLampLayer(shared: SceneUniforms): LampLayer {
  const group = new Group();
  const material = createLitMaterial(shared, {
    fragmentTone: 'if (vPaint.r > 0.6) glow = uLampColor * 2.6;',
  });
  return {
    group,
    shaders: [{ material, instanced: true }],
    set(lamps) {
      emptyGroup(group);
      if (lamps.length === 0) return;
      // Unit height; the head keeps its size at about five metres.
      const shape = joinParts([
        post(0.07, 0.97, 4, [0.36, 0.37, 0.39]),
        blob([0.24, 0.24, 0.032], [0, 0, 0.985], 0, HEAD_TONE),
      ]);
      const built = new InstancedMesh(shape, material, lamps.length);
      const origin = originOf(lamps.map(({ positionEnu }) => positionEnu));
      built.position.set(...origin);
      lamps.forEach(({ positionEnu, heightM }, i) =>
        built.setMatrixAt(
          i,
          new Matrix4().makeScale(1, 1, heightM).setPosition(...offsetFrom(origin, positionEnu)),
        ),
      );
      const tone = new InstancedBufferAttribute(new Float32Array(lamps.length * 3).fill(1), 3);
      shape.setAttribute('instanceTone', tone);
      built.computeBoundingSphere();
      group.add(built);
    },
    dispose() {
      emptyGroup(group);
      material.dispose();
    },
  };
}
