/**
 * The place that is chosen, as beams along the edges of its volume and a breath of colour in it, seen through what stands
 * before it: a household has no body of its own in the models. Buildings and courtyards show themselves.
 */
import { BoxGeometry, FrontSide, Group, Mesh, Quaternion, Vector3 } from 'three';
import type { CompoundPlan, OrientedBox, Place } from '#shared/twin/compound.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

export interface ChosenPlaceLayer {
  readonly group: Group;
  /** Null, and a place without a volume: nothing. */
  set(placeId: string | null, plan: CompoundPlan): void;
  dispose(): void;
}

/** Of the volume's diagonal. */
const BEAM_SHARE = 0.005;
const THINNEST_M = 0.06;
const SELF_SHOWN: ReadonlySet<Place['kind']> = new Set(['building', 'courtyard']);
const AXES = [0, 1, 2] as const;

/** Middle and size of the twelve edges of a box, metres, from its middle and along its axes. */
export function beamsOf([long, wide, tall]: OrientedBox['sizeM']): readonly {
  readonly middleM: readonly [number, number, number];
  readonly sizeM: readonly [number, number, number];
}[] {
  const sizes = [long, wide, tall] as const;
  const thickM = Math.max(THINNEST_M, Math.hypot(long, wide, tall) * BEAM_SHARE);
  return AXES.flatMap((along) =>
    [0, 1, 2, 3].map((corner) => {
      const middleM: [number, number, number] = [0, 0, 0];
      const sizeM: [number, number, number] = [thickM, thickM, thickM];
      sizeM[along] = sizes[along] + thickM;
      AXES.filter((axis) => axis !== along).forEach((axis, i) => {
        middleM[axis] = ((corner >> i) & 1 ? 0.5 : -0.5) * sizes[axis];
      });
      return { middleM, sizeM };
    }),
  );
}

export function createChosenPlaceLayer(base: OverlayDepth, color: Vector3): ChosenPlaceLayer {
  const group = new Group();
  const geometry = new BoxGeometry(1, 1, 1);
  const beam = createOverlayMaterial(base, { color, alpha: 1, behind: 0.45 });
  const fill = createOverlayMaterial(base, { color, alpha: 0.34, behind: 0.6, shaded: true });
  for (const material of [beam, fill]) material.side = FrontSide;
  return {
    group,
    set(placeId, plan) {
      group.clear();
      const place = plan.places.find(({ id }) => id === placeId);
      if (!place?.box || SELF_SHOWN.has(place.kind)) return;
      const { centreEnu, sizeM, yawRad } = place.box;
      group.position.set(...centreEnu);
      group.quaternion.copy(new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), yawRad));
      const wide: OrientedBox['sizeM'] = [sizeM[0] + 0.3, sizeM[1] + 0.3, sizeM[2]];
      const body = new Mesh(geometry, fill);
      body.scale.set(...wide);
      group.add(body);
      for (const { middleM, sizeM: edgeM } of beamsOf(wide)) {
        const edge = new Mesh(geometry, beam);
        edge.position.set(...middleM);
        edge.scale.set(...edgeM);
        edge.renderOrder = 1;
        group.add(edge);
      }
    },
    dispose() {
      group.clear();
      geometry.dispose();
      beam.dispose();
      fill.dispose();
    },
  };
}
