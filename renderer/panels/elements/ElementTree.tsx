/**
 * The models' elements, as the file nests them or grouped. One tab stop: arrows go through the rows and open and close
 * them, Enter flies there, Space or H hides and shows, I isolates, G sees through.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ghostElements, hideElements, isolateElements, showElements } from '#commands/appearance.ts';
import { selectElement } from '#commands/elements.ts';
import type { ElementRef } from '#scene/toolContract.ts';
import { useAppearance, useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useRem } from '#ui/useRem.ts';
import { useText } from '#ui/useText.ts';
import { groupsQuery, isSameGrouping, type Grouping } from '#state/grouping.ts';
import { branchesBy, rowsOf, type Branch, type Row } from './branches.ts';
import { ElementRow } from './ElementRow.tsx';
import { colorGroups, type LabelledGroup } from './groupColors.ts';
import { GroupingBar } from './GroupingBar.tsx';
import { useColumns, useGroups } from './useTreeData.ts';
import './elements.css';

const rowRem = 2.05;
const leastRadiusM = 4;

export function ElementTree() {
  const screen = useScreen();
  const { t, local } = useText();
  const rem = useRem();
  const scroller = useRef<HTMLDivElement>(null);
  const models = useFacts((facts) => facts.models);
  const selection = useChoices((choices) =>
    choices.selection?.kind === 'element' ? choices.selection.element : null,
  );
  const { columns, failed, load } = useColumns();
  const [grouping, setGrouping] = useState<Grouping>({ kind: 'space' });
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const groups = useGroups(models, grouping);
  const colors = useAppearance(({ coloredBy, colors }) =>
    coloredBy?.colors === colors && isSameGrouping(coloredBy.grouping, grouping) ? coloredBy.byLabel : null,
  );
  const rows = useMemo(
    () =>
      models.flatMap((model) => {
        const own = columns.get(model.id);
        const root: Branch = {
          id: model.id,
          label: model.name,
          note: '',
          element: null,
          elements: own ? own.type.map((_, element) => element) : [],
          children:
            own && open.has(model.id)
              ? branchesBy(grouping, own, model.storeys, groups?.get(model.id) ?? [])
              : [],
        };
        return rowsOf(model.id, root, (key) => open.has(key), true);
      }),
    [models, columns, grouping, groups, open],
  );
  const stop = rows.find(({ key }) => key === at) ?? rows[0];
  // oxlint-disable-next-line react/incompatible-library -- only the React compiler minds, and none runs here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rem * rowRem,
    overscan: 10,
  });

  async function refsOf({ modelId, branch, parentKey }: Row): Promise<readonly ElementRef[]> {
    const model = models.find(({ id }) => id === modelId);
    const loaded = parentKey === null && model ? await load(model) : null;
    const elements = loaded ? loaded.type.map((_, element) => element) : branch.elements;
    return elements.map((element) => ({ modelId, element }));
  }
  function toggle({ key, modelId, isOpen }: Row): void {
    const model = models.find(({ id }) => id === modelId);
    if (!isOpen && model) void load(model);
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }
  async function fly(row: Row): Promise<void> {
    const scene = screen.scene.current();
    const bounds = scene?.boundsOf((await refsOf(row)).slice(0, 2000));
    if (!scene || !bounds) return screen.notices.say('info', { key: 'elements.nowhere' });
    const { minEnu, maxEnu } = bounds;
    const middle = (i: 0 | 1 | 2) => (minEnu[i] + maxEnu[i]) / 2;
    const reachM = Math.hypot(maxEnu[0] - minEnu[0], maxEnu[1] - minEnu[1], maxEnu[2] - minEnu[2]) / 2;
    void scene.flyTo({
      positionEnu: [middle(0), middle(1), middle(2)],
      radiusM: Math.max(leastRadiusM, reachM),
    });
  }
  function choose(row: Row): void {
    setAt(row.key);
    const { modelId, branch } = row;
    if (branch.element === null) return;
    const bounds = screen.scene.current()?.boundsOf([{ modelId, element: branch.element }]);
    void selectElement(screen, modelId, branch.element, bounds?.minEnu ?? [0, 0, 0]);
  }
  function goTo(row: Row | undefined): void {
    if (!row) return;
    setAt(row.key);
    virtual.scrollToIndex(rows.indexOf(row));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)?.focus(),
    );
  }
  const setShown = async (row: Row, shown: boolean) =>
    (shown ? showElements : hideElements)(screen, await refsOf(row));
  function onKeyDown(event: KeyboardEvent, row: Row, isShown: boolean): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const i = rows.indexOf(row);
    const acts: Readonly<Record<string, () => unknown>> = {
      ArrowDown: () => goTo(rows[i + 1]),
      ArrowUp: () => goTo(rows[i - 1]),
      Home: () => goTo(rows[0]),
      End: () => goTo(rows.at(-1)),
      ArrowRight: () => (row.isOpen === false ? toggle(row) : goTo(rows[i + 1])),
      ArrowLeft: () => (row.isOpen ? toggle(row) : goTo(rows.find(({ key }) => key === row.parentKey))),
      Enter: () => {
        choose(row);
        void fly(row);
      },
      ' ': () => setShown(row, !isShown),
      h: () => setShown(row, !isShown),
      i: async () => isolateElements(screen, await refsOf(row)),
      g: async () => ghostElements(screen, await refsOf(row)),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    void act();
  }
  async function paint(): Promise<void> {
    const labelled = new Map<string, readonly LabelledGroup[]>();
    for (const model of models) {
      const own = await load(model);
      if (own) labelled.set(model.id, branchesBy(grouping, own, model.storeys, groups?.get(model.id) ?? []));
    }
    const { painted, ...found } = colorGroups(labelled);
    screen.appearance.setState({
      colors: painted,
      coloredBy: { ...found, grouping, colors: painted },
      restColor: null,
    });
  }

  if (models.length === 0) return <p className="panel empty">{t('elements.none')}</p>;
  return (
    <div className="panel elements">
      <GroupingBar
        models={models}
        grouping={grouping}
        isReady={grouping.kind !== 'space' && (groupsQuery(grouping) === null || groups !== null)}
        choose={setGrouping}
        paint={() => void paint()}
      />
      <div
        ref={scroller}
        className="element-rows"
        role="tree"
        aria-label={t('elements.title')}
        data-testid="element-tree"
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <ElementRow
                key={row.key}
                row={row}
                label={local(row.branch.label) || t('elements.without')}
                color={row.branch.element === null ? (colors?.get(row.branch.label) ?? null) : null}
                topPx={start}
                isStop={row === stop}
                isSelected={selection?.modelId === row.modelId && selection.element === row.branch.element}
                isFailed={row.parentKey === null && failed.has(row.modelId)}
                onToggle={() => toggle(row)}
                onChoose={() => choose(row)}
                onFly={() => void fly(row)}
                onShow={(shown) => void setShown(row, shown)}
                onKeyDown={(event, isShown) => onKeyDown(event, row, isShown)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
