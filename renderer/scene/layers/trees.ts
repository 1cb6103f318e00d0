/** Trees of the plan, instanced, one mesh per habit; leaves are gaps and clumps in the shading, coarser while moving. */
import {
  BufferGeometry,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  Quaternion,
  Vector3,
} from 'three';
import type { CompoundPlan, TreePlan } from '#shared/twin/compound.ts';
import { unitHash } from '../model/litWindows.ts';
import { createCastMaterial, createLitMaterial } from '../shading/litMaterial.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import { CAST_LAYER } from '../shading/shadowMap.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { emptyGroup } from './emptyGroup.ts';
import { blob, joinParts, post, type Tone } from './shapes.ts';

type Habit = 'round' | 'column' | 'shrub';

const habitOf: Record<TreePlan['species'], Habit> = {
  camphor: 'round',
  plane: 'round',
  osmanthus: 'round',
  cypress: 'column',
  shrub: 'shrub',
};

const tones: Record<TreePlan['species'], Tone> = {
  camphor: [0.42, 0.5, 0.39],
  osmanthus: [0.38, 0.47, 0.37],
  plane: [0.48, 0.53, 0.42],
  cypress: [0.34, 0.43, 0.37],
  shrub: [0.43, 0.5, 0.39],
};

const TRUNK: Tone = [0.9, 0.72, 0.7];
const WHITE: Tone = [1, 1, 1];
const SHADE: Tone = [0.9, 0.92, 0.93];
const LIGHT: Tone = [1.06, 1.06, 1.02];

/** Unit tree: crown one wide, one tall in all, standing at the origin. */
function shapeOf(habit: Habit, low: boolean): BufferGeometry {
  if (habit === 'shrub') return joinParts([blob([0.5, 0.5, 0.55], [0, 0, 0.42], low ? 0 : 1, WHITE)]);
  if (habit === 'column')
    return joinParts([blob([0.42, 0.42, 0.5], [0, 0, 0.52], low ? 0 : 2, WHITE), post(0.08, 0.2, 4, TRUNK)]);
  if (low) return joinParts([blob([0.5, 0.5, 0.36], [0, 0, 0.63], 0, WHITE), post(0.04, 0.34, 3, TRUNK)]);
  return joinParts([
    blob([0.44, 0.44, 0.32], [0, 0, 0.67], 2, WHITE),
    blob([0.3, 0.3, 0.22], [0.2, 0.1, 0.53], 1, SHADE),
    blob([0.28, 0.28, 0.2], [-0.18, 0.14, 0.55], 1, LIGHT),
    post(0.035, 0.4, 5, TRUNK),
  ]);
}

export interface TreeLayer {
  readonly group: Group;
  readonly shaders: readonly ShaderSample[];
  setPlan(plan: CompoundPlan): void;
  setDetail(detail: 'full' | 'low'): void;
  dispose(): void;
}

export function createTreeLayer(shared: SceneUniforms): TreeLayer {
  const group = new Group();
  const full = new Group();
  const low = new Group();
  group.add(full, low);
  low.visible = false;
  const material = createLitMaterial(shared, {
    own: {},
    // Some of the green stays in the clay theme: trees are how people find their way.
    declarations: `uniform float uSaturation;
float leafAt(vec3 cell) { return fract(sin(dot(cell, vec3(12.9898, 78.233, 37.719))) * 43758.5453); }`,
    // Leaves: clumps in light and shade, and gaps between them; a trunk is lighter than any crown.
    fragmentTone: `if (vPlace.z > 0.6) {
    float leaf = leafAt(floor(vPlace.xyz * 2.7));
    if (leafAt(floor(vPlace.xyz * 4.1) + 7.0) > 0.8) discard;
    glow = vPaint.rgb * (leaf - 0.45) * 0.55;
  }`,
    vertexTone:
      'albedo = mix(mix(vec3(dot(albedo, vec3(0.33))), albedo, 0.62), albedo * vec3(0.9, 1.06, 0.82), uSaturation);',
  });
  const cast = createCastMaterial();
  const clear = () => {
    emptyGroup(full);
    emptyGroup(low);
  };
  const build = (trees: readonly TreePlan[], habit: Habit, isLow: boolean) => {
    const geometry = shapeOf(habit, isLow);
    const tone = new Float32Array(trees.length * 3);
    const mesh = new InstancedMesh(geometry, material, trees.length);
    const place = new Matrix4();
    const up = new Vector3(0, 0, 1);
    const origin = originOf(trees.map(({ positionEnu }) => positionEnu));
    mesh.position.set(...origin);
    trees.forEach((tree, i) => {
      const turn = new Quaternion().setFromAxisAngle(up, unitHash(i, 11) * Math.PI * 2);
      const wide = tree.crownM * (0.92 + unitHash(i, 5) * 0.16);
      place.compose(
        new Vector3(...offsetFrom(origin, tree.positionEnu)),
        turn,
        new Vector3(wide, wide, tree.heightM),
      );
      mesh.setMatrixAt(i, place);
      const shade = 0.92 + unitHash(i, 3) * 0.16;
      tone.set(
        tones[tree.species].map((value) => value * shade),
        i * 3,
      );
    });
    geometry.setAttribute('instanceTone', new InstancedBufferAttribute(tone, 3));
    mesh.computeBoundingSphere();
    if (!isLow) {
      mesh.userData['castMaterial'] = cast;
      mesh.layers.enable(CAST_LAYER);
    }
    return mesh;
  };
  return {
    group,
    shaders: [material, cast].map((one) => ({ material: one, instanced: true })),
    setPlan(plan) {
      clear();
      for (const habit of ['round', 'column', 'shrub'] as const) {
        const trees = plan.trees.filter((tree) => habitOf[tree.species] === habit);
        if (trees.length === 0) continue;
        full.add(build(trees, habit, false));
        low.add(build(trees, habit, true));
      }
    },
    setDetail(detail) {
      full.visible = detail === 'full';
      low.visible = detail === 'low';
    },
    dispose() {
      clear();
      material.dispose();
      cast.dispose();
    },
  };
}
