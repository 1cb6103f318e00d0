/** Lines that were measured, with their ends and labels, and the box of a section with a handle on each face. */
import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  EdgesGeometry,
  Group,
  LineSegments,
  Mesh,
  OctahedronGeometry,
  Vector3,
  type ShaderMaterial,
} from 'three';
import { planesOfBox } from '#shared/geo/section.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { hexColor } from '../shading/color.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import type { SceneLabel } from '../symbols/labelLayer.ts';
import type { SceneMark } from '../toolContract.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

export interface MarkLayer {
  readonly group: Group;
  set(marks: readonly SceneMark[]): void;
  setBox(box: OrientedBox | null): void;
  /** Middles of the faces of the box, as `planesOfBox` counts them. */
  handles(): readonly Enu[];
  labels(): readonly SceneLabel[];
  dispose(): void;
}

/** Of the distance to the eye, so that they look the same from near and far. */
const END_SHARE = 0.005;
const HANDLE_SHARE = 0.011;

export function createMarkLayer(base: OverlayDepth): MarkLayer {
  const group = new Group();
  const lines = new Group();
  const boxed = new Group();
  group.add(lines, boxed);
  const material = (hex: string, alpha: number, behind: number) =>
    createOverlayMaterial(base, { color: hexColor(hex), alpha, behind });
  const kept = material('#ffe08a', 1, 0.6);
  const draft = material('#ffffff', 0.9, 0.7);
  const rim = material('#6cb8ec', 0.95, 0.4);
  const grip = material('#9ed2f7', 1, 0.75);
  const end = new OctahedronGeometry(1, 2);
  let labels: SceneLabel[] = [];
  let handles: readonly Enu[] = [];

  const clear = (from: Group) => {
    for (const child of from.children.slice()) {
      from.remove(child);
      if ((child instanceof Mesh || child instanceof LineSegments) && child.geometry !== end)
        child.geometry.dispose();
    }
  };
  const knob = (into: Group, at: Enu, share: number, shade: ShaderMaterial) => {
    const mesh = new Mesh(end, shade);
    mesh.position.set(...at);
    mesh.renderOrder = 7;
    mesh.frustumCulled = false;
    mesh.onBeforeRender = (_renderer, _scene, camera) => {
      mesh.scale.setScalar(Math.max(0.004, mesh.position.distanceTo(camera.position) * share));
      mesh.updateMatrixWorld();
    };
    into.add(mesh);
  };
  return {
    group,
    set(marks) {
      clear(lines);
      labels = [];
      for (const { id, pointsEnu, isClosed, label, isDraft } of marks) {
        const origin = originOf(pointsEnu);
        const shade = isDraft ? draft : kept;
        const ends = pointsEnu.map((point) => offsetFrom(origin, point));
        const pairs = ends.flatMap((point, i) => {
          const next = ends[i + 1] ?? (isClosed && ends.length > 2 ? ends[0] : undefined);
          return next ? [...point, ...next] : [];
        });
        const geometry = new BufferGeometry();
        geometry.setAttribute('position', new BufferAttribute(new Float32Array(pairs), 3));
        geometry.setAttribute('normal', new BufferAttribute(new Float32Array(pairs.length), 3));
        const line = new LineSegments(geometry, shade);
        line.position.set(...origin);
        line.frustumCulled = false;
        line.renderOrder = 6;
        lines.add(line);
        for (const point of pointsEnu) knob(lines, point, END_SHARE, shade);
        if (label)
          labels.push({
            id: `mark:${id}`,
            positionEnu: origin,
            title: label,
            note: '',
            level: 'normal',
            rank: -2,
            must: true,
          });
      }
    },
    setBox(box) {
      clear(boxed);
      handles = [];
      if (!box) return;
      const whole = new BoxGeometry(...box.sizeM);
      const edges = new EdgesGeometry(whole);
      whole.dispose();
      edges.setAttribute('normal', edges.getAttribute('position').clone());
      const line = new LineSegments(edges, rim);
      line.position.set(...box.centreEnu);
      line.rotation.z = box.yawRad;
      line.renderOrder = 6;
      boxed.add(line);
      handles = planesOfBox(box).map(({ normalEnu }, face): Enu => {
        const half = (box.sizeM[Math.floor(face / 2)] ?? 0) / 2;
        return new Vector3(...box.centreEnu).addScaledVector(new Vector3(...normalEnu), half).toArray();
      });
      for (const at of handles) knob(boxed, at, HANDLE_SHARE, grip);
    },
    handles: () => handles,
    labels: () => labels,
    dispose() {
      clear(lines);
      clear(boxed);
      end.dispose();
      for (const shade of [kept, draft, rim, grip]) shade.dispose();
    },
  };
}
