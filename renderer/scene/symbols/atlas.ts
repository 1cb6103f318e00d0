/**
 * The symbols' pictures, drawn once on a canvas: an outline per system as its folder's SVG has it, a filled shape per
 * alarm level, a hatched ring for what is stale, cluster discs and digits. 128 px cells stay crisp on a 4K wall.
 */
import { CanvasTexture, LinearFilter, LinearMipmapLinearFilter, NoColorSpace } from 'three';
import { systemOutlines as outlines } from '#ui/systemOutlines.ts';
import type { DeviceLevel } from '../contract.ts';
import { LEVEL_COLORS } from './level.ts';

const CELL_PX = 128;
/** Cells of a row, and rows. */
export const ATLAS_COLUMNS = 10;

const shapes = [...outlines.keys()];
const badges = ['p1', 'p2', 'p3', 'p4', 'stale', 'unknown'] as const satisfies readonly DeviceLevel[];

export const discCell = 6;
export const ringCell = 7;
export const haloCell = 8;
export const plusCell = 9;
const firstDigit = 10;
/** Of a system that nobody drew a symbol for. */
const genericCell = 20;
const firstShape = 21;

export function shapeCell(system: string): number {
  const at = shapes.indexOf(system);
  return at < 0 || firstShape + at >= ATLAS_COLUMNS ** 2 ? genericCell : firstShape + at;
}
export function badgeCell(level: DeviceLevel): number {
  return badges.findIndex((badge) => badge === level);
}
export function digitCell(digit: number): number {
  return firstDigit + digit;
}

type Draw = (pen: CanvasRenderingContext2D) => void;

function path(pen: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.stroke();
}

function circle(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.stroke();
}

/** Filled level shapes with a dark rim, so that they stand out from clay and from lit windows alike. */
function badge(pen: CanvasRenderingContext2D, level: (typeof badges)[number]): void {
  const form = new Path2D();
  if (level === 'p1')
    form.addPath(
      polygon([
        [0, -46],
        [48, 38],
        [-48, 38],
      ]),
    );
  else if (level === 'p2')
    form.addPath(
      polygon([
        [0, -50],
        [50, 0],
        [0, 50],
        [-50, 0],
      ]),
    );
  else if (level === 'p3') form.rect(-36, -36, 72, 72);
  else form.arc(0, 0, level === 'p4' ? 40 : 34, 0, Math.PI * 2);
  pen.lineJoin = 'round';
  pen.strokeStyle = '#0c0e11';
  pen.lineWidth = 18;
  pen.stroke(form);
  if (level === 'stale' || level === 'unknown') {
    pen.fillStyle = '#171b20';
    pen.fill(form, 'nonzero');
    pen.save();
    pen.clip(form);
    pen.strokeStyle = LEVEL_COLORS[level];
    pen.lineWidth = 8;
    if (level === 'stale')
      for (let x = -120; x < 120; x += 22)
        path(pen, [
          [x, 60],
          [x + 120, -60],
        ]);
    pen.restore();
    pen.strokeStyle = LEVEL_COLORS[level];
    pen.lineWidth = 8;
    pen.stroke(form);
  } else {
    pen.fillStyle = LEVEL_COLORS[level];
    pen.fill(form, 'nonzero');
  }
}

function polygon(points: readonly (readonly [number, number])[]): Path2D {
  const form = new Path2D();
  points.forEach(([x, y], i) => (i === 0 ? form.moveTo(x, y) : form.lineTo(x, y)));
  form.closePath();
  return form;
}

function text(pen: CanvasRenderingContext2D, letters: string): void {
  pen.font = '600 104px Inter, system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = '#ffffff';
  pen.fillText(letters, 0, 6);
}

function disc(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(0, 0, 50, 0, Math.PI * 2);
  pen.fillStyle = 'rgba(20, 24, 29, 0.86)';
  pen.fill();
  pen.lineWidth = 5;
  pen.strokeStyle = '#7d8791';
  pen.stroke();
}

export function createAtlas(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = ATLAS_COLUMNS * CELL_PX;
  canvas.height = canvas.width;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No 2D canvas for the symbol atlas.');
  const cell = (index: number, draw: Draw) => {
    pen.save();
    pen.translate(
      ((index % ATLAS_COLUMNS) + 0.5) * CELL_PX,
      (Math.floor(index / ATLAS_COLUMNS) + 0.5) * CELL_PX,
    );
    pen.lineCap = pen.lineJoin = 'round';
    draw(pen);
    pen.restore();
  };
  const symbol = (index: number, draw: Draw) =>
    cell(index, (context) => {
      disc(context);
      context.strokeStyle = '#dde2e8';
      context.lineWidth = 6;
      draw(context);
    });
  symbol(genericCell, (context) => circle(context, 0, 0, 22));
  for (const [system, paths] of outlines)
    symbol(shapeCell(system), (context) => paths.forEach((d) => context.stroke(new Path2D(d))));
  for (const level of badges) cell(badgeCell(level), (context) => badge(context, level));
  cell(discCell, disc);
  cell(ringCell, (context) => {
    context.strokeStyle = '#5fb0e8';
    context.lineWidth = 7;
    circle(context, 0, 0, 56);
  });
  cell(haloCell, (context) => {
    context.strokeStyle = '#ffffff';
    context.lineWidth = 9;
    circle(context, 0, 0, 54);
  });
  for (let digit = 0; digit < 10; digit++) cell(digitCell(digit), (context) => text(context, String(digit)));
  cell(plusCell, (context) => text(context, '+'));
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = NoColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = 2;
  texture.flipY = false;
  return texture;
}
