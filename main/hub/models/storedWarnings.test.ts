import { expect, it } from 'vitest';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import { readWarnings } from './storedWarnings.ts';

it.each([
  [
    'map-far',
    '地图坐标距小区 812 km，模型已移到小区旁。 / The map conversion lies 812 km from the compound; the model stands beside it.',
    '地图坐标距小区 812 km，模型已移到小区旁',
  ],
  [
    'recentred',
    '没有可用的坐标：模型立在小区旁，平移 (-1.500, 20.000, 0.000) m，最低层在 0。 / Not placed by coordinates: recentred by (-1.500, 20.000, 0.000) m, lowest floor at 0.',
    '没有可用的坐标：模型立在小区旁，平移 (-1.500, 20.000, 0.000) m，最低层在 0',
  ],
  [
    'map-scale',
    "地图换算的比例 0.3048 与单位不符，按 1 处理。 / The map conversion's scale 0.3048 does not fit its units and was taken as 1.",
    '地图换算的比例 0.3048 与单位不符，按 1 处理',
  ],
  [
    'crs-unknown',
    '坐标系 武汉 2000 无法换算。 / The coordinate system 武汉 2000 cannot be converted.',
    '坐标系 武汉 2000 无法换算',
  ],
  [
    'crs-unknown',
    '坐标系 （未命名） 无法换算。 / The coordinate system without a name cannot be converted.',
    '坐标系没有名称，无法换算',
  ],
  [
    'record',
    '不是有效 STEP 的记录已略去。 / Records that are not valid STEP were left out.',
    '不是有效 STEP 的记录或字符已略去',
  ],
  ['geometry', '坐标不是数的几何 / Geometry with coordinates that are not numbers', '坐标不是数的几何已略去'],
  ['geometry', 'bool subtract failed / #12', '几何内核报告：bool subtract failed / #12'],
])('an old sentence of %s is read as its code: %s', (code, message, zh) => {
  const [read] = readWarnings([{ code, message, file: 'a.ifc', count: 3 }]);
  expect(read).toMatchObject({ file: 'a.ifc', count: 3 });
  expect(read && faultText(read, 'zh').message).toBe(zh);
  expect(read && faultText(read, 'en').message.includes('{{')).toBe(false);
});

it('codes stay what they are; what is none is left out', () => {
  const coded = { code: 'map-far', params: { km: '812' }, file: null, count: 1 };
  const plain = { code: 'map-unit', file: null, count: 1 };
  const wrong = [{ code: 'of-tomorrow', file: null, count: 1 }, 'x', null, { message: 'x' }];
  expect(readWarnings([coded, plain, ...wrong])).toEqual([coded, plain]);
  expect(readWarnings(undefined)).toEqual([]);
});
