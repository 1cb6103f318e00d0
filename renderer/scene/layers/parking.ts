/**
 * Parking bays painted by state, with a plain car on the occupied ones. Grey is free and taken alike; what is unknown
 * is hatched, what is in alarm has its priority's colour, and the charging bays keep a cool outline. Bays under ground
 * are shown with the basement's storey only, and then alone.
 */
import {
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  PlaneGeometry,
  Quaternion,
  Vector3,
} from 'three';
import type { BayPlan, Enu } from '#shared/twin/compound.ts';
import type { BayState } from '../contract.ts';
import { unitHash } from '../model/litWindows.ts';
import { hexColor } from '../shading/color.ts';
import { createCastMaterial, createLitMaterial } from '../shading/litMaterial.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import { CAST_LAYER } from '../shading/shadowMap.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { LEVEL_COLORS } from '../symbols/level.ts';
import { emptyGroup } from './emptyGroup.ts';
import { box, joinParts, type Tone } from './shapes.ts';

const BAY_TONES: readonly Tone[] = [
  [0.56, 0.58, 0.59],
  [0.4, 0.415, 0.43],
  [0.36, 0.37, 0.38],
];
const CHARGING: Tone = [0.75, 1.02, 1.06];
const CAR_TONES: readonly Tone[] = [
  [0.78, 0.79, 0.8],
  [0.62, 0.64, 0.66],
  [0.86, 0.86, 0.85],
  [0.4, 0.42, 0.45],
  [0.52, 0.54, 0.57],
];
const CAR_COLORS: readonly Tone[] = [
  [0.82, 0.83, 0.84],
  [0.25, 0.3, 0.38],
  [0.9, 0.9, 0.88],
  [0.16, 0.17, 0.19],
  [0.52, 0.17, 0.16],
];
const PAINT_Z_M = 0.05;
/** The middle of a bay that lies deeper than this is under ground. */
const BELOW_M = -1;

export interface ParkingLayer {
  readonly group: Group;
  readonly shaders: readonly ShaderSample[];
  setBays(bays: readonly BayPlan[]): void;
  /** True when something looks different now. */
  setStates(states: ReadonlyMap<string, BayState>): boolean;
  setColoured(on: boolean): void;
  /** Bays under ground instead of those on it. */
  setBelow(on: boolean): void;
  /** Bay under a ground point. */
  bayAt(xM: number, yM: number): BayPlan | null;
  dispose(): void;
}

function isBelowGround({ box }: BayPlan): boolean {
  return box.centreEnu[2] < BELOW_M;
}

function bayPlane() {
  const plane = new PlaneGeometry(1, 1);
  return joinParts([{ geometry: plane, matrix: new Matrix4(), tone: [1, 1, 1] }]);
}

/** Unit car: one long (x), one wide, one tall. */
function carShape() {
  return joinParts([
    box([1, 1, 0.36], [0, 0, 0.38], [1, 1, 1]),
    box([0.9, 0.9, 0.14], [0, 0, 0.14], [0.2, 0.2, 0.2]),
    box([0.56, 0.88, 0.3], [-0.05, 0, 0.7], [0.3, 0.33, 0.37]),
    box([0.46, 0.84, 0.04], [-0.06, 0, 0.87], [1, 1, 1]),
  ]);
}

