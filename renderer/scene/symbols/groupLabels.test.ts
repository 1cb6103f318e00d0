import { expect, test } from 'vitest';
import { groupLabels } from './groupLabels.ts';
import type { SceneLabel } from './labelLayer.ts';

const group = { id: '8', label: '8 号楼' };
const label = (id: string, change: Partial<SceneLabel> = {}): SceneLabel => ({
  id,
  positionEnu: [Number(id), 0, Number(id)],
  title: id,
  note: '',
  level: 'p2',
  rank: 1,
  must: false,
  group,
  ...change,
});
const words = (count: number) => `${count} 报警`;

test('many alarms of one building are one label, as grave as the gravest of them', () => {
  const many = Array.from({ length: 43 }, (_, i) => label(String(i)));
  const labels = groupLabels([...many, label('9', { level: 'p1', rank: -0.5 })], words);
  expect(labels).toHaveLength(1);
  expect(labels[0]).toMatchObject({
    title: '8 号楼',
    note: '44 报警',
    level: 'p1',
    groupId: '8',
    must: true,
  });
  // Over the highest of them.
  expect(labels[0]?.positionEnu[2]).toBe(42);
});

test('few speak for themselves; so does what was chosen, and what stands in no building', () => {
  expect(groupLabels([label('1'), label('2')], words).map(({ id }) => id)).toEqual(['1', '2']);
  const many = Array.from({ length: 6 }, (_, i) => label(String(i)));
  const rest = groupLabels([...many, label('7', { rank: -1 }), label('8', { group: undefined })], words);
  expect(rest.map(({ id }) => id)).toEqual(['group:8', '7', '8']);
});
