/** A home's air: a little haze and warmth when supper is cooked, none of it in the stair halls. */
import { faultsOf } from '../acting.ts';
import { once, wander, warmth } from '../dailyLife.ts';
import type { SimulationStep } from '../declaration.ts';
import { rules } from './rules.ts';

export const simulate: SimulationStep = {
  everyS: 60,
  step: (context) => {
    const { hour, random } = context;
    const cooking = context.deviceId.includes('hall') ? 0 : Math.max(0, 1 - Math.abs(hour - 18) / 1.5);
    return {
      smoke: Math.max(0, wander(context, 'smoke', 0.01 + cooking * 0.015, 0.02, 2)),
      temperature: wander(context, 'temperature', 19 + 4 * warmth(hour) + cooking * 3, 1.5, 1),
      ...(context.last['battery'] === undefined &&
        once(context, {
          battery: Math.round(52 + random() * 46),
          rssi: Math.round(-70 - random() * 35),
          contamination: Math.round(random() * 30),
          fault: false,
        })),
    };
  },
  faults: faultsOf(rules, {
    smoke: { says: { smoke: 0.32, temperature: 41 }, over: { smoke: 0.01, temperature: 24 } },
    alarm: { says: { alarm: true }, over: { alarm: false } },
    fault: { says: { fault: true }, over: { fault: false }, perYear: 0.3, lastsS: 1800 },
    'low-battery': { says: { battery: 9 }, over: { battery: 100 }, perYear: 0.4, lastsS: 3600 },
  }),
};
