/** A charger that overheats burns; one that leaks kills; one with a fault only disappoints. */
import { above, alarm, call, equals, look, order } from '../rules.ts';

const cut = order('ev-charger', 'cut', ['切断充电桩电源', 'Cut the charger’s power'], 60);

export const rules = [
  alarm({
    id: 'over-temperature',
    point: 'temperature',
    condition: above(85, 10),
    priority: 1,
    delayS: [5, 30],
    name: ['充电桩超温', 'Charger over-temperature'],
    consequence: ['可能起火并引燃车辆', 'It may burn and set the car alight'],
    action: ['切断电源，疏散周边，准备灭火', 'Cut its power, clear the place, make ready to fight a fire'],
    procedure: [
      cut,
      look(60),
      call('property', 120, [
        '致电物业带灭火器到场，疏散周边',
        'Have the property office come with extinguishers',
      ]),
      call('119'),
    ],
    incident: 'fire',
  }),
  alarm({
    id: 'leakage',
    point: 'leakage',
    condition: above(30, 10),
    priority: 2,
    delayS: [2, 10],
    name: ['充电桩漏电', 'Charger leaks current'],
    consequence: ['触电危险', 'Danger of electric shock'],
    action: ['切断电源，围挡，派电工', 'Cut its power, fence it off, send an electrician'],
    procedure: [cut, look()],
    responseS: 300,
  }),
  alarm({
    id: 'fault',
    point: 'connector',
    condition: equals('fault'),
    priority: 3,
    delayS: [10, 10],
    name: ['充电桩故障', 'Charger fault'],
    consequence: ['该桩无法充电', 'Nobody can charge here'],
    action: ['远程重启，无效则派单', 'Restart it from here, else send maintenance'],
  }),
];
