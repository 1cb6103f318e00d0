/**
 * The symbols' pictures, drawn once on a canvas: an outline per kind of device, a filled shape per alarm level, a
 * hatched ring for what is stale, cluster discs and digits. 128 px cells stay crisp on a 4K wall.
 */
import { CanvasTexture, LinearFilter, LinearMipmapLinearFilter, NoColorSpace } from 'three';
import type { DeviceLevel, SymbolShape } from '../contract.ts';
import { LEVEL_COLORS } from './level.ts';

const CELL_PX = 128;
export const ATLAS_COLUMNS = 8;
const ROWS = 8;

const shapes = [
  'bay',
  'smoke',
  'panel',
  'lift',
  'door',
  'gate',
  'throw',
  'camera',
  'hydrant',
  'air',
  'generic',
] as const satisfies readonly SymbolShape[];
const badges = ['p1', 'p2', 'p3', 'p4', 'stale', 'unknown'] as const satisfies readonly DeviceLevel[];

export function shapeCell(shape: string): number {
  const at = shapes.findIndex((one) => one === shape);
  return at < 0 ? shapes.indexOf('generic') : at;
}
export function badgeCell(level: DeviceLevel): number {
  const at = badges.findIndex((badge) => badge === level);
  return at < 0 ? -1 : 16 + at;
}
export const discCell = 24;
export const ringCell = 25;
export const haloCell = 26;
export function digitCell(digit: number): number {
  return 32 + digit;
}
export const plusCell = 42;

type Draw = (pen: CanvasRenderingContext2D) => void;

/** Outlines in a box of −32…32. */
const outlines: Record<SymbolShape, Draw> = {
  bay: (pen) => {
    pen.strokeRect(-22, -28, 44, 56);
    path(pen, [
      [-6, 18],
      [-6, -14],
      [6, -14],
      [10, -4],
      [4, 3],
      [-6, 3],
    ]);
  },
  smoke: (pen) => {
    circle(pen, 0, 0, 26);
    circle(pen, 0, 0, 11);
  },
  panel: (pen) => {
    pen.strokeRect(-26, -26, 52, 52);
    path(pen, [
      [-14, -8],
      [14, -8],
    ]);
    path(pen, [
      [-14, 8],
      [4, 8],
    ]);
  },
  lift: (pen) => {
    pen.strokeRect(-24, -28, 48, 56);
    path(pen, [
      [-11, -4],
      [0, -16],
      [11, -4],
    ]);
    path(pen, [
      [-11, 6],
      [0, 18],
      [11, 6],
    ]);
  },
  door: (pen) => {
    path(pen, [
      [-20, 28],
      [-20, -28],
      [20, -28],
      [20, 28],
    ]);
    circle(pen, 9, 4, 3);
  },
  gate: (pen) => {
    path(pen, [
      [-26, 28],
      [-26, -16],
      [-14, -16],
      [-14, 28],
    ]);
    path(pen, [
      [-20, -8],
      [30, -26],
    ]);
  },
  throw: (pen) => {
    path(pen, [
      [-24, 26],
      [-24, -28],
      [-2, -28],
    ]);
    pen.beginPath();
    pen.moveTo(-4, -20);
    pen.quadraticCurveTo(20, -16, 22, 14);
    pen.stroke();
    circle(pen, 22, 24, 5);
  },
  camera: (pen) => {
    pen.strokeRect(-28, -16, 38, 32);
    path(pen, [
      [10, -4],
      [28, -14],
      [28, 14],
      [10, 4],
    ]);
  },
  hydrant: (pen) => {
    path(pen, [
      [-14, 28],
      [-14, -10],
      [14, -10],
      [14, 28],
      [-14, 28],
    ]);
    path(pen, [
      [-24, 6],
      [24, 6],
    ]);
    circle(pen, 0, -18, 8);
  },
  air: (pen) => {
    for (const [y, x] of [
      [-14, 24],
      [2, 16],
      [18, 22],
    ] as const) {
      pen.beginPath();
      pen.moveTo(-26, y);
      pen.bezierCurveTo(-8, y - 12, 4, y + 12, x, y - 3);
      pen.stroke();
    }
  },
  generic: (pen) => circle(pen, 0, 0, 22),
};

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
  canvas.height = ROWS * CELL_PX;
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
  for (const shape of shapes)
    cell(shapeCell(shape), (context) => {
      disc(context);
      context.strokeStyle = '#dde2e8';
      context.lineWidth = 6;
      outlines[shape](context);
    });
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
