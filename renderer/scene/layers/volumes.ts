/** Highlighted places: a translucent box with bright edges per place, and a loud label over it. */
import { BoxGeometry, EdgesGeometry, FrontSide, Group, LineSegments, Mesh, Quaternion, Vector3 } from 'three';
import type { CompoundPlan, Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { PlaceHighlight } from '../contract.ts';
import { isInBox } from '#shared/geo/inBox.ts';
import { hexColor } from '../shading/color.ts';
import type { SceneLabel } from '../symbols/labelLayer.ts';
import { LEVEL_COLORS, rankOf } from '../symbols/level.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

export interface VolumeLayer {
  readonly group: Group;
  set(highlights: readonly PlaceHighlight[], plan: CompoundPlan): void;
  /** Of the places, but not of those where another label already speaks at one of these points. */
  labels(spokenAt: readonly Enu[]): readonly SceneLabel[];
  /** True when a highlighted place holds this point: its label then speaks for what stands there. */
  holds(pointEnu: Enu): boolean;
  dispose(): void;
}

export function createVolumeLayer(base: OverlayDepth): VolumeLayer {
  const group = new Group();
  const geometry = new BoxGeometry(1, 1, 1);
  const edges = new EdgesGeometry(geometry);
  edges.setAttribute('normal', edges.getAttribute('position').clone());
  let labelled: { readonly box: OrientedBox; readonly label: SceneLabel }[] = [];
  const clear = () => {
    for (const child of group.children.slice()) {
      group.remove(child);
      if (child instanceof Mesh || child instanceof LineSegments) child.material.dispose();
    }
    labelled = [];
  };
  return {
    group,
    set(highlights, plan) {
      clear();
      for (const { placeId, level, label, group: building } of highlights) {
        const box = plan.places.find((place) => place.id === placeId)?.box;
        if (!box) continue;
        const color = hexColor(LEVEL_COLORS[level]);
        const fill = createOverlayMaterial(base, { color, alpha: 0.68, behind: 0.68, shaded: true });
        fill.side = FrontSide;
        const line = createOverlayMaterial(base, {
          color: color.clone().lerp(new Vector3(1, 1, 1), 0.45),
          alpha: 0.95,
          behind: 0.55,
        });
        const turn = new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), box.yawRad);
        const body = new Mesh(geometry, fill);
        const rim = new LineSegments(edges, line);
        rim.renderOrder = 1;
        for (const part of [body, rim]) {
          part.position.set(...box.centreEnu);
          part.quaternion.copy(turn);
          // A little larger than the rooms, so that walls do not cut through it.
          part.scale.set(box.sizeM[0] + 0.3, box.sizeM[1] + 0.3, box.sizeM[2]);
          group.add(part);
        }
        const top: Enu = [box.centreEnu[0], box.centreEnu[1], box.centreEnu[2] + box.sizeM[2] / 2];
        if (label)
          labelled.push({
            box,
            label: {
              id: `place:${placeId}`,
              positionEnu: top,
              title: label,
              note: '',
              level,
              rank: rankOf(level) - 0.5,
              must: true,
              group: building,
            },
          });
      }
    },
    labels: (spokenAt) =>
      labelled.filter(({ box }) => !spokenAt.some((point) => isInside(box, point))).map(({ label }) => label),
    holds: (point) => labelled.some(({ box }) => isInside(box, point)),
    dispose() {
      clear();
      geometry.dispose();
      edges.dispose();
    },
  };
}

function isInside(box: OrientedBox, point: Enu): boolean {
  return Math.abs(point[2] - box.centreEnu[2]) <= box.sizeM[2] / 2 + 0.3 && isInBox(box, point, 0.2);
}
