import { expect, it } from 'vitest';
import { alarmRecord } from '#renderer/testing/records.ts';
import type { Place } from '#shared/twin/compound.ts';
import { areasId, treeNodes, treeRows, worstByPlace } from './treeNodes.ts';

const place = (id: string, kind: Place['kind'], parentId: string | null): Place => ({
  id,
  kind,
  name: { zh: id, en: id },
  parentId,
  box: null,
});
const places = [
  place('yard', 'courtyard', null),
  place('8', 'building', 'yard'),
  place('8-2', 'unit', '8'),
  place('8-2/4', 'storey', '8-2'),
  place('8-2-401', 'household', '8-2/4'),
  place('gate', 'area', 'yard'),
];

it('has households right below their unit, and areas under one heading', () => {
  const rows = treeRows(treeNodes(places), () => true);
  expect(rows.map(({ node, level, parentId }) => [node.id, level, parentId])).toEqual([
    ['yard', 1, null],
    ['8', 2, 'yard'],
    ['8-2', 3, '8'],
    ['8-2-401', 4, '8-2'],
    [areasId, 1, null],
    ['gate', 2, areasId],
  ]);
  expect(rows.map(({ open }) => open)).toEqual([true, true, true, null, true, null]);
});

it('what is closed hides what is below', () => {
  const rows = treeRows(treeNodes(places), ({ id }) => id === 'yard');
  expect(rows.map(({ node }) => node.id)).toEqual(['yard', '8', areasId]);
});

it('counts alarms up to the roots, by the gravest, without those set aside', () => {
  const worst = worstByPlace(places, [
    alarmRecord('a', { placeId: '8-2-401', priority: 3 }),
    alarmRecord('b', { placeId: '8-2/4', priority: 2 }),
    alarmRecord('c', { placeId: '8', priority: 1, state: 'shelved' }),
  ]);
  expect(worst.get('8')).toEqual({ priority: 2, count: 2 });
  expect(worst.get('8-2-401')).toEqual({ priority: 3, count: 1 });
  expect(worst.get('gate')).toBe(undefined);
});
