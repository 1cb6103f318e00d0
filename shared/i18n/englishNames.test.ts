import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textIn } from '../twin/text.ts';
import { englishName } from './englishNames.ts';
import { onCoreMs } from '../testTime.ts';

describe('names that have an English', () => {
  it.each([
    ['1号楼', 'Building 1'],
    ['高植被', 'High vegetation'],
    ['点类别 65', 'Class 65'],
    ['3号楼东', 'Building 3 east'],
    ['A栋', 'Building A'],
    ['B2座', 'Building B2'],
    ['十二幢', 'Building 12'],
    ['8号楼2单元', 'Building 8, unit 2'],
    ['8号楼2单元4层', 'Building 8, unit 2, storey 4'],
    ['8号楼2单元401室', 'Building 8, unit 2, 401'],
    ['4层', 'Storey 4'],
    ['四层', 'Storey 4'],
    ['二十三层', 'Storey 23'],
    ['十层', 'Storey 10'],
    ['4F', 'Storey 4'],
    ['F12', 'Storey 12'],
    ['5楼', 'Storey 5'],
    ['-1层', 'Basement 1'],
    ['地下一层', 'Basement 1'],
    ['地下2层', 'Basement 2'],
    ['负一楼', 'Basement 1'],
    ['B1', 'Basement 1'],
    ['B2层', 'Basement 2'],
    ['地下车库', 'Underground garage'],
    ['屋面', 'Roof'],
    ['首层', 'Ground storey'],
    ['东大门', 'East gate'],
    ['西南门', 'South-west gate'],
    ['东大门入口道闸', 'East gate, entrance, barrier'],
    ['烟感 3号楼2单元301室', 'Smoke detector, building 3, unit 2, 301'],
    ['室外消防栓 7', 'Hydrant 7'],
    ['3号楼2单元电梯', 'Building 3, unit 2, lift'],
    // Made of a Chinese name and English words before names were derived.
    ['3号楼东, unit 2, floor 4', 'Building 3 east, unit 2, floor 4'],
    // The author of a model gave both.
    ['楼板 Slab', 'Slab'],
    ['休息平台 Landing', 'Landing'],
    ['电梯 Lift 8-2', 'Lift 8-2'],
  ])('%s is %s', (zh, en) => {
    expect(englishName(zh)).toBe(en);
  });
});

it.each(['逸夫楼', '宏维花园', '张三家', '请查看4层的烟感', 'Level 1', '', 'B-1', '王一层层'])(
  'what is not understood as a whole stays: %s',
  (name) => {
    expect(englishName(name)).toBe(name);
  },
);

it('every number of a building, a unit and a storey comes through', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.nat(99), fc.nat(99), (building, unit, storey) => {
      expect(englishName(`${building}号楼${unit}单元${storey}层`)).toBe(
        `Building ${building}, unit ${unit}, storey ${storey}`,
      );
    }),
  );
});

it('any text becomes a text, and long ones in time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      expect(typeof englishName(name)).toBe('string');
    }),
  );
  // Four times as long a name takes some sixteen times as long, not for ever; a busy machine is busy for both.
  const timeOf = (words: string) => {
    const times = [0, 1, 2].map(() => {
      const before = onCoreMs();
      englishName(words);
      return onCoreMs() - before;
    });
    return Math.max(0.05, Math.min(...times));
  };
  for (const word of ['a ', '1 '])
    expect(timeOf(`${word.repeat(2000)}楼`) / timeOf(`${word.repeat(500)}楼`)).toBeLessThan(60);
});

it('a text in both languages is shown as it is, and its Chinese never changes', () => {
  expect(textIn({ zh: '8号楼', en: 'Tower 8' }, 'en')).toBe('Tower 8');
  expect(textIn({ zh: '8号楼', en: '8号楼' }, 'en')).toBe('Building 8');
  expect(textIn({ zh: '8号楼', en: '' }, 'en')).toBe('Building 8');
  expect(textIn('4F', 'en')).toBe('Storey 4');
  expect(textIn('4F', 'zh')).toBe('4F');
  expect(textIn({ zh: '8号楼', en: 'Tower 8' }, 'zh')).toBe('8号楼');
});
