/**
 * Courtyards, buildings, units, households and public areas, each with the worst alarm inside it. One tab stop: arrows
 * go through the rows and open and close them, letters go to the next name that begins so.
 */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { selectPlace } from '#commands/focus.ts';
import type { Place } from '#shared/twin/compound.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { DeviceList } from './DeviceList.tsx';
import { treeNodes, treeRows, worstByPlace, type TreeNode, type TreeRow, type Worst } from './treeNodes.ts';

export function CompoundTree() {
  const { t, local } = useText();
  const screen = useScreen();
  const tree = useRef<HTMLDivElement>(null);
  const places = useFacts((facts) => facts.plan.places);
  const alarms = useFacts((facts) => facts.alarms);
  const selected = useChoices(({ selection }) => (selection?.kind === 'place' ? selection.id : null));
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const worst = useMemo(() => worstByPlace(places, alarms), [places, alarms]);
  const nodes = useMemo(() => treeNodes(places), [places]);
  // Courtyards begin open, everything below closed.
  const rows = treeRows(
    nodes,
    (node, level) => (level === 1 && node.place !== null) !== toggled.has(node.id),
  );
  const label = ({ place }: TreeNode) => (place === null ? t('tree.areas') : local(shortName(place)));
  // The tab stop: where the keyboard was, else what is selected, else the first row.
  const stop =
    rows.find(({ node }) => node.id === at) ?? rows.find(({ node }) => node.id === selected) ?? rows[0];

  function toggle({ node }: TreeRow): void {
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(node.id)) next.add(node.id);
      return next;
    });
  }
  function goTo(row: TreeRow | undefined): void {
    if (!row) return;
    setAt(row.node.id);
    tree.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(row.node.id)}"]`)?.focus();
  }
  function choose({ node }: TreeRow): void {
    setAt(node.id);
    if (node.place) selectPlace(screen, node.place.id);
  }
  function onKeyDown(event: KeyboardEvent, row: TreeRow): void {
    const i = rows.indexOf(row);
    const next = (by: number) => goTo(rows[i + by]);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') next(1);
    else if (event.key === 'ArrowUp') next(-1);
    else if (event.key === 'Home') goTo(rows[0]);
    else if (event.key === 'End') goTo(rows.at(-1));
    else if (event.key === 'Enter' || event.key === ' ')
      if (row.node.place) choose(row);
      else toggle(row);
    else if (event.key === 'ArrowRight')
      if (row.open === false) toggle(row);
      else if (row.open) next(1);
      else return;
    else if (event.key === 'ArrowLeft')
      if (row.open) toggle(row);
      else goTo(rows.find(({ node }) => node.id === row.parentId));
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      const round = [...rows.slice(i + 1), ...rows.slice(0, i)];
      const found = round.find(({ node }) => label(node).toLowerCase().startsWith(event.key.toLowerCase()));
      // A letter that begins no name stays a command's key.
      if (!found) return;
      goTo(found);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (places.length === 0)
    return (
      <div className="panel tree">
        <DeviceList />
      </div>
    );
  return (
    <div className="panel tree">
      <div ref={tree} role="tree" aria-label={t('tree.title')}>
        {rows.map((row) => (
          <div
            key={row.node.id}
            className={`tree-row ${row.node.id === selected ? 'selected' : ''}`}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.of}
            aria-expanded={row.open ?? undefined}
            aria-selected={row.node.id === selected}
            tabIndex={row === stop ? 0 : -1}
            data-node={row.node.id}
            style={{ paddingInlineStart: `${0.9 + (row.level - 1) * 0.85}rem` }}
            onClick={(event) =>
              row.node.place === null || (event.target as Element).closest('.twist')
                ? toggle(row)
                : choose(row)
            }
            onKeyDown={(event) => onKeyDown(event, row)}
          >
            <span className="twist">
              {row.open === null ? null : row.open ? <ChevronDown size="1em" /> : <ChevronRight size="1em" />}
            </span>
            <span className="label">{label(row.node)}</span>
            <Aside node={row.node} worst={worst} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The worst alarm inside, or else how much is below. */
function Aside({ node, worst }: { node: TreeNode; worst: ReadonlyMap<string, Worst> }) {
  const { t } = useText();
  const mark = worst.get(node.id);
  if (mark)
    return (
      <span className={`aside worst p${mark.priority}`}>
        <PriorityMark priority={mark.priority} /> {mark.count}
      </span>
    );
  const count = node.children.length;
  if (count === 0) return null;
  const texts = { courtyard: 'tree.buildings', building: 'tree.units', unit: 'tree.households' } as const;
  const kind = node.place?.kind;
  return (
    <span className="aside">
      {kind === 'courtyard' || kind === 'building' || kind === 'unit' ? t(texts[kind], { count }) : count}
    </span>
  );
}

/** Under its building a unit is `2 单元`, a household `401`: the rest is said by the rows above. */
function shortName(place: Place): Place['name'] {
  const tail = place.id.split('-').at(-1) ?? place.id;
  if (place.kind === 'unit') return { zh: `${tail} 单元`, en: `Unit ${tail}` };
  if (place.kind === 'household') return { zh: `${tail} 室`, en: tail };
  return place.name;
}
