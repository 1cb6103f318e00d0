/**
 * Windows painted by what is said of them, thousands at once: for each level one filling and one set of lines. Beside the
 * colour a shape: good ones have their frame alone, fair ones a stroke across, poor ones a cross.
 */
import { BufferGeometry, Float32BufferAttribute, Group, LineSegments, Mesh } from 'three';
import type { WallMark } from '../contract.ts';
import { hexColor } from '../shading/color.ts';
import { offsetFrom, originOf } from '../shading/origin.ts';
import { wallMarkColors } from '#ui/wallMarkColors.ts';
import { createOverlayMaterial, type OverlayDepth } from './overlayMaterial.ts';

export interface WallMarkLayer {
  readonly group: Group;
  set(marks: readonly WallMark[]): void;
  dispose(): void;
}

const FACE = [0, 1, 2, 0, 2, 3];
const FRAME = [0, 1, 1, 2, 2, 3, 3, 0];
const LINES: Readonly<Record<WallMark['level'], readonly number[]>> = {
  good: FRAME,
  fair: [...FRAME, 0, 2],
  poor: [...FRAME, 0, 2, 1, 3],
};
const LEVELS = ['good', 'fair', 'poor'] as const;

export function createWallMarkLayer(base: OverlayDepth): WallMarkLayer {
  const group = new Group();
  const materials = LEVELS.map((level) => ({
    level,
    fill: createOverlayMaterial(base, { color: hexColor(wallMarkColors[level]), alpha: 0.4, behind: 0.1 }),
    line: createOverlayMaterial(base, { color: hexColor(wallMarkColors[level]), alpha: 0.95, behind: 0.15 }),
  }));
  const clear = () => {
    for (const child of group.children.slice()) {
      group.remove(child);
      if (child instanceof Mesh || child instanceof LineSegments) child.geometry.dispose();
    }
  };
  return {
    group,
    set(marks) {
      clear();
      const whole = marks.filter(({ cornersEnu }) => cornersEnu.length === 4);
      const origin = originOf(whole.flatMap(({ cornersEnu }) => cornersEnu));
      group.position.set(...origin);
      for (const { level, fill, line } of materials) {
        const own = whole.filter((mark) => mark.level === level);
        if (own.length === 0) continue;
        const points = own.flatMap(({ cornersEnu }) =>
          cornersEnu.flatMap((corner) => offsetFrom(origin, corner)),
        );
        const made = (index: readonly number[]) => {
          const geometry = new BufferGeometry();
          geometry.setAttribute('position', new Float32BufferAttribute(points, 3));
          geometry.setAttribute(
            'normal',
            new Float32BufferAttribute(new Float32Array(points.length).fill(0.577), 3),
          );
          geometry.setIndex(own.flatMap((_, i) => index.map((corner) => i * 4 + corner)));
          return geometry;
        };
        group.add(new Mesh(made(FACE), fill), new LineSegments(made(LINES[level]), line));
      }
    },
    dispose() {
      clear();
      for (const { fill, line } of materials) {
        fill.dispose();
        line.dispose();
      }
    },
  };
}
