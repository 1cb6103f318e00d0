/**
 * Elements grouped by what a property says. The groups of a model are worked out once from its property sets, a few
 * hundred elements at a time so that the hub goes on hearing, and kept for the models that were asked about last.
 */
import { setImmediate } from 'node:timers/promises';
import type { ElementGroup, ElementProperty, PropertyName } from '#shared/protocol/model.ts';

const AT_ONCE = 200;
const KEPT = 4;

export interface GroupedModel {
  readonly contentKey: string;
  readonly count: number;
  read(element: number): Promise<readonly ElementProperty[]>;
}

type Values = Map<string, ElementGroup & { readonly elements: number[] }>;

export function createElementGroups() {
  const kept = new Map<string, Promise<ReadonlyMap<string, Values>>>();

  async function collect({ count, read }: GroupedModel): Promise<ReadonlyMap<string, Values>> {
    const found = new Map<string, Values>();
    for (let element = 0; element < count; element++) {
      if (element % AT_ONCE === AT_ONCE - 1) await setImmediate();
      for (const { set, name, value, unit } of await read(element)) {
        const key = JSON.stringify([set, name]);
        const values: Values = found.get(key) ?? new Map();
        found.set(key, values);
        const own = JSON.stringify([value, unit]);
        const group = values.get(own) ?? { value, unit, elements: [] };
        values.set(own, group);
        if (group.elements.at(-1) !== element) group.elements.push(element);
      }
    }
    return found;
  }
  function groupsOf(model: GroupedModel): Promise<ReadonlyMap<string, Values>> {
    const held = kept.get(model.contentKey);
    if (held) return held;
    const oldest = kept.keys().next().value;
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    const collecting = collect(model);
    kept.set(model.contentKey, collecting);
    collecting.catch(() => kept.delete(model.contentKey));
    return collecting;
  }
  return {
    names: async (model: GroupedModel): Promise<readonly PropertyName[]> =>
      [...(await groupsOf(model))].map(([key, values]) => {
        const [set, name] = JSON.parse(key) as [string, string];
        return { set, name, values: values.size };
      }),
    by: async (model: GroupedModel, set: string, name: string): Promise<readonly ElementGroup[]> => [
      ...((await groupsOf(model)).get(JSON.stringify([set, name]))?.values() ?? []),
    ],
  };
}
