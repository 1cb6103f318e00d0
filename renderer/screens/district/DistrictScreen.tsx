/** All compounds on the globe: the list at the left, their alarms at the right, the way into each of them. */
import './district.css';
import { useMemo, useRef, useState } from 'react';
import type { GlobeFault, GlobeHost } from '#globe/contract.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { cross, type Crossing } from '#state/crossing.ts';
import { toggleDistrictMute } from '#state/districtSound.ts';
import { isPlaced, listed, wholeDistrict, type StandingFilter } from '#state/standing.ts';
import { stopwatch, useText } from '#ui/useText.ts';
import { AlarmColumn } from './AlarmColumn.tsx';
import { CompoundList, useHeldOrder } from './CompoundList.tsx';
import { DistrictHead } from './DistrictHead.tsx';
import { GlobeView } from './GlobeView.tsx';
import { Marks } from './Marks.tsx';
import { useDistrict, useDistrictFacts, useHubNow } from './useDistrict.tsx';
import { useDistrictKeys } from './useDistrictKeys.ts';
import { useJourney } from './useJourney.ts';

export function DistrictScreen({ arrival }: { arrival: Crossing | null }) {
  const { t, local, language } = useText();
  const district = useDistrict();
  const compounds = useDistrictFacts((facts) => facts.compounds);
  const connected = useDistrictFacts((facts) => facts.connected);
  const person = useDistrictFacts((facts) => facts.person);
  const [globe, setGlobe] = useState<GlobeHost | null>(null);
  const [fault, setFault] = useState<GlobeFault | null>(null);
  const [filter, setFilter] = useState<StandingFilter>(wholeDistrict);
  const [selectedId, setSelectedId] = useState<string | null>(arrival?.compound ?? null);
  const journey = useJourney(globe);
  const root = useRef<HTMLDivElement>(null);

  const found = useMemo(
    () => listed(compounds, filter, ({ manifest }) => local(manifest.name)),
    // Names, and with them the order, follow the language.
    [compounds, filter, local],
  );
  const byName = useMemo(
    () =>
      compounds.toSorted((a, b) => local(a.manifest.name).localeCompare(local(b.manifest.name), language)),
    [compounds, local, language],
  );
  const { shown, handlers } = useHeldOrder(found);
  const enter = (compound: CompoundSummary | undefined, alarmId?: string) => {
    // Without the hub there is no page to go to; the banner says so.
    if (!compound || !district.facts.getState().connected) return;
    setSelectedId(compound.id);
    void journey.enter(compound, alarmId);
  };
  const leave = () => {
    const { home, connected: isUp } = district.facts.getState();
    if (!isUp) return;
    const compound = arrival?.compound ?? selectedId ?? home;
    if (compound !== null) cross('compound', { compound, pose: null, alarmId: null });
  };
  const showAll = () => void globe?.show();

  useDistrictKeys({
    step(by) {
      const at = shown.findIndex(({ id }) => id === selectedId);
      const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
      if (next) setSelectedId(next.id);
    },
    enter: () => enter(shown.find(({ id }) => id === selectedId)),
    all: showAll,
    search: () => root.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
    back() {
      if (journey.cancel()) return;
      if (filter.text !== '' || filter.state !== 'all') return setFilter(wholeDistrict);
      setSelectedId(null);
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      showAll();
    },
    mute: () => toggleDistrictMute(district),
    leave,
  });

  const mayLook = person === null || person.verbs.includes('state.read');
  const toName = compounds.find(({ id }) => id === journey.toId)?.manifest.name;
  return (
    <div ref={root} className={`district ${connected ? '' : 'lost'}`} data-testid="district">
      <DistrictHead onAll={showAll} onLeave={leave} />
      {!mayLook ? (
        <p className="district-whole" role="alert">
          {t('district.forbidden')}
        </p>
      ) : person === null ? (
        <Waiting />
      ) : (
        <>
          <CompoundList
            compounds={shown}
            handlers={handlers}
            filter={filter}
            selectedId={selectedId}
            onFilter={setFilter}
            onSelect={setSelectedId}
            onEnter={enter}
          />
          <GlobeView globe={globe} arrival={arrival} onGlobe={setGlobe} onFault={setFault}>
            <Lost />
            {fault && (
              <p className="district-banner" role="alert">
                {t(`district.fault.${fault}`)}
              </p>
            )}
            {toName && (
              <p className="district-banner going" role="status">
                {t('district.entering', { name: local(toName) })}
              </p>
            )}
            {globe && (fault === null || fault === 'sources') && (
              <Marks
                globe={globe}
                compounds={found.filter(isPlaced)}
                selectedId={selectedId}
                onEnter={enter}
              />
            )}
          </GlobeView>
          <AlarmColumn
            compounds={byName}
            onGo={(alarm: AlarmRecord) =>
              enter(
                compounds.find(({ id }) => id === alarm.compound),
                alarm.id,
              )
            }
          />
        </>
      )}
    </div>
  );
}

function Waiting() {
  const { t } = useText();
  return (
    <p className="district-whole" role="status">
      {t('district.loading')}
    </p>
  );
}

/** The hub is away: what is shown is of then. */
function Lost() {
  const { t } = useText();
  const since = useDistrictFacts((facts) => facts.lostSinceMs);
  const nowMs = useHubNow();
  if (since === null) return null;
  return (
    <p className="district-banner" role="alert">
      {t('district.lost', { age: stopwatch(nowMs - since) })}
    </p>
  );
}
