/** A lift of about 15 households: down to work in the morning, up in the evening. */
import { faultsOf } from '../acting.ts';
import { coming, happens, isNewDay, lastNumber, once } from '../dailyLife.ts';
import type { PointPatch, SimulationContext, SimulationStep } from '../declaration.ts';
import { rules } from './rules.ts';

const tripsAtMostPerHour = 24;
const topFloor = 6;

function travel(floor: number, target: number): PointPatch {
  const direction = Math.sign(target - floor);
  const next = floor + direction;
  return next === target ? { floor: next, speed: 0, door: 'open' } : { floor: next, speed: direction };
}

function depart(context: SimulationContext, floor: number): PointPatch {
  const { random, hour } = context;
  const upstairs = () => 2 + Math.floor(random() * (topFloor - 1));
  const called = random() < 0.5 ? 1 : upstairs();
  const wish = called === floor ? (hour < 12 ? 1 : upstairs()) : called;
  return {
    target: wish === floor ? 1 : wish,
    load: Math.round(60 + random() * 140),
    vibration: Math.round(10 + random() * 12),
    levelling: Math.round(2 + random() * 6),
    trips: lastNumber(context, 'trips', 0) + 1,
  };
}

export const simulate: SimulationStep = {
  everyS: 4,
  step: (context) => {
    const { last, random } = context;
    const floor = last['floor'];
    if (typeof floor !== 'number') {
      const start = 1 + Math.floor(random() * topFloor);
      const still = { speed: 0, door: 'closed', load: 0, vibration: 12, levelling: 4, trips: 0 };
      const quiet = { trapped: false, ebike: false, mode: 'automatic', call: 'idle' };
      return { floor: start, target: start, ...still, ...quiet };
    }
    if (isNewDay(context)) return { trips: 0 };
    if (last['mode'] !== 'automatic' || last['trapped'] === true) return null;
    const target = lastNumber(context, 'target', floor);
    if (target !== floor) return travel(floor, target);
    if (last['door'] === 'open') return { door: 'closed', load: 0 };
    if (happens(context, coming(context.hour) * tripsAtMostPerHour)) return depart(context, floor);
    return once(context, { levelling: 4, call: 'idle' });
  },
  faults: faultsOf(rules, {
    trapped: {
      says: { trapped: true, speed: 0, door: 'closed', mode: 'out-of-order', call: 'ringing' },
      over: { trapped: false, door: 'open', mode: 'automatic', call: 'idle', load: 0 },
      lastsS: 900,
    },
    overspeed: { says: { speed: 2.4 }, over: { speed: 0, mode: 'automatic' }, command: 'stop' },
    'overspeed-down': { says: { speed: -2.4 }, over: { speed: 0, mode: 'automatic' }, command: 'stop' },
    ebike: { says: { ebike: true, door: 'open' }, over: { ebike: false, call: 'idle' }, command: 'talk' },
    levelling: { says: { levelling: 24 }, over: { levelling: 4 }, perYear: 2, lastsS: 1800 },
    'door-fault': { says: { door: 'fault' }, over: { door: 'closed' }, command: 'resume' },
  }),
};
