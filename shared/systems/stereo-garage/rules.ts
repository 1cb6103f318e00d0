/** Heavy pallets move here: somebody inside, an emergency stop, a cycle that does not end, a motor that strains. */
import { above, alarm, call, equals, look, order, within } from '../rules.ts';

const stop = order('stereo-garage', 'stop', ['停机', 'Stop the garage'], 30);
const guard = call('property', 120, ['致电物业到车库处置', 'Call the property office to the garage']);

export const rules = [
  alarm({
    id: 'person-inside',
    point: 'person',
    condition: equals(1),
    priority: 1,
    delayS: [0, 5],
    name: ['车库内有人', 'Person inside the garage'],
    consequence: ['载车板运动会伤人', 'A moving pallet will hurt them'],
    action: ['立即停机，喊话引导离开', 'Stop it at once, guide them out'],
    procedure: [
      stop,
      look(30, ['查看库内画面，找到人', 'Look inside, find the person']),
      guard,
      within(600, ['10 分钟内确认库内无人', 'Nobody inside within 10 minutes']),
    ],
    responseS: 30,
  }),
  alarm({
    id: 'emergency-stop',
    point: 'estop',
    condition: equals(1),
    priority: 1,
    delayS: [0, 5],
    name: ['车库急停被按下', 'Emergency stop pressed'],
    consequence: ['有人认为有危险；车库停用', 'Somebody saw danger; the garage stands still'],
    action: ['查看现场，确认无人受困后复位', 'Look at the scene; reset once nobody is in danger'],
    procedure: [
      look(30),
      guard,
      call('119', undefined, ['有人受困时拨打 119', 'Call 119 if a person is caught']),
    ],
  }),
  alarm({
    id: 'timeout',
    point: 'cycle',
    condition: above(120, 10),
    priority: 2,
    delayS: [0, 5],
    name: ['存取车超时', 'Cycle takes too long'],
    consequence: ['车辆取不出，可能卡板', 'A car cannot be had; a pallet may be stuck'],
    action: ['停机检查，联系维保', 'Stop it, call maintenance'],
    procedure: [stop, look()],
    responseS: 900,
  }),
  alarm({
    id: 'overload',
    point: 'motor',
    condition: above(45, 5),
    priority: 2,
    delayS: [3, 10],
    name: ['车库电机过载', 'Garage motor overloaded'],
    consequence: ['电机或链条可能损坏，载车板可能坠落', 'Motor or chain may fail; a pallet may fall'],
    action: ['停机，检查超重车辆与链条', 'Stop it, look for a car too heavy and at the chain'],
    procedure: [stop, look()],
    responseS: 300,
  }),
];
