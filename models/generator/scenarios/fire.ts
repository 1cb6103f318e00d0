/**
 * Smoke in a flat spreads to the stair hall; the panel confirms and commands linkage; the lift is recalled, the unit
 * doors released; the fire is put out and the air clears. Two minutes from first alarm to normal.
 */
import type { ScenarioMessage } from '#shared/compounds/scenario.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { PointPatch } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { FirePlace } from '../design.ts';

const text = (zh: string, en: string) => ({ text: { zh, en } });

export function fireScript(
  plan: CompoundPlan,
  devices: readonly PlannedDevice[],
  { unit, level }: FirePlace,
): readonly ScenarioMessage[] {
  const household = `${unit}-${level}01`;
  const building = unit.split('-')[0] ?? '';
  const doors = devices.filter(
    ({ id, system }) => system === 'unit-door' && id.startsWith(`door-${building}-`),
  );
  const lift = devices.find(({ system, placeId }) => system === 'lift' && placeId === unit)?.id ?? '';
  const has = (system: string, id: string) => devices.some((one) => one.system === system && one.id === id);
  const origin = `smoke-${household}`;
  const structure = plan.places.find((place) => place.id === building);
  const panels = devices.filter((one) => one.system === 'fire-panel');
  const panel = panels.find((one) => one.id.endsWith(structure?.parentId ?? '?')) ?? panels[0];
  const script: ScenarioMessage[] = [];
  const state = (afterS: number, system: string, device: string, patch: PointPatch) => {
    if (has(system, device)) script.push({ afterMs: afterS * 1000, system, device, state: patch });
  };
  const event = (
    afterS: number,
    system: string,
    device: string,
    type: string,
    data: Readonly<Record<string, unknown>>,
  ) => {
    if (has(system, device)) script.push({ afterMs: afterS * 1000, system, device, event: { type, data } });
  };
  const hall = (storey: number) => `smoke-${unit}-hall-${storey}`;
  const clearing = (afterS: number, device: string, from: number) => {
    state(afterS, 'smoke', device, { smoke: from / 2, temperature: 32 });
    state(afterS + 8, 'smoke', device, { smoke: 0.02, temperature: 24 });
  };

  state(0, 'smoke', origin, { smoke: 0.08, temperature: 27.5 });
  state(2, 'smoke', origin, { smoke: 0.21, temperature: 34 });
  event(
    2,
    'smoke',
    origin,
    'first_alarm',
    text(`首警：${household} 烟感 0.21 dB/m`, `First alarm: ${household} smoke 0.21 dB/m`),
  );
  state(8, 'smoke', origin, { smoke: 0.62, temperature: 58 });
  state(14, 'smoke', hall(level), { smoke: 0.19, temperature: 29 });
  event(
    14,
    'smoke',
    hall(level),
    'smoke_at',
    text(`烟气进入 ${level} 层楼梯间`, `Smoke in the stair hall, storey ${level}`),
  );
  state(20, 'smoke', hall(level + 1), { smoke: 0.24, temperature: 28 });
  event(
    20,
    'smoke',
    hall(level + 1),
    'second_alarm',
    text(`二次报警：${level + 1} 层楼梯间`, `Second alarm: stair hall, storey ${level + 1}`),
  );
  state(24, 'smoke', hall(level), { smoke: 0.48, temperature: 36 });
  if (panel) {
    state(24, panel.system, panel.id, { state: 'alarm', zone: household, linkage: 'commanded' });
    event(
      24,
      panel.system,
      panel.id,
      'confirm',
      text('控制器确认火警，下发联动', 'Panel confirms the fire and commands linkage'),
    );
  }
  event(
    24,
    'smoke',
    origin,
    'linkage_command',
    text('联动指令：电梯迫降、门禁释放', 'Linkage: recall lift, release doors'),
  );
  state(26, 'lift', lift, { mode: 'recall', target: 1, speed: -1, door: 'closed' });
  event(
    26,
    'lift',
    lift,
    'lift_recall',
    text(`${unit} 电梯迫降首层`, `Lift ${unit} recalled to the ground floor`),
  );
  for (let floor = level + 1; floor >= 1; floor--)
    state(27 + (level + 1 - floor) * 2, 'lift', lift, { floor, speed: floor === 1 ? 0 : -1 });
  state(36, 'lift', lift, { door: 'open', load: 0 });
  for (const [nth, door] of doors.entries())
    state(28 + nth, 'unit-door', door.id, { lock: 'released', door: 'open' });
  event(
    28,
    'unit-door',
    `door-${unit}`,
    'door_release',
    text(`${building} 号楼单元门已释放`, `Unit doors of building ${building} released`),
  );
  state(32, 'smoke', hall(level + 2), { smoke: 0.17, temperature: 27 });
  event(
    32,
    'smoke',
    hall(level + 2),
    'smoke_at',
    text(`烟气到达 ${level + 2} 层楼梯间`, `Smoke reaches storey ${level + 2}`),
  );
  if (panel) state(38, panel.system, panel.id, { linkage: 'feedback' });
  event(
    38,
    'lift',
    lift,
    'linkage_feedback',
    text('联动反馈：电梯到位、门已释放', 'Linkage feedback: lift down, doors open'),
  );
  event(75, 'smoke', origin, 'under_control', text('明火已扑灭', 'The fire is out'));
  clearing(76, origin, 0.6);
  clearing(80, hall(level), 0.4);
  clearing(82, hall(level + 1), 0.2);
  clearing(82, hall(level + 2), 0.16);
  if (panel) state(102, panel.system, panel.id, { state: 'normal', linkage: 'idle', zone: '' });
  event(104, 'smoke', origin, 'reset', text('系统复位', 'System reset'));
  state(105, 'lift', lift, { mode: 'automatic', door: 'closed' });
  for (const door of doors) state(105, 'unit-door', door.id, { lock: 'locked', door: 'closed' });
  return script;
}
