import { describe, expect, it } from 'vitest';
import { checkCompound, type CompoundRecords } from './check.ts';
import { placedFaultText } from '../i18n/faults/faultText.ts';

const box = { centreEnu: [0, 0, 3], sizeM: [10, 10, 6], yawRad: 0 };
const good = {
  manifest: {
    version: 1,
    id: 'riverside',
    name: { zh: '河畔', en: 'Riverside' },
    address: { zh: '', en: '' },
    layout: 'surveyed',
    facts: { built: 2001, buildings: 1, units: 1, households: 2, people: 0 },
    origin: {
      latDeg: 30.5,
      lonDeg: 114.3,
      heightM: 20,
      crs: 'EPSG:4547',
      eastingM: 1,
      northingM: 2,
      timeZone: 'Asia/Shanghai',
    },
    models: [],
  },
  plan: {
    version: 1,
    places: [
      { id: 'A1', kind: 'building', name: { zh: 'A1', en: 'A1' }, parentId: null, box },
      { id: 'A1-1', kind: 'unit', name: { zh: '一', en: 'One' }, parentId: 'A1', box: null },
    ],
    bays: [],
    trees: [],
    lamps: [],
    boundaryEnu: [],
    views: [],
  },
  devices: [
    { id: 'x1', system: 'nobody-declared-this', name: 'X', points: [{ id: 'level', min: 0, max: 5 }] },
  ],
} satisfies CompoundRecords;

type Good = typeof good;
const spoilt = (spoil: (records: Good) => void) => {
  const records = structuredClone(good);
  spoil(records);
  return checkCompound(records).map((fault) => [placedFaultText(fault, 'zh'), placedFaultText(fault, 'en')]);
};

it('a good one has no faults, a system that nobody declared among its devices', () => {
  expect(checkCompound(good)).toEqual([]);
});

describe('one sentence per fault, with file, place and what is wrong', () => {
  it.each<[string, (records: Good) => void, string, string]>([
    [
      'phase',
      ({ manifest }) =>
        Object.assign(manifest, {
          models: [{ id: 'm', name: { zh: '', en: '' }, files: ['m.ifc'], role: 'site', phases: ['before'] }],
        }),
      'manifest.json 的 models[0].phases：没有时期“before”',
      'manifest.json, models[0].phases: there is no phase “before”',
    ],
    [
      'day of a phase',
      ({ manifest }) =>
        Object.assign(manifest, {
          phases: [
            { id: 'built', name: { zh: '', en: '' }, from: '2024-05-01' },
            { id: 'lifts', name: { zh: '', en: '' }, from: '2024-04-30' },
          ],
        }),
      'manifest.json 的 phases[1].from：时期“lifts”需要一个晚于前一时期的起始日期',
      'manifest.json, phases[1].from: phase “lifts” needs a day that is later than that of the phase before it',
    ],
    [
      'time zone',
      ({ manifest }) => (manifest.origin.timeZone = 'Asia/Atlantis'),
      'manifest.json 的 origin.timeZone：没有时区“Asia/Atlantis”',
      'manifest.json, origin.timeZone: there is no time zone “Asia/Atlantis”',
    ],
    [
      'id',
      ({ manifest }) => (manifest.id = 'River side'),
      'manifest.json 的 id：须为小写字母、数字和短横线，最多 40 个字符',
      'manifest.json, id: must be small letters, digits and dashes, at most 40',
    ],
    [
      'latitude',
      ({ manifest }) => (manifest.origin.latDeg = 114.3),
      'manifest.json 的 origin.latDeg：114.3 不得大于 90',
      'manifest.json, origin.latDeg: 114.3 must be at most 90',
    ],
    [
      'frame',
      ({ manifest }) => (manifest.origin.crs = 'EPSG:99'),
      'manifest.json 的 origin.crs：坐标系“EPSG:99”未知，例如 EPSG:4547',
      'manifest.json, origin.crs: the coordinate system “EPSG:99” is not known; one is EPSG:4547',
    ],
    [
      'missing',
      ({ manifest }) => Reflect.deleteProperty(manifest, 'name'),
      'manifest.json：缺少 name',
      'manifest.json: name is missing',
    ],
    [
      'place twice',
      ({ plan }) => plan.places.forEach((place) => (place.id = 'A1')),
      'plan.json 的 places[1].id：位置“A1”出现两次',
      'plan.json, places[1].id: the place “A1” is there twice',
    ],
    [
      'parent',
      ({ plan }) => Object.assign(plan.places[1] ?? {}, { parentId: 'B7' }),
      'plan.json 的 places[1].parentId：没有上级位置“B7”',
      'plan.json, places[1].parentId: there is no place “B7” to be in',
    ],
    [
      'box',
      ({ plan }) => Object.assign(plan.places[0] ?? {}, { box: { ...box, sizeM: [10, 10, 0] } }),
      'plan.json 的 places[0].box.sizeM[2]：0 须大于 0',
      'plan.json, places[0].box.sizeM[2]: 0 must be above 0',
    ],
    [
      'device twice',
      ({ devices }) => devices.push(...structuredClone(devices)),
      'devices.json 的 [1].id：设备“nobody-declared-this/x1”出现两次',
      'devices.json, [1].id: the device “nobody-declared-this/x1” is there twice',
    ],
    [
      'min above max',
      ({ devices }) => Object.assign(devices[0]?.points[0] ?? {}, { min: 9 }),
      'devices.json 的 [0].points[0]：测点“level”的下限 9 高于上限 5',
      'devices.json, [0].points[0]: min 9 of the point “level” is above its max 5',
    ],
    [
      'kind of place',
      ({ plan }) => Object.assign(plan.places[0] ?? {}, { kind: 'castle' }),
      'plan.json 的 places[0].kind："castle" 不是可用的值',
      'plan.json, places[0].kind: "castle" is none of what it may be',
    ],
  ])('%s', (_name, spoil, zh, en) => {
    const found = spoilt(spoil);
    expect(found[0]).toEqual([zh, en]);
  });

  it('a place in itself', () => {
    const found = spoilt(({ plan }) => Object.assign(plan.places[0] ?? {}, { parentId: 'A1-1' }));
    expect(found[0]?.[1]).toBe('plan.json, places[0].parentId: the place “A1” lies in itself');
  });

  it('mapping', () => {
    const mapping = { version: 1, homeAssistant: { devices: { x: { positionEnu: [1, 2] } } } };
    const found = checkCompound({ ...good, mapping }).map((fault) => placedFaultText(fault, 'en'));
    expect(found[0]).toMatch(/^mapping.json, homeAssistant\.devices\.x\.positionEnu: /);
  });
});