export function createParkingLayer(shared: SceneUniforms): ParkingLayer {
  const group = new Group();
  const paint = createLitMaterial(shared, {
    declarations: '',
    polygonOffset: -2,
  });
  const body = createLitMaterial(shared);
  const cast = createCastMaterial();
  let all: readonly BayPlan[] = [];
  let below = false;
  let bays: readonly BayPlan[] = [];
  const known = new Map<string, BayState>();
  let origin: Enu = [0, 0, 0];
  let states: readonly BayState[] = [];
  let paints: InstancedMesh | undefined;
  let cars: InstancedMesh | undefined;
  let coloured = false;

  const matrixOf = (bay: BayPlan, size: Vector3, zM: number, turnRad = 0) => {
    const [x, y, z] = offsetFrom(origin, [bay.box.centreEnu[0], bay.box.centreEnu[1], zM]);
    const yaw = new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), bay.box.yawRad + turnRad);
    return new Matrix4().compose(new Vector3(x, y, z), yaw, size);
  };
  const groundOf = (bay: BayPlan) => {
    const floorM = bay.box.centreEnu[2] - bay.box.sizeM[2] / 2;
    return isBelowGround(bay) ? floorM : Math.max(0, floorM);
  };
  const applyStates = () => {
    if (!paints || !cars) return;
    const tone = paints.geometry.getAttribute('instanceTone');
    const carTone = cars.geometry.getAttribute('instanceTone');
    let count = 0;
    bays.forEach((bay, i) => {
      const state = states[i] ?? 2;
      const isAlarm = typeof state === 'string';
      const [r, g, b] = isAlarm
        ? hexColor(LEVEL_COLORS[state]).toArray()
        : (BAY_TONES[state] ?? [0.5, 0.5, 0.5]);
      const [cr, cg, cb] = bay.kind === 'charging' && !isAlarm && state < 2 ? CHARGING : [1, 1, 1];
      tone.setXYZ(i, r * cr, g * cg, b * cb);
      if (state !== 1 && !isAlarm) return;
      const long = Math.max(bay.box.sizeM[0], bay.box.sizeM[1]);
      const wide = Math.min(bay.box.sizeM[0], bay.box.sizeM[1]);
      const turn =
        (bay.box.sizeM[0] >= bay.box.sizeM[1] ? 0 : Math.PI / 2) + (unitHash(i, 2) > 0.7 ? Math.PI : 0);
      const size = new Vector3(
        Math.min(4.9, long * (0.82 + unitHash(i, 8) * 0.05)),
        Math.min(1.9, wide * 0.75),
        1.4 + unitHash(i, 9) * 0.3,
      );
      cars?.setMatrixAt(count, matrixOf(bay, size, groundOf(bay), turn));
      const set = coloured ? CAR_COLORS : CAR_TONES;
      const pick = set[Math.floor(unitHash(i, 4) * set.length)] ?? [0.6, 0.6, 0.6];
      carTone.setXYZ(count, pick[0], pick[1], pick[2]);
      count++;
    });
    cars.count = count;
    cars.visible = count > 0;
    cars.instanceMatrix.needsUpdate = true;
    tone.needsUpdate = true;
    carTone.needsUpdate = true;
  };
  const clear = () => {
    emptyGroup(group);
    paints = cars = undefined;
  };
  const build = () => {
    clear();
    bays = all.filter((bay) => isBelowGround(bay) === below);
    origin = originOf(bays.map(({ box: { centreEnu } }) => centreEnu));
    states = bays.map((bay) => known.get(bay.id) ?? 2);
    if (bays.length === 0) return;
    paints = new InstancedMesh(bayPlane(), paint, bays.length);
    cars = new InstancedMesh(carShape(), body, bays.length);
    for (const mesh of [paints, cars]) {
      mesh.position.set(...origin);
      mesh.geometry.setAttribute(
        'instanceTone',
        new InstancedBufferAttribute(new Float32Array(bays.length * 3), 3),
      );
    }
    bays.forEach((bay, i) => {
      const size = new Vector3(bay.box.sizeM[0] - 0.16, bay.box.sizeM[1] - 0.16, 1);
      paints?.setMatrixAt(i, matrixOf(bay, size, groundOf(bay) + PAINT_Z_M));
    });
    paints.frustumCulled = cars.frustumCulled = false;
    cars.userData['castMaterial'] = cast;
    cars.layers.enable(CAST_LAYER);
    group.add(paints, cars);
    applyStates();
  };
  return {
    group,
    shaders: [paint, body, cast].map((material) => ({ material, instanced: true })),
    setBays(next) {
      all = next;
      known.clear();
      build();
    },
    setBelow(on) {
      if (on === below) return;
      below = on;
      build();
    },
    setStates(map) {
      for (const [id, state] of map) known.set(id, state);
      const next = bays.map((bay) => known.get(bay.id) ?? 2);
      if (next.every((state, i) => state === states[i])) return false;
      states = next;
      applyStates();
      return true;
    },
    setColoured(on) {
      if (on === coloured) return;
      coloured = on;
      applyStates();
    },
    bayAt(xM, yM) {
      for (const bay of bays) {
        const dx = xM - bay.box.centreEnu[0];
        const dy = yM - bay.box.centreEnu[1];
        const cos = Math.cos(bay.box.yawRad);
        const sin = Math.sin(bay.box.yawRad);
        if (
          Math.abs(dx * cos + dy * sin) < bay.box.sizeM[0] / 2 &&
          Math.abs(dy * cos - dx * sin) < bay.box.sizeM[1] / 2
        )
          return bay;
      }
      return null;
    },
    dispose() {
      clear();
      for (const material of [paint, body, cast]) material.dispose();
    },
  };
}
