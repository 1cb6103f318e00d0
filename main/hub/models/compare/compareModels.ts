/** Two sets of models → what was added, removed, moved and changed. Pure. */
import type { ChangedProperty, ElementDifference, ModelDifference } from '#shared/protocol/difference.ts';
import type { ElementProperty } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { ComparedModel } from './comparedModel.ts';
import { compareGeometry, lengthOf, SAME_M, type GeometryDifference } from './geometry.ts';
import { matchElements, type Row } from './matching.ts';

const MOST_TOLD = 20_000;
const NO_GEOMETRY: GeometryDifference = { sameShape: true, sameColor: true, shiftEnu: null };

export function compareModels(
  before: readonly ComparedModel[],
  after: readonly ComparedModel[],
): ModelDifference {
  const { pairs, removed, added, notComparable } = matchElements(before, after);
  const measured = pairs.map(([a, b]) => ({ a, b, geometry: geometryOf(a, b) }));
  const common = commonShift(
    [...before, ...after],
    measured.map(({ geometry }) => geometry),
  );
  const changed: ElementDifference[] = [];
  const moved: ElementDifference[] = [];
  let unchanged = 0;
  for (const { a, b, geometry } of measured) {
    const { shiftEnu } = geometry;
    const awayM = shiftEnu === null ? 0 : lengthOf(away(shiftEnu, common));
    const movedM = awayM > SAME_M ? awayM : null;
    const changes: ElementDifference['changes'] = [
      ...(geometry.sameShape ? [] : (['shape'] as const)),
      ...(geometry.sameColor ? [] : (['color'] as const)),
      ...(nameOf(a) === nameOf(b) ? [] : (['name'] as const)),
    ];
    const properties = changedProperties(a.model.properties.read(a.index), b.model.properties.read(b.index));
    const isChanged = changes.length > 0 || properties.length > 0;
    if (!isChanged && movedM === null) unchanged++;
    else
      (isChanged ? changed : moved).push({
        ...described(b, isChanged ? 'changed' : 'moved'),
        before: { modelId: a.model.id, index: a.index },
        after: { modelId: b.model.id, index: b.index },
        movedM,
        changes,
        properties,
      });
  }
  const elements = [
    ...added.map((row) => ({
      ...described(row, 'added'),
      after: { modelId: row.model.id, index: row.index },
    })),
    ...removed.map((row) => ({
      ...described(row, 'removed'),
      before: { modelId: row.model.id, index: row.index },
    })),
    ...moved,
    ...changed,
  ];
  return {
    counts: {
      added: added.length,
      removed: removed.length,
      moved: moved.length,
      changed: changed.length,
      unchanged,
      notComparable,
    },
    elements: elements.slice(0, MOST_TOLD),
    sizes: Object.fromEntries([...before, ...after].map(({ id, columns }) => [id, columns.globalId.length])),
    untold: Math.max(0, elements.length - MOST_TOLD),
  };
}

const nameOf = ({ model, index }: Row): string =>
  `${model.columns.type[index] ?? ''}\t${model.columns.name[index] ?? ''}`;

function geometryOf(a: Row, b: Row): GeometryDifference {
  const [own, other] = [a.model.pieces.get(a.index), b.model.pieces.get(b.index)];
  return own || other ? compareGeometry(own ?? [], other ?? []) : NO_GEOMETRY;
}

const away = (shift: Enu, common: Enu): Enu => [
  shift[0] - common[0],
  shift[1] - common[1],
  shift[2] - common[2],
];

/**
 * A model that no coordinates place is centred on the origin: what is added at one end shifts all the rest. What most
 * elements did is then no move.
 */
function commonShift(models: readonly ComparedModel[], all: readonly GeometryDifference[]): Enu {
  if (models.every(({ placedBy }) => placedBy === 'coordinates')) return [0, 0, 0];
  const shifts = all.flatMap((one) => (one.shiftEnu ? [one.shiftEnu] : []));
  const median = (axis: 0 | 1 | 2) =>
    shifts.map((shift) => shift[axis]).sort((a, b) => a - b)[shifts.length >> 1] ?? 0;
  return [median(0), median(1), median(2)];
}

function described({ model, index }: Row, kind: ElementDifference['kind']): ElementDifference {
  const { columns } = model;
  return {
    kind,
    before: null,
    after: null,
    globalId: columns.globalId[index] ?? '',
    type: columns.type[index] ?? '',
    name: columns.name[index] ?? '',
    storey: model.storeys[columns.storey[index] ?? -1]?.name ?? null,
    centreEnu: columns.centreEnu[index] ?? null,
    sizeM: columns.sizeM[index] ?? 0,
    movedM: null,
    changes: [],
    properties: [],
  };
}

function changedProperties(
  before: readonly ElementProperty[],
  after: readonly ElementProperty[],
): ChangedProperty[] {
  const left = filed(after);
  const changes: ChangedProperty[] = [];
  for (const [key, was] of filed(before)) {
    const is = left.get(key);
    left.delete(key);
    if (!is || is.value !== was.value || is.unit !== was.unit)
      changes.push({ set: was.set, name: was.name, before: was.value, after: is?.value ?? null });
  }
  for (const is of left.values()) changes.push({ set: is.set, name: is.name, before: null, after: is.value });
  return changes;
}

/** One name may be there several times in a set: they are told apart by their order. */
function filed(properties: readonly ElementProperty[]): Map<string, ElementProperty> {
  const map = new Map<string, ElementProperty>();
  for (const property of properties) {
    let key = `${property.set}\n${property.name}`;
    while (map.has(key)) key += '\n';
    map.set(key, property);
  }
  return map;
}
