/** High-rise demo compound: six towers round a green. */
import type { CompoundDesign } from '#models/generator/design.ts';
import { standardDevices } from '#models/generator/devices/standard.ts';
import { householdsOf } from '#models/generator/households.ts';
import { fireScript } from '#models/generator/scenarios/fire.ts';
import { throwScript } from '#models/generator/scenarios/throw.ts';
import { buildings, commonRooms, facts, fire } from './facts.ts';
import { boundary, site } from './site.ts';

export const sanhe: CompoundDesign = {
  facts,
  place: { latDeg: 30.5, lonDeg: 114.4, heightM: 32 },
  crs: 'EPSG:4547',
  timeZone: 'Asia/Shanghai',
  yawRad: (-6 * Math.PI) / 180,
  courtyards: [{ id: 'court', name: { zh: '中心庭院', en: 'Central court' }, rect: boundary }],
  buildings,
  commonRooms,
  site,
  views: [
    { name: { zh: '全景', en: 'Whole compound' }, eye: [90, -270, 150], target: [0, -4, 25] },
    { name: { zh: '南大门', en: 'South gate' }, eye: [64, -112, 18], target: [45, -66, 4] },
    { name: { zh: '中心花园', en: 'Central green' }, eye: [58, -40, 30], target: [0, -6, 2] },
    { name: { zh: '2号楼', en: 'Building 2' }, eye: [60, -24, 44], target: [0, 40, 34] },
    { name: { zh: '俯视', en: 'From above' }, eye: [0, -6, 270], target: [0, 0, 0] },
  ],
  devices: (plan) => standardDevices(plan, sanhe),
  scenarios: (plan, devices) => ({
    fire: fireScript(plan, devices, fire),
    throw: throwScript(plan, devices),
  }),
  households: (plan) => householdsOf(plan, facts.facts.people, fire),
};
