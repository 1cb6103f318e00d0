/**
 * Smoke in 8-2-401 spreads to the stair hall; the panel confirms and commands linkage; the lift is recalled, the unit
 * doors released; the fire is put out and the air clears. Two minutes from first alarm to normal.
 */
import type { ScenarioMessage } from '#shared/compounds/scenario.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { PointPatch } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';

const household = '8-2-401';
const unit = '8-2';

const text = (zh: string, en: string) => ({ text: { zh, en } });

export function fireScript(
  plan: CompoundPlan,
  devices: readonly PlannedDevice[],
): readonly ScenarioMessage[] {
  const has = (system: string, id: string) => devices.some((one) => one.system === system && one.id === id);
  const origin = `smoke-${household}`;
  const building = plan.places.find((place) => place.id === unit.split('-')[0]);
  const panels = devices.filter((one) => one.system === 'fire-panel');
  const panel = panels.find((one) => one.id.endsWith(building?.parentId ?? '?')) ?? panels[0];
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
    text('首警：8-2-401 烟感 0.21 dB/m', 'First alarm: 8-2-401 smoke 0.21 dB/m'),
  );
  state(8, 'smoke', origin, { smoke: 0.62, temperature: 58 });
  state(14, 'smoke', hall(4), { smoke: 0.19, temperature: 29 });
  event(14, 'smoke', hall(4), 'smoke_at', text('烟气进入 4 层楼梯间', 'Smoke in the stair hall, storey 4'));
  state(20, 'smoke', hall(5), { smoke: 0.24, temperature: 28 });
  event(
    20,
    'smoke',
    hall(5),
    'second_alarm',
    text('二次报警：5 层楼梯间', 'Second alarm: stair hall, storey 5'),
  );
  state(24, 'smoke', hall(4), { smoke: 0.48, temperature: 36 });
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
  state(26, 'lift', `lift-${unit}`, { mode: 'recall', target: 1, speed: -1, door: 'closed' });
  event(
    26,
    'lift',
    `lift-${unit}`,
    'lift_recall',
    text('8-2 电梯迫降首层', 'Lift 8-2 recalled to the ground floor'),
  );
  for (let floor = 5; floor >= 1; floor--)
    state(27 + (5 - floor) * 2, 'lift', `lift-${unit}`, { floor, speed: floor === 1 ? 0 : -1 });
  state(36, 'lift', `lift-${unit}`, { door: 'open', load: 0 });
  for (const number of [1, 2, 3])
    state(27 + number, 'unit-door', `door-8-${number}`, { lock: 'released', door: 'open' });
  event(
    28,
    'unit-door',
    `door-${unit}`,
    'door_release',
    text('8 号楼单元门已释放', 'Unit doors of building 8 released'),
  );
  state(32, 'smoke', hall(6), { smoke: 0.17, temperature: 27 });
  event(32, 'smoke', hall(6), 'smoke_at', text('烟气到达 6 层楼梯间', 'Smoke reaches storey 6'));
  if (panel) state(38, panel.system, panel.id, { linkage: 'feedback' });
  event(
    38,
    'lift',
    `lift-${unit}`,
    'linkage_feedback',
    text('联动反馈：电梯到位、门已释放', 'Linkage feedback: lift down, doors open'),
  );
  event(75, 'smoke', origin, 'under_control', text('明火已扑灭', 'The fire is out'));
  clearing(76, origin, 0.6);
  clearing(80, hall(4), 0.4);
  clearing(82, hall(5), 0.2);
  clearing(82, hall(6), 0.16);
  if (panel) state(102, panel.system, panel.id, { state: 'normal', linkage: 'idle', zone: '' });
  event(104, 'smoke', origin, 'reset', text('系统复位', 'System reset'));
  state(105, 'lift', `lift-${unit}`, { mode: 'automatic', door: 'closed' });
  for (const number of [1, 2, 3])
    state(105, 'unit-door', `door-8-${number}`, { lock: 'locked', door: 'closed' });
  return script;
}
