import { expect, it } from 'vitest';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { createSimulator } from './simulator.ts';

const start = Date.UTC(2026, 10, 21, 4);
const device: PlannedDevice = { id: 's1', system: 'smoke', name: { zh: '烟感', en: 'Smoke' }, intervalS: 60 };

it('lets a device be that somebody else speaks for, yet keeps it alive, and takes it back later', () => {
  const simulator = createSimulator({
    devices: [device],
    timeZone: 'Asia/Shanghai',
    seed: 1,
    startMs: start,
    recall: () => ({}),
  });
  const run = (fromS: number, toS: number) => {
    const said: string[] = [];
    for (let s = fromS; s < toS; s++)
      simulator.advance(start + s * 1000, (_device, timeMs, patch) => {
        said.push('smoke' in patch ? 'smoke' : 'alive');
        simulator.heard('smoke/s1', timeMs, timeMs);
      });
    return said;
  };
  expect(new Set(run(0, 300))).toEqual(new Set(['smoke']));
  simulator.heard('smoke/s1', start + 299_500, start + 300_000);
  const quiet = run(300, 590);
  expect(new Set(quiet)).toEqual(new Set(['alive']));
  expect(quiet.length).toBeGreaterThanOrEqual(4);
  expect(run(610, 800)).toContain('smoke');
});
