import { describe, expect, it } from 'vitest';
import { proposePlace } from './proposedPlace.ts';

const places = new Set(['3', '3-2', '3-2-501', '12-1-1203', 'A1', 'B', 'guard-room', '8-2/4', 'hongwei']);

describe('where a device is by its name', () => {
  it.each([
    ['3-2-501 烟感', '3-2-501'],
    ['3-2-501烟感', '3-2-501'],
    ['烟感 3号楼2单元501', '3-2-501'],
    ['烟感（三号楼二单元501室）', '3-2-501'],
    ['３号楼２单元５０１', '3-2-501'],
    ['3栋2-501', '3-2-501'],
    ['十二幢1单元1203', '12-1-1203'],
    ['Bldg 3 Unit 2 Room 501', '3-2-501'],
    ['smoke, building 3, unit 2, apt. 501', '3-2-501'],
    ['smoke/3/2/501', '3-2-501'],
    ['smoke_3_2_501', '3-2-501'],
    ['3号楼2单元门禁', '3-2'],
    ['3号楼 水泵', '3'],
    ['Tower b', 'B'],
    ['A1 lamp', 'A1'],
    ['guard-room panel', 'guard-room'],
    ['8-2/4 hall', '8-2/4'],
    // No such home in the plan: the unit it would be in.
    ['3-2-509 烟感', '3-2'],
  ])('%s → %s', (name, place) => {
    expect(proposePlace(name, places)).toBe(place);
  });

  it.each(['烟感', '3', 'meter 3', '0x00158d0003-2', '9-9-901', '', '__proto__', '25.5.2021 test'])(
    '%s says nothing',
    (name) => expect(proposePlace(name, places)).toBeNull(),
  );
});
