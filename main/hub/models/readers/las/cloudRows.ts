/** Rows of a surveyed cloud: the cloud itself, and below it one for each class that its points have. */
import { POINT_CLASS_TYPE, pointClassName, pointWordInEnglish } from '#shared/models/pointClasses.ts';
import type { PointCloud } from '#hub/models/points/pointCloud.ts';
import { emptyBox, joinBox } from '#hub/models/shapes.ts';
import type { StoredProperty } from '#hub/models/properties.ts';
import type { ReadInto } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import type { LasHeader } from './header.ts';

export interface CloudRows {
  readonly cloud: number;
  rowOf(classNumber: number): number;
  /** Rows by class. */
  readonly classes: ReadonlyMap<number, number>;
}

export function addCloudRows(into: ReadInto, name: string): CloudRows {
  const cloud = addRow(into, { globalId: name, type: 'PointCloud', name });
  const classes = new Map<number, number>();
  let last = -1;
  let held: number | undefined;
  return {
    cloud,
    classes,
    rowOf(number) {
      if (number === last && held !== undefined) return held;
      const own = {
        globalId: `${name}/class-${number}`,
        type: POINT_CLASS_TYPE,
        name: pointClassName(number),
        parent: cloud,
      };
      const row = classes.get(number) ?? addRow(into, own);
      classes.set(number, row);
      last = number;
      held = row;
      return row;
    },
  };
}

export function describeCloud(
  into: ReadInto,
  { cloud, classes }: CloudRows,
  of: { readonly header: LasHeader; readonly points: PointCloud; readonly crs: string | null },
): void {
  const { header, points, crs } = of;
  addSet(into, cloud, '点云', [
    ['点数', points.count, null],
    ...extentOf(points),
    ['自带颜色', points.colors === 'own', null],
    ['坐标系', crs, null],
    ['版本', `${header.isPacked ? 'LAZ' : 'LAS'} ${header.version}`, null],
    ['点格式', header.format, null],
    ['生成软件', header.software || null, null],
    ['采集系统', header.system || null, null],
    ['日期', header.date || null, null],
  ]);
  describeClasses(into, { classes }, points);
}

/** Points that were left out do not count. */
export function describeClasses(
  into: ReadInto,
  { classes }: Pick<CloudRows, 'classes'>,
  points: PointCloud,
): void {
  for (const [number, row] of classes) {
    const count = points.counts.get(row) ?? 0;
    addSet(into, row, '点类别', [
      ['类别号', number, null],
      // Found by it as well.
      ['ASPRS', pointWordInEnglish(pointClassName(number)), null],
      ['点数', count, null],
      ['份额', Number(((100 * count) / points.count).toFixed(2)), '%'],
    ]);
  }
}

export function extentOf(points: PointCloud): StoredProperty[] {
  const box = emptyBox();
  for (const own of points.boxes.values()) joinBox(box, own);
  const [width = 0, depth = 0, height = 0] = box.max.map((value, axis) => value - (box.min[axis] ?? 0));
  const density = width * depth > 0 ? Number((points.count / (width * depth)).toPrecision(3)) : null;
  return [
    ['密度', density, '1/m²'],
    ['范围', [width, depth, height].map((m) => m.toFixed(2)).join(' × '), 'm'],
  ];
}
