import { describe, expect, it } from 'vitest';
import {
  branchesBy,
  classBranches,
  propertyBranches,
  rowsOf,
  spatialBranches,
  storeyBranches,
} from './branches.ts';

const columns = {
  type: ['IfcSite', 'IfcBuilding', 'IfcWall', 'IfcDoor', 'IfcWall'],
  name: ['Site', 'House', 'Wall 10', 'Door', 'Wall 2'],
  parent: [-1, 0, 1, 1, 1],
  storey: [-1, -1, 0, 0, 1],
};

describe('a model as a tree', () => {
  it('is nested as the file nests it, in the order of people', () => {
    const [site] = spatialBranches(columns);
    expect(site?.elements.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(site?.children[0]?.children.map(({ label }) => label)).toEqual(['Door', 'Wall 2', 'Wall 10']);
  });

  it('a file whose parents run in a circle does not hang', () => {
    expect(spatialBranches({ ...columns, parent: [-1, 2, 1, 0, 0] })).toHaveLength(1);
  });

  it('is grouped by class and by storey, what has none last', () => {
    expect(classBranches(columns).find(({ label }) => label === 'IfcWall')?.elements).toEqual([2, 4]);
    const storeys = storeyBranches(columns, [
      { name: '1F', elevationM: 0 },
      { name: '2F', elevationM: 3 },
    ]);
    expect(storeys.map(({ label, elements }) => [label, elements.length])).toEqual([
      ['1F', 2],
      ['2F', 1],
      ['', 2],
    ]);
  });

  it('is grouped by what a property says, numbers in their order', () => {
    const groups = propertyBranches(columns, [
      { value: 10, unit: 'mm', elements: [2] },
      { value: 2, unit: 'mm', elements: [4] },
      { value: null, unit: null, elements: [3] },
    ]);
    expect(groups.map(({ label, note }) => `${label} ${note}`)).toEqual(['2 mm', '10 mm', ' ']);
  });

  it('is grouped by material with what has none at the end', () => {
    const groups = branchesBy(
      { kind: 'material' },
      columns,
      [],
      [{ value: 'Brick + Plaster', unit: null, elements: [4] }],
    );
    expect(groups.map(({ label, elements }) => [label, elements])).toEqual([
      ['Brick + Plaster', [4]],
      ['', [0, 1, 2, 3]],
    ]);
  });

  it('shows what is open and no more', () => {
    const root = {
      id: 'm',
      label: 'M',
      note: '',
      element: null,
      elements: [],
      children: spatialBranches(columns),
    };
    expect(rowsOf('m', root, () => false, false)).toHaveLength(1);
    expect(rowsOf('m', root, (key) => key === 'm', false).map(({ branch }) => branch.label)).toEqual([
      'M',
      'Site',
    ]);
    expect(rowsOf('m', root, () => true, false)).toHaveLength(6);
  });
});
