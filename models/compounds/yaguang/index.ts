/** The default demo compound, composed: facts, ground, planting, cameras and saved views. */
import type { CompoundDesign } from '#models/generator/design.ts';
import { householdsOf } from '#models/generator/households.ts';
import { fireScript } from '#models/generator/scenarios/fire.ts';
import { throwScript } from '#models/generator/scenarios/throw.ts';
import { devicesOf } from './devices.ts';
import { buildings, commonRooms, facts, fire } from './facts.ts';
import { yaguangSite } from './ground.ts';
import { hongweiRect, hubinRect } from './site.ts';

const YAW_RAD = (8 * Math.PI) / 180;

export const yaguang: CompoundDesign = {
  facts,
  place: { latDeg: 30.2, lonDeg: 115.05, heightM: 24 },
  crs: 'EPSG:4547',
  timeZone: 'Asia/Shanghai',
  yawRad: YAW_RAD,
  courtyards: [
    { id: 'hongwei', name: { zh: '宏维花园', en: 'Hongwei garden' }, rect: hongweiRect },
    { id: 'hubin', name: { zh: '湖滨金苑', en: 'Hubin court' }, rect: hubinRect },
  ],
  buildings,
  commonRooms,
  site: yaguangSite,
  views: [
    { name: { zh: '全景', en: 'Whole compound' }, eye: [70, -232, 128], target: [10, -6, 0] },
    { name: { zh: '宏维花园', en: 'Hongwei garden' }, eye: [-20, -112, 62], target: [-68, 4, 5] },
    { name: { zh: '湖滨金苑', en: 'Hubin court' }, eye: [112, -108, 62], target: [62, 4, 5] },
    { name: { zh: '东大门', en: 'East gate' }, eye: [168, 2, 16], target: [124, 18, 3] },
    { name: { zh: '南门', en: 'South gate' }, eye: [16, -92, 16], target: [0, -50, 3] },
    { name: { zh: '8号楼', en: 'Building 8' }, eye: [127, 14, 22], target: [92, 40, 8] },
    { name: { zh: '8号楼2单元', en: 'Building 8, unit 2' }, eye: [108, 80, 14], target: [94, 46, 7] },
    { name: { zh: '中心花园', en: 'Central green' }, eye: [62, -36, 22], target: [32, 0, 1] },
    { name: { zh: '俯视', en: 'From above' }, eye: [0, -6, 250], target: [0, 2, 0] },
  ],
  devices: (plan) => devicesOf(plan, YAW_RAD),
  scenarios: (plan, devices) => ({
    fire: fireScript(plan, devices, fire),
    throw: throwScript(plan, devices),
  }),
  households: (plan) => householdsOf(plan, facts.facts.people, fire),
};
