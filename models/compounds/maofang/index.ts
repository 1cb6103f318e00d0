/** Demo compound of a renovation: how it was, and how it is with lifts and a car park. */
import type { CompoundDesign } from '#models/generator/design.ts';
import { standardDevices } from '#models/generator/devices/standard.ts';
import { householdsOf } from '#models/generator/households.ts';
import { fireScript } from '#models/generator/scenarios/fire.ts';
import { throwScript } from '#models/generator/scenarios/throw.ts';
import { buildings, buildingsBefore, commonRooms, facts, fire } from './facts.ts';
import { boundary, site, siteBefore } from './site.ts';

export const maofang: CompoundDesign = {
  facts,
  place: { latDeg: 40.03, lonDeg: 116.35, heightM: 44 },
  crs: 'EPSG:4548',
  timeZone: 'Asia/Shanghai',
  yawRad: (3 * Math.PI) / 180,
  courtyards: [{ id: 'court', name: { zh: '毛纺北院', en: 'Maofang North court' }, rect: boundary }],
  buildings,
  commonRooms,
  site,
  phase: { id: 'after', name: { zh: '改造后', en: 'After renovation' } },
  earlier: [
    {
      id: 'before',
      name: { zh: '改造前', en: 'Before renovation' },
      buildings: buildingsBefore,
      site: siteBefore,
    },
  ],
  views: [
    { name: { zh: '全景', en: 'Whole compound' }, eye: [80, -300, 160], target: [0, -6, 0] },
    { name: { zh: '1号楼加装电梯', en: 'Lifts of building 1' }, eye: [-40, 76, 30], target: [-70, 42, 8] },
    { name: { zh: '立体车库', en: 'Car park' }, eye: [20, -62, 40], target: [54, 0, 4] },
    { name: { zh: '南门', en: 'South gate' }, eye: [18, -130, 18], target: [0, -88, 3] },
    { name: { zh: '俯视', en: 'From above' }, eye: [0, -6, 300], target: [0, 0, 0] },
  ],
  devices: (plan) => standardDevices(plan, maofang),
  scenarios: (plan, devices) => ({
    fire: fireScript(plan, devices, fire),
    throw: throwScript(plan, devices),
  }),
  households: (plan) => householdsOf(plan, facts.facts.people, fire),
};
