/**
 * Ground beyond the models: a wide disc that melts into the horizon and the compound's own surface inside its fence,
 * both a little under zero so that modelled roads and lawns win.
 */
import { BufferAttribute, BufferGeometry, CircleGeometry, Group, Mesh, ShapeUtils, Vector2 } from 'three';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { createLitMaterial } from '../shading/litMaterial.ts';
import { originOf } from '../shading/origin.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';

/** As the ground that models bring with them: its edge is no edge of the town. */
const OUTSIDE_TONE = [0.6, 0.6, 0.57] as const;
const INSIDE_TONE = [0.45, 0.46, 0.465] as const;
const OUTSIDE_Z_M = -0.5;
const INSIDE_Z_M = -0.22;

export interface GroundLayer {
  readonly group: Group;
  readonly shaders: readonly ShaderSample[];
  setPlan(plan: CompoundPlan): void;
  /** Where the ground is clear and how far, metres. */
  setClear(xM: number, yM: number, radiusM: number): void;
  dispose(): void;
}

function withTone(geometry: BufferGeometry, tone: readonly [number, number, number]): BufferGeometry {
  const count = geometry.getAttribute('position').count;
  const tones = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) tones.set(tone, i * 3);
  geometry.setAttribute('tone', new BufferAttribute(tones, 3));
  return geometry;
}

function surface(ring: readonly Vector2[], zM: number): BufferGeometry {
  const faces = ShapeUtils.triangulateShape([...ring], []);
  const clockwise = ShapeUtils.isClockWise([...ring]);
  const positions = new Float32Array(ring.length * 3);
  const normals = new Float32Array(ring.length * 3);
  ring.forEach((point, i) => {
    positions.set([point.x, point.y, zM], i * 3);
    normals.set([0, 0, 1], i * 3);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  geometry.setIndex(faces.flatMap(([a = 0, b = 0, c = 0]) => (clockwise ? [a, c, b] : [a, b, c])));
  return geometry;
}

const DISC_M = 1600;

export function createGroundLayer(shared: SceneUniforms): GroundLayer {
  const group = new Group();
  const material = createLitMaterial(shared, { polygonOffset: 1 });
  // Wider than the fade: what lies beyond has the horizon's colour anyway.
  const disc = new Mesh(withTone(new CircleGeometry(DISC_M, 48), OUTSIDE_TONE), material);
  disc.position.z = OUTSIDE_Z_M;
  disc.renderOrder = 800;
  group.add(disc);
  let inside: Mesh | undefined;
  const clear = () => {
    if (!inside) return;
    group.remove(inside);
    inside.geometry.dispose();
    inside = undefined;
  };
  return {
    group,
    shaders: [{ material }],
    setPlan(plan) {
      clear();
      if (plan.boundaryEnu.length < 3) return;
      const [originX, originY] = originOf(plan.boundaryEnu);
      const ring = plan.boundaryEnu.map(([x, y]) => new Vector2(x - originX, y - originY));
      inside = new Mesh(withTone(surface(ring, INSIDE_Z_M), INSIDE_TONE), material);
      inside.position.set(originX, originY, 0);
      inside.renderOrder = 790;
      group.add(inside);
    },
    setClear(xM, yM, radiusM) {
      disc.position.set(xM, yM, OUTSIDE_Z_M);
      disc.scale.setScalar(Math.max(1, (radiusM * 2.5) / DISC_M));
      disc.updateMatrixWorld();
    },
    dispose() {
      clear();
      disc.geometry.dispose();
      material.dispose();
    },
  };
}
