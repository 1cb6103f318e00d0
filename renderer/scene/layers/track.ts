/**
 * A thrown object's path: a tube with beads at the observations, the object where it was at the shown instant, and a
 * ring where it landed. Everything stays visible behind balconies, only fainter.
 */
import {
  CatmullRomCurve3,
  CircleGeometry,
  Group,
  InstancedMesh,
  Matrix4,
  Mesh,
  RingGeometry,
  SphereGeometry,
  TubeGeometry,
  Vector3,
  type BufferGeometry,
  type ShaderMaterial,
} from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { TrackPath } from '../contract.ts';
import { hexColor } from '../shading/color.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import type { SceneLabel } from '../symbols/labelLayer.ts';
import { drawOutline } from './outlines.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

/** Where the object was at an instant; held at the ends. Pure. */
export function positionAt(track: TrackPath, epochMs: number): Enu | null {
  const { atMs, positionsEnu } = track;
  const last = Math.min(atMs.length, positionsEnu.length) - 1;
  if (last < 0) return null;
  const next = atMs.findIndex((ms) => ms >= epochMs);
  const to = next < 0 || next > last ? last : next;
  const a = positionsEnu[Math.max(0, to - 1)];
  const b = positionsEnu[to];
  if (!a || !b) return null;
  const t0 = atMs[Math.max(0, to - 1)] ?? 0;
  const t1 = atMs[to] ?? 0;
  const share = t1 > t0 ? Math.min(1, Math.max(0, (epochMs - t0) / (t1 - t0))) : 1;
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export interface TrackLayer {
  readonly group: Group;
  set(track: TrackPath | null): void;
  /** True when the object moved. */
  setInstant(epochMs: number): boolean;
  labels(): readonly SceneLabel[];
  dispose(): void;
}

export function createTrackLayer(base: OverlayDepth): TrackLayer {
  const group = new Group();
  const material = (hex: string, alpha: number, behind: number) =>
    createOverlayMaterial(base, { color: hexColor(hex), alpha, behind });
  const line = material('#ffd98a', 0.95, 0.5);
  const bead = material('#ffffff', 1, 0.6);
  const landing = material('#ff4d4f', 0.24, 0.5);
  const rim = material('#ff4d4f', 0.9, 0.5);
  const object = new Mesh(new SphereGeometry(0.34, 16, 12), material('#ff9f1a', 1, 0.9));
  let track: TrackPath | null = null;
  let labels: SceneLabel[] = [];
  let instantMs = 0;

  let stopOutlines: (() => void)[] = [];

  const clear = () => {
    for (const stop of stopOutlines) stop();
    stopOutlines = [];
    for (const child of group.children.slice()) {
      group.remove(child);
      if (child instanceof Mesh && child !== object) child.geometry.dispose();
    }
    labels = [];
  };
  const add = (geometry: BufferGeometry, shade: ShaderMaterial, order: number) => {
    const mesh = new Mesh(geometry, shade);
    mesh.renderOrder = order;
    group.add(mesh);
    return mesh;
  };
  return {
    group,
    set(next) {
      clear();
      track = next;
      const end = track?.positionsEnu.at(-1);
      if (!track || !end) return;
      const origin = originOf(track.positionsEnu);
      const points = track.positionsEnu.map((point) => new Vector3(...offsetFrom(origin, point)));
      if (points.length > 1)
        add(
          new TubeGeometry(new CatmullRomCurve3(points), Math.min(240, points.length * 4), 0.09, 6),
          line,
          3,
        ).position.set(...origin);
      const beads = new InstancedMesh(new SphereGeometry(0.17, 10, 8), bead, points.length);
      points.forEach((point, i) => beads.setMatrixAt(i, new Matrix4().setPosition(point)));
      beads.position.set(...origin);
      beads.frustumCulled = false;
      beads.renderOrder = 4;
      group.add(beads);
      const floor: Enu = [end[0], end[1], Math.max(0.08, end[2])];
      add(new CircleGeometry(2.2, 40), landing, 1).position.set(...floor);
      add(new RingGeometry(2.1, 2.28, 48), rim, 2).position.set(...floor);
      object.renderOrder = 5;
      object.position.set(...(positionAt(track, instantMs) ?? end));
      group.add(object);
      const outlines = track.outlines ?? [];
      stopOutlines = outlines.map((outline) => drawOutline(base, group, outline));
      const label = (id: string, positionEnu: Enu, title: string): SceneLabel[] =>
        title === '' ? [] : [{ id, positionEnu, title, note: '', level: 'p1', rank: -0.4, must: true }];
      labels = [
        ...label('track', floor, track.label),
        ...outlines.flatMap(({ pointsEnu, label: title }, i) => {
          const corner = pointsEnu.at(-1);
          return corner ? label(`track ${i}`, corner, title) : [];
        }),
      ];
    },
    setInstant(epochMs) {
      instantMs = epochMs;
      const at = track ? positionAt(track, epochMs) : null;
      if (!at || object.position.distanceToSquared(new Vector3(...at)) < 1e-6) return false;
      object.position.set(...at);
      return true;
    },
    labels: () => labels,
    dispose() {
      clear();
      object.geometry.dispose();
      for (const shade of [line, bead, landing, rim, object.material]) shade.dispose();
    },
  };
}
