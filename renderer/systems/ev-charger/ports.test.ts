import { expect, it } from 'vitest';
import { findSystem } from '#shared/systems/index.ts';
import { countPorts, drawnKwh, heatTone, hotFromC, hottestFirst, type Port } from './ports.ts';

const port = (key: string, tempC: number, state: Port['state'] = 'charging'): Port => ({
  key,
  state,
  powerKw: 7,
  tempC,
});

it('reads from its rules from when on a charger is too hot', () => {
  const limits = ['ev-charger', 'ebike-charger', 'smoke'].map((id) => {
    const system = findSystem(id);
    return system && hotFromC(system);
  });
  expect(limits).toEqual([85, 65, NaN]);
});

it('shows the hottest of those that are too hot first, the others by name', () => {
  const ports = [port('c/10', 50), port('c/2', 70), port('c/3', 95), port('c/4', 86), port('c/5', NaN)];
  expect(hottestFirst(ports, 85).map(({ key }) => key)).toEqual(['c/3', 'c/4', 'c/2', 'c/5', 'c/10']);
});

it('has a tone for each nearness to the limit', () => {
  expect([20, 51, 68, 85, NaN].map((tempC) => heatTone(tempC, 85))).toEqual([
    'cool',
    'warm',
    'near',
    'hot',
    'cool',
  ]);
});

it('counts each once, and adds what was drawn where a counter can tell', () => {
  expect(countPorts([port('a', 20), port('b', 20, 'silent'), port('c', 20, 'free')])).toEqual({
    charging: 1,
    free: 1,
    fault: 0,
    silent: 1,
  });
  const counters = [
    { now: 110, base: 100 },
    { now: 5, base: NaN },
    { now: 3, base: 900 },
  ];
  expect(drawnKwh(counters)).toBe(10);
  expect(drawnKwh([])).toBeNaN();
});
