/** What the tree of elements shows: columns of the models that were opened, and what a property says of them. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ElementColumns, ElementGroup, ModelManifest, PropertyName } from '#shared/protocol/model.ts';
import { groupsQuery, type Grouping } from '#state/grouping.ts';

const rootOf = (modelId: string) => `/api/models/${encodeURIComponent(modelId)}`;

async function get<T>(url: string): Promise<T | null> {
  const response = await fetch(url).catch(() => null);
  return response?.ok ? ((await response.json().catch(() => null)) as T | null) : null;
}

/** Asked for once for each content; `failed` names models whose elements could not be had. */
export function useColumns(): {
  readonly columns: ReadonlyMap<string, ElementColumns>;
  readonly failed: ReadonlySet<string>;
  load(model: ModelManifest): Promise<ElementColumns | null>;
} {
  const [columns, setColumns] = useState<ReadonlyMap<string, ElementColumns>>(new Map());
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(new Map<string, Promise<ElementColumns | null>>());
  const load = useCallback(({ id, contentKey }: ModelManifest) => {
    const running = asked.current.get(contentKey);
    if (running) return running;
    const url = `${rootOf(id)}/elements?v=${encodeURIComponent(contentKey)}`;
    const begun = get<ElementColumns>(url).then((found) => {
      if (found) setColumns((before) => new Map(before).set(id, found));
      else asked.current.delete(contentKey);
      setFailed((before) => {
        const next = new Set(before);
        if (found) next.delete(id);
        else next.add(id);
        return next;
      });
      return found;
    });
    asked.current.set(contentKey, begun);
    return begun;
  }, []);
  return useMemo(() => ({ columns, failed, load }), [columns, failed, load]);
}

/** Of all models, by set and name; null while it is being asked. */
export function usePropertyNames(models: readonly ModelManifest[]): readonly PropertyName[] | null {
  const [names, setNames] = useState<readonly PropertyName[] | null>(null);
  const keys = models.map(({ id }) => id).join('\n');
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      const all = new Map<string, PropertyName>();
      // One after the other: each makes the hub read a whole model once.
      for (const id of keys.split('\n').filter(Boolean)) {
        const answer = await get<{ properties: readonly PropertyName[] }>(`${rootOf(id)}/properties`);
        if (isOver) return;
        for (const one of answer?.properties ?? []) {
          const key = `${one.set}\n${one.name}`;
          all.set(key, { ...one, values: Math.max(one.values, all.get(key)?.values ?? 0) });
        }
      }
      const collator = new Intl.Collator('zh-CN', { numeric: true });
      setNames(
        [...all.values()].sort((a, b) => collator.compare(a.set, b.set) || collator.compare(a.name, b.name)),
      );
    };
    void ask();
    return () => {
      isOver = true;
    };
  }, [keys]);
  return names;
}

/** By model; null while it is being asked or nothing is. */
export function useGroups(
  models: readonly ModelManifest[],
  grouping: Grouping,
): ReadonlyMap<string, readonly ElementGroup[]> | null {
  const [found, setFound] = useState<{
    readonly why: string;
    readonly groups: ReadonlyMap<string, readonly ElementGroup[]>;
  } | null>(null);
  const query = groupsQuery(grouping)?.toString() ?? '';
  const keys = models.map(({ id }) => id).join('\n');
  const why = `${keys}?${query}`;
  useEffect(() => {
    if (query === '') return;
    let isOver = false;
    const ask = async () => {
      const groups = new Map<string, readonly ElementGroup[]>();
      for (const id of keys.split('\n').filter(Boolean)) {
        const answer = await get<{ groups: readonly ElementGroup[] }>(`${rootOf(id)}/groups?${query}`);
        if (isOver) return;
        groups.set(id, answer?.groups ?? []);
      }
      setFound({ why, groups });
    };
    void ask();
    return () => {
      isOver = true;
    };
  }, [keys, query, why]);
  return query !== '' && found?.why === why ? found.groups : null;
}
