/**
 * The usual devices of a compound, found from its design: detectors in every home and hall, lifts, doors, gates with
 * cameras, bays, meters of a share of the homes. Who wants them elsewhere places them by hand.
 */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { CompoundDesign, SitePoint } from '../design.ts';
import { CORE_LIFTS, DEPTH_M, LIFT_CORRIDOR_M, LIFT_SHAFT_M, liftOf, unitsOf } from '../dwelling.ts';
import { toEnu } from '../frame.ts';
import { withMakes } from './made.ts';
import { gateDevices, lookouts } from './gates.ts';
import { device, inRooms, onGround, pad, someHomes, type Row } from './placing.ts';
import { smokeDetectors } from './smoke.ts';

export function standardDevices(plan: CompoundPlan, design: CompoundDesign): readonly PlannedDevice[] {
  return withMakes([
    ...smokeDetectors(plan, design.buildings, design.yawRad),
    ...panels(plan, design),
    ...lifts(design),
    ...doors(design),
    ...gateDevices(design),
    ...lookouts(design),
    ...ground(design),
    ...bays(design),
    ...perBuilding(design),
    ...inRooms('gas', 'gas', { zh: '燃气探测器', en: 'Gas detector' }, 2.2, someHomes(plan, 10, 3)),
    ...inRooms('water-meter', 'water', { zh: '水表', en: 'Water meter' }, 0.6, someHomes(plan, 12, 5)),
    ...inRooms('power-meter', 'power', { zh: '电表', en: 'Power meter' }, 1.7, someHomes(plan, 15, 7)),
  ]);
}

/** The road that a point of the ground lies nearest to. */
export function roadAt({ site }: Pick<CompoundDesign, 'site'>, [x, y]: SitePoint): string {
  const roads = site.areas
    .filter(({ surface }) => surface === 'asphalt')
    .map(({ id, rect }) => ({
      id,
      awayM: Math.hypot(Math.max(rect.x0 - x, 0, x - rect.x1), Math.max(rect.y0 - y, 0, y - rect.y1)),
    }))
    .sort((a, b) => a.awayM - b.awayM);
  return roads[0]?.id ?? '';
}

function panels(plan: CompoundPlan, { courtyards }: CompoundDesign): PlannedDevice[] {
  const room = plan.places.find(({ id }) => id === 'guard-room');
  const [x, y, z] = room?.box?.centreEnu ?? [0, 0, 1.5];
  return courtyards.map(({ id, name }) => {
    const words = { zh: `火灾报警控制器 ${name.zh}`, en: `Fire panel, ${name.en}` };
    return device(`fire-panel-${id}`, 'fire-panel', words, [x, y, z], 'guard-room', 30);
  });
}

function lifts({ buildings, yawRad }: CompoundDesign): PlannedDevice[] {
  return buildings.flatMap((building) =>
    unitsOf(building).flatMap((unit, nth) => {
      const kind = liftOf(building, unit);
      const zh = `${building.id}号楼${nth + 1}单元`;
      const en = `building ${building.id}, unit ${nth + 1}`;
      const at = (x: number, y: number) =>
        toEnu([building.centre[0] + unit.xM + x, building.centre[1] + y], 1.5, yawRad);
      if (kind === 'tower') {
        const shaft = at(0, DEPTH_M / 2 + LIFT_CORRIDOR_M + LIFT_SHAFT_M / 2);
        const name = { zh: `电梯 ${zh}`, en: `Lift, ${en}` };
        return [device(`lift-${unit.id}`, 'lift', name, shaft, unit.id, 30)];
      }
      return (kind === 'core' ? CORE_LIFTS : []).map(([x, y], i) => {
        const name = { zh: `电梯 ${zh}${i + 1}号`, en: `Lift ${i + 1}, ${en}` };
        return device(`lift-${unit.id}-${i + 1}`, 'lift', name, at(x, y), unit.id, 30);
      });
    }),
  );
}

