import { expect, test } from 'vitest';
import type { SceneFault } from './contract.ts';
import { createFaults } from './faults.ts';

test('says the first cause, then the next, and nothing twice', () => {
  const said: (string | undefined)[] = [];
  const faults = createFaults((fault: SceneFault | null) => said.push(fault?.message));
  faults.set('a', { code: 'scene-model', message: 'A' });
  faults.set('b', { code: 'scene-model', message: 'B' });
  faults.set('a', { code: 'scene-model', message: 'A again' });
  faults.clear('a');
  faults.clear('a');
  faults.clear('b');
  expect(said).toEqual(['A', 'A again', 'B', undefined]);
});
