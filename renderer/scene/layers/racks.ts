/**
 * Garages that lift and slide pallets: the frame and the pallets at rest belong to the base picture, the one that moves to
 * what is drawn over it, so that a journey of a minute draws the compound twice and not in every frame. Each step that is
 * told is followed in a second, and then the scene rests again.
 */
import {
  BoxGeometry,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  Mesh,
  type Object3D,
} from 'three';
import type { Rack } from '../contract.ts';
import { hexColor } from '../shading/color.ts';
import { createCastMaterial, createLitMaterial } from '../shading/litMaterial.ts';
import { CAST_LAYER } from '../shading/shadowMap.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { emptyGroup } from './emptyGroup.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';
import { cellM, levelM, movingPallet, palletM, restingPallets } from './rackPlaces.ts';
import { box, joinParts, type Part, type Tone } from './shapes.ts';

const STEEL: Tone = [0.42, 0.45, 0.48];
const ROOF: Tone = [0.55, 0.57, 0.59];
const PALLET: Tone = [0.66, 0.67, 0.66];
const POST_M = 0.16;
/** How long a step takes to be followed. */
const FOLLOW_MS = 900;

export interface RackLayer {
  readonly group: Group;
  readonly overlay: Group;
  readonly shaders: readonly ShaderSample[];
  /** What looks different now: the frame and what rests in it, or only what moves. */
  set(racks: readonly Rack[], nowMs: number): 'base' | 'overlay' | null;
  /** True while something is on its way; called for each frame as long as it is. */
  step(nowMs: number): boolean;
  setReducedMotion(on: boolean): void;
  dispose(): void;
}

interface Moving {
  readonly rack: Rack;
  readonly mesh: Mesh;
  shown: number;
  from: number;
  sinceMs: number;
}

export function createRackLayer(shared: SceneUniforms, base: OverlayDepth): RackLayer {
  const group = new Group();
  const overlay = new Group();
  const lit = createLitMaterial(shared);
  const cast = createCastMaterial();
  const carried = createOverlayMaterial(base, {
    color: hexColor('#4fb3e8'),
    alpha: 0.95,
    behind: 0.45,
    shaded: true,
  });
  let racks: readonly Rack[] = [];
  let moving = new Map<string, Moving>();
  let isStill = false;

  const put = (object: Object3D, { centreEnu, yawRad }: Rack) => {
    object.position.set(...centreEnu);
    object.rotation.z = yawRad;
  };
  const pose = ({ rack, mesh, shown }: Moving) => {
    const at = movingPallet(rack, shown);
    if (at) mesh.position.set(at.xM, 0, at.zM + palletM * 1.5);
  };

  function build(): void {
    emptyGroup(group);
    for (const rack of racks) {
      const frame = new InstancedMesh(frameOf(rack), lit, 1);
      frame.setMatrixAt(0, new Matrix4());
      const resting = restingPallets(rack);
      const slab = joinParts([box([cellM(rack) - 0.24, rack.depthM - 0.3, palletM], [0, 0, 0], PALLET)]);
      const pallets = new InstancedMesh(slab, lit, Math.max(1, resting.length));
      pallets.count = resting.length;
      resting.forEach(({ xM, zM }, nth) =>
        pallets.setMatrixAt(nth, new Matrix4().makeTranslation(xM, 0, zM + palletM)),
      );
      for (const mesh of [frame, pallets]) {
        const tone = new InstancedBufferAttribute(new Float32Array(mesh.instanceMatrix.count * 3).fill(1), 3);
        mesh.geometry.setAttribute('instanceTone', tone);
        mesh.frustumCulled = false;
        mesh.userData['castMaterial'] = cast;
        mesh.layers.enable(CAST_LAYER);
        put(mesh, rack);
        group.add(mesh);
      }
    }
  }

  function letGo(): void {
    for (const { mesh } of moving.values()) mesh.geometry.dispose();
    moving = new Map();
    overlay.clear();
  }

  function carry(nowMs: number): void {
    const before = moving;
    letGo();
    for (const rack of racks) {
      if (movingPallet(rack, 0) === null) continue;
      const size = [cellM(rack) - 0.24, rack.depthM - 0.3, palletM * 2] as const;
      const mesh = new Mesh(new BoxGeometry(...size), carried);
      const at = new Group();
      put(at, rack);
      at.add(mesh);
      overlay.add(at);
      const known = before.get(rack.id);
      const isSame = known !== undefined && known.rack.moving === rack.moving && !isStill;
      const shown = isSame ? known.shown : rack.progress;
      const one: Moving = { rack, mesh, shown, from: shown, sinceMs: nowMs };
      pose(one);
      moving.set(rack.id, one);
    }
  }

  return {
    group,
    overlay,
    shaders: [lit, cast].map((material) => ({ material, instanced: true })),
    set(next, nowMs) {
      if (JSON.stringify(next) === JSON.stringify(racks)) return null;
      const still = (all: readonly Rack[]) => JSON.stringify(all.map((rack) => ({ ...rack, progress: 0 })));
      const isOther = still(next) !== still(racks);
      racks = next;
      if (isOther) build();
      carry(nowMs);
      return isOther ? 'base' : 'overlay';
    },
    step(nowMs) {
      let goesOn = false;
      for (const one of moving.values()) {
        const share = isStill ? 1 : Math.min(1, Math.max(0, (nowMs - one.sinceMs) / FOLLOW_MS));
        one.shown = one.from + (one.rack.progress - one.from) * share;
        pose(one);
        goesOn ||= share < 1;
      }
      return goesOn;
    },
    setReducedMotion(on) {
      isStill = on;
    },
    dispose() {
      emptyGroup(group);
      letGo();
      for (const material of [lit, cast, carried]) material.dispose();
    },
  };
}

/** Posts between the columns, beams along every level, a roof. */
function frameOf(rack: Rack) {
  const { levels, columns, widthM, depthM } = rack;
  const heightM = levels * levelM + 0.3;
  const parts: Part[] = [box([widthM + 0.4, depthM + 0.4, 0.12], [0, 0, heightM + 0.06], ROOF)];
  for (const y of [-depthM / 2, depthM / 2]) {
    for (let column = 0; column <= columns + 1; column++) {
      const x = column * cellM(rack) - widthM / 2;
      parts.push(box([POST_M, POST_M, heightM], [x, y, heightM / 2], STEEL));
    }
    for (let level = 1; level <= levels; level++)
      parts.push(box([widthM, POST_M, POST_M], [0, y, level * levelM], STEEL));
  }
  return joinParts(parts);
}