function doors({ buildings, yawRad }: CompoundDesign): PlannedDevice[] {
  return buildings.flatMap((building) =>
    unitsOf(building).map((unit, nth) => {
      const [x, y] = building.centre;
      const name = {
        zh: `单元门 ${building.id}号楼${nth + 1}单元`,
        en: `Unit door, building ${building.id}, unit ${nth + 1}`,
      };
      const at = toEnu([x + unit.xM, y + DEPTH_M / 2 + 0.05], 1.5, yawRad);
      return device(`door-${unit.id}`, 'unit-door', name, at, unit.id, 30);
    }),
  );
}

function bays(design: CompoundDesign): PlannedDevice[] {
  const { site, yawRad } = design;
  return site.bays.map(({ id, centre, kind, zM = 0 }) => {
    const inGarage = id.startsWith('garage-');
    const [, deck = '', space = ''] = id.split('-');
    const what = kind === 'charging' ? ['充电', 'Charging '] : ['', ''];
    const name = inGarage
      ? { zh: `立体车库${deck}层${what[0]}车位 ${space}`, en: `${what[1]}Garage space ${deck}-${space}` }
      : { zh: `${what[0]}车位 ${id.slice(4)}`, en: `${what[1]}Bay ${id.slice(4)}` };
    const placeId = inGarage ? 'garage' : roadAt(design, centre);
    return device(id, 'parking-bay', name, toEnu(centre, zM + 0.05, yawRad), placeId, 60);
  });
}

function ground(design: CompoundDesign): PlannedDevice[] {
  const { site, yawRad } = design;
  const { x0, y0, x1, y1 } = site.wastePoint;
  const bins = [
    ['recyclable', '可回收物', 'recyclable'],
    ['kitchen', '厨余垃圾', 'kitchen waste'],
    ['hazardous', '有害垃圾', 'hazardous'],
    ['other', '其他垃圾', 'other'],
  ] as const;
  const roads = site.areas.filter(({ surface }) => surface === 'asphalt');
  const middle = ({ rect }: (typeof roads)[number]): SitePoint => [
    (rect.x0 + rect.x1) / 2,
    (rect.y0 + rect.y1) / 2,
  ];
  const onRoads = (prefix: string): Row[] =>
    roads.map((one) => [`${prefix}-${one.id}`, one.name.zh, one.name.en.toLowerCase(), middle(one), one.id]);
  return [
    ...site.hydrants.map((at, nth) =>
      device(
        `hydrant-${pad(nth + 1, 2)}`,
        'hydrant',
        { zh: `室外消防栓 ${nth + 1}`, en: `Hydrant ${nth + 1}` },
        toEnu(at, 0.7, yawRad),
        roadAt(design, at),
        60,
      ),
    ),
    ...onGround(
      'waste',
      { zh: '分类桶', en: 'Bin' },
      0.9,
      yawRad,
      bins.map(([id, zh, en], n): Row => {
        const x = x0 + 1.5 + (n * (x1 - x0 - 3)) / 3;
        return [`bin-${id}`, zh, en, [x, (y0 + y1) / 2], 'waste-point'];
      }),
    ),
    ...onGround('lighting', { zh: '照明回路', en: 'Lighting' }, 5, yawRad, onRoads('light')),
    ...onGround('fire-lane', { zh: '消防车道', en: 'Fire lane' }, 4.2, yawRad, onRoads('lane')),
  ];
}

function perBuilding({ buildings, yawRad }: CompoundDesign): PlannedDevice[] {
  const rows = (prefix: string, alongM: number): Row[] =>
    buildings.map(({ id, centre: [x, y] }) => [
      `${prefix}-${id}`,
      `${id}号楼`,
      `building ${id}`,
      [x + alongM, y + DEPTH_M / 2 + 0.3],
      id,
    ]);
  return [
    ...onGround(
      'electrical-fire',
      { zh: '电气火灾监控', en: 'Electrical fire watch' },
      1.5,
      yawRad,
      rows('wiring', -10.5),
    ),
    ...onGround('public-power', { zh: '公共用电', en: 'Common power' }, 1.4, yawRad, rows('common', 10.5)),
  ];
}
