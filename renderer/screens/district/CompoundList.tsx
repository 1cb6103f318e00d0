/** All compounds beside the globe, the gravest first. While a hand is in it no row moves. */
import { useState } from 'react';
import { useHold } from '#panels/alarms/useHold.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { heldOrder, isPlaced, standingOf, type StandingFilter } from '#state/standing.ts';
import { useText } from '#ui/useText.ts';
import { Counts } from './Counts.tsx';
import { LightMark } from './LightMark.tsx';
import { useDistrictFacts } from './useDistrict.tsx';

const states = ['all', 'alarm', 'offline'] as const;

interface CompoundListProps {
  /** As they are listed, filtered and in order. */
  readonly compounds: readonly CompoundSummary[];
  readonly filter: StandingFilter;
  readonly selectedId: string | null;
  readonly onFilter: (filter: StandingFilter) => void;
  readonly onSelect: (id: string) => void;
  readonly onEnter: (compound: CompoundSummary) => void;
}

/** What is listed, in the order in which it stood when the hand came. */
export function useHeldOrder(compounds: readonly CompoundSummary[]) {
  const { held, handlers } = useHold();
  const [order, setOrder] = useState<readonly string[]>([]);
  const now = compounds.map(({ id }) => id);
  if (!held && now.join('\n') !== order.join('\n')) setOrder(now);
  return { shown: held ? heldOrder(order, compounds) : compounds, handlers };
}

export function CompoundList(props: CompoundListProps & Pick<ReturnType<typeof useHeldOrder>, 'handlers'>) {
  const { compounds, filter, selectedId, onFilter, onSelect, onEnter, handlers } = props;
  const { t } = useText();
  const all = useDistrictFacts((facts) => facts.compounds.length);
  return (
    <section className="district-compounds" aria-label={t('district.compounds')} {...handlers}>
      <header>
        <h2>{t('district.count', { count: all })}</h2>
        <input
          type="search"
          data-testid="district-search"
          aria-label={t('district.search')}
          placeholder={t('district.search')}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
        <div className="district-choices" role="group" aria-label={t('district.filter')}>
          {states.map((state) => (
            <button
              key={state}
              type="button"
              aria-pressed={filter.state === state}
              data-testid={`district-filter-${state}`}
              onClick={() => onFilter({ ...filter, state })}
            >
              {t(`district.filter.${state}`)}
            </button>
          ))}
        </div>
      </header>
      {compounds.length === 0 ? (
        <p className="empty" role="status">
          {t(all === 0 ? 'district.none' : 'district.noMatch')}
        </p>
      ) : (
        <ul role="listbox" aria-label={t('district.compounds')} data-testid="district-compounds">
          {compounds.map((compound) => (
            <CompoundRow
              key={compound.id}
              compound={compound}
              selected={compound.id === selectedId}
              onSelect={onSelect}
              onEnter={onEnter}
            />
          ))}
        </ul>
      )}
      <p className="hint district-keys">{t('district.keys')}</p>
    </section>
  );
}

function CompoundRow({
  compound,
  selected,
  onSelect,
  onEnter,
}: {
  compound: CompoundSummary;
  selected: boolean;
  onSelect: (id: string) => void;
  onEnter: (compound: CompoundSummary) => void;
}) {
  const { t, local } = useText();
  const { id, manifest, devices, offline } = compound;
  const standing = standingOf(compound);
  return (
    <li
      role="option"
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      className={`district-row ${standing.light} ${standing.asking ? 'asking' : ''}`}
      data-testid="district-compound"
      data-compound={id}
      data-light={standing.light}
      ref={(row) => {
        if (selected) row?.scrollIntoView({ block: 'nearest' });
      }}
      onFocus={() => onSelect(id)}
      onClick={() => onEnter(compound)}
    >
      <LightMark {...standing} />
      <span className="line">
        <b className="name">{local(manifest.name)}</b>
        <span className="counts">
          <Counts {...compound} />
        </span>
      </span>
      <span className="line">
        <small className="where">
          {isPlaced(compound) ? local(manifest.address) : t('district.unplaced')}
        </small>
        <small className={offline > 0 ? 'offline' : ''}>
          {devices === 0
            ? t('district.noDevices')
            : offline > 0
              ? t('district.offline', { n: offline, all: devices })
              : t('district.online', { count: devices })}
        </small>
      </span>
    </li>
  );
}
