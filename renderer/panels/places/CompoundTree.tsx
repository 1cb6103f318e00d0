/** Left: courtyards, buildings, units and public areas, each with the worst alarm inside it. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { Place } from '#shared/twin/compound.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { DeviceList } from './DeviceList.tsx';
import { selectPlace } from '#commands/focus.ts';

interface Worst {
  readonly priority: AlarmPriority;
  readonly count: number;
}

/** Worst priority and number of alarms in each place, counted up to its roots. */
export function worstByPlace(places: readonly Place[], alarms: readonly AlarmRecord[]): Map<string, Worst> {
  const parents = new Map(places.map((place) => [place.id, place.parentId]));
  const worst = new Map<string, Worst>();
  for (const alarm of alarms) {
    if (isSetAside(alarm)) continue;
    for (let id = alarm.placeId; id; id = parents.get(id) ?? null) {
      const known = worst.get(id);
      const priority = known && known.priority < alarm.priority ? known.priority : alarm.priority;
      worst.set(id, { priority, count: (known?.count ?? 0) + 1 });
    }
  }
  return worst;
}

export function CompoundTree() {
  const { t } = useText();
  const plan = useFacts((facts) => facts.plan);
  const alarms = useFacts((facts) => facts.alarms);
  const worst = useMemo(() => worstByPlace(plan.places, alarms), [plan, alarms]);
  const children = useMemo(() => {
    const found = new Map<string | null, Place[]>();
    for (const place of plan.places) {
      const list = found.get(place.parentId) ?? [];
      list.push(place);
      found.set(place.parentId, list);
    }
    return found;
  }, [plan]);
  const roots = (children.get(null) ?? []).filter((place) => place.kind !== 'area');
  const areas = plan.places.filter((place) => place.kind === 'area');
  return (
    <section className="panel tree" aria-label={t('tree.title')}>
      {plan.places.length === 0 && <DeviceList />}
      <div role="tree" aria-label={t('tree.title')}>
        {roots.map((place) => (
          <Branch key={place.id} place={place} level={1} childrenOf={children} worst={worst} startOpen />
        ))}
        {areas.length > 0 && <Areas areas={areas} worst={worst} />}
      </div>
    </section>
  );
}

interface BranchProps {
  readonly place: Place;
  readonly level: number;
  readonly childrenOf: ReadonlyMap<string | null, readonly Place[]>;
  readonly worst: ReadonlyMap<string, Worst>;
  readonly startOpen?: boolean;
}

function Branch({ place, level, childrenOf, worst, startOpen = false }: BranchProps) {
  const { local } = useText();
  const [open, setOpen] = useState(startOpen);
  const below = (childrenOf.get(place.id) ?? []).filter(
    (one) => one.kind === 'building' || one.kind === 'unit' || one.kind === 'household',
  );
  const storeys = (childrenOf.get(place.id) ?? []).filter((one) => one.kind === 'storey');
  const households = storeys.flatMap((storey) => childrenOf.get(storey.id) ?? []);
  const inner = [...below, ...households];
  const mark = worst.get(place.id);
  return (
    <>
      <Row
        place={place}
        level={level}
        open={inner.length > 0 ? open : null}
        onToggle={() => setOpen(!open)}
        mark={mark}
        aside={<Count place={place} childrenOf={childrenOf} />}
        label={local(shortName(place))}
      />
      {open &&
        inner.map((one) => (
          <Branch key={one.id} place={one} level={level + 1} childrenOf={childrenOf} worst={worst} />
        ))}
    </>
  );
}

/** Under its building a unit is `2 单元`, a household `401`: the rest is said by the rows above. */
function shortName(place: Place): Place['name'] {
  const tail = place.id.split('-').at(-1) ?? place.id;
  if (place.kind === 'unit') return { zh: `${tail} 单元`, en: `Unit ${tail}` };
  if (place.kind === 'household') return { zh: `${tail} 室`, en: tail };
  return place.name;
}

function Count({ place, childrenOf }: { place: Place; childrenOf: BranchProps['childrenOf'] }) {
  const { t } = useText();
  const kids = childrenOf.get(place.id) ?? [];
  if (place.kind === 'courtyard')
    return <>{t('tree.buildings', { count: kids.filter((one) => one.kind === 'building').length })}</>;
  if (place.kind === 'building')
    return <>{t('tree.units', { count: kids.filter((one) => one.kind === 'unit').length })}</>;
  if (place.kind !== 'unit') return null;
  const homes = kids
    .flatMap((kid) => childrenOf.get(kid.id) ?? [kid])
    .filter((one) => one.kind === 'household').length;
  return <>{t('tree.households', { count: homes })}</>;
}

function Areas({ areas, worst }: { areas: readonly Place[]; worst: BranchProps['worst'] }) {
  const { t, local } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        className="tree-row"
        role="treeitem"
        aria-level={1}
        aria-expanded={open}
        style={{ paddingInlineStart: '0.9rem' }}
        onClick={() => setOpen(!open)}
      >
        <span className="twist">{open ? <ChevronDown size="1em" /> : <ChevronRight size="1em" />}</span>
        <span className="label">{t('tree.areas')}</span>
        <span className="aside">{areas.length}</span>
      </button>
      {open &&
        areas.map((place) => (
          <Row
            key={place.id}
            place={place}
            level={2}
            open={null}
            onToggle={() => undefined}
            mark={worst.get(place.id)}
            aside={null}
            label={local(place.name)}
          />
        ))}
    </>
  );
}

function Row(props: {
  place: Place;
  level: number;
  open: boolean | null;
  onToggle: () => void;
  mark: Worst | undefined;
  aside: React.ReactNode;
  label: string;
}) {
  const screen = useScreen();
  const selected = useChoices(
    (choices) => choices.selection?.kind === 'place' && choices.selection.id === props.place.id,
  );
  const { open } = props;
  return (
    <div
      className={`tree-row ${selected ? 'selected' : ''}`}
      role="treeitem"
      aria-level={props.level}
      aria-expanded={open ?? undefined}
      aria-selected={selected}
      tabIndex={0}
      style={{ paddingInlineStart: `${0.9 + (props.level - 1) * 0.85}rem` }}
      onClick={() => selectPlace(screen, props.place.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') selectPlace(screen, props.place.id);
        else if (event.key === 'ArrowRight' && open === false) props.onToggle();
        else if (event.key === 'ArrowLeft' && open === true) props.onToggle();
        else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
          moveFocus(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span
        className="twist"
        onClick={(event) => {
          event.stopPropagation();
          props.onToggle();
        }}
      >
        {open === null ? null : open ? <ChevronDown size="1em" /> : <ChevronRight size="1em" />}
      </span>
      <span className="label">{props.label}</span>
      {props.mark ? (
        <span className={`aside worst p${props.mark.priority}`}>
          <PriorityMark priority={props.mark.priority} /> {props.mark.count}
        </span>
      ) : (
        <span className="aside">{props.aside}</span>
      )}
    </div>
  );
}

function moveFocus(from: HTMLElement, by: 1 | -1): void {
  const rows = [...(from.closest('[role=tree]')?.querySelectorAll<HTMLElement>('.tree-row') ?? [])];
  rows[rows.indexOf(from) + by]?.focus();
}
