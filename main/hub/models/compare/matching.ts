/** Which element of one set of models is which of the other: by GlobalId; without one by class, name and place. */
import type { ElementColumns } from '#shared/protocol/model.ts';
import type { ComparedModel } from './comparedModel.ts';

export interface Row {
  readonly model: ComparedModel;
  readonly index: number;
}

export interface Matching {
  readonly pairs: readonly (readonly [before: Row, after: Row])[];
  readonly removed: readonly Row[];
  readonly added: readonly Row[];
  readonly notComparable: number;
}

const PLACE_M = 0.01;

function placeKey({ type, name, centreEnu }: ElementColumns, index: number): string | null {
  const centre = centreEnu[index];
  if (!centre) return null;
  return [type[index], name[index], ...centre.map((m) => Math.round(m / PLACE_M))].join('\t');
}

/** Nothing of a file that gives no GlobalIds can be told to be gone or new. */
export function matchElements(before: readonly ComparedModel[], after: readonly ComparedModel[]): Matching {
  const ids = new Map<string, Row[]>();
  const places = new Map<string, Row[]>();
  const file = (map: Map<string, Row[]>, key: string, row: Row) => {
    const held = map.get(key);
    if (held) held.push(row);
    else map.set(key, [row]);
  };
  let notComparable = 0;
  for (const row of rowsOf(after)) {
    const id = row.model.columns.globalId[row.index] ?? '';
    const key = id === '' ? placeKey(row.model.columns, row.index) : id;
    if (key === null) notComparable++;
    else file(id === '' ? places : ids, key, row);
  }
  const pairs: [Row, Row][] = [];
  const removed: Row[] = [];
  for (const row of rowsOf(before)) {
    const id = row.model.columns.globalId[row.index] ?? '';
    const key = id === '' ? placeKey(row.model.columns, row.index) : id;
    const other = key === null ? undefined : (id === '' ? places : ids).get(key)?.shift();
    if (other) pairs.push([row, other]);
    else if (id === '') notComparable++;
    else removed.push(row);
  }
  for (const left of places.values()) notComparable += left.length;
  return { pairs, removed, added: [...ids.values()].flat(), notComparable };
}

function* rowsOf(models: readonly ComparedModel[]): Generator<Row> {
  for (const model of models)
    for (let index = 0; index < model.columns.globalId.length; index++) yield { model, index };
}
