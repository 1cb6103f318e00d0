/** What changed between two instants, beside the scene: by system, each device with then → now; chosen, it is flown to. */
import { ArrowLeftRight, ChevronDown, ChevronUp, Columns2, X } from 'lucide-react';
import { Fragment } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { foldChanges, leaveChanges } from '#commands/changes.ts';
import { selectDevice } from '#commands/focus.ts';
import { phasesBetween } from '#shared/compounds/phases.ts';
import { findSystem } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import { bySystem, type DeviceChange } from '#state/changes.ts';
import { manifestOf, zoneOf } from '#state/facts.ts';
import type { PointReading } from '#state/reading.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';

const shownAtMost = 200;

export function ChangesCard() {
  const { t, said, local } = useText();
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const changes = useChoices((choices) => choices.changes);
  const manifest = useFacts(manifestOf);
  if (!changes) return null;
  const { range, found, fault, isFolded } = changes;
  const phases = manifest ? phasesBetween(manifest, range) : null;
  const [from, to] = [localTime(range.fromMs, zone), localTime(range.toMs, zone)];
  const shown = found?.slice(0, shownAtMost) ?? [];
  return (
    <section
      className={`tool-card changes-card ${isFolded ? 'folded' : ''}`}
      data-over-scene
      aria-label={t('changes.title')}
      data-testid="changes-card"
    >
      <header>
        <b>
          <span>{from.clock} →</span>{' '}
          <span>
            {to.date === from.date ? '' : `${to.date} `}
            {to.clock}
          </span>
        </b>
        <CommandButton
          command="changes.flip"
          className="icon-button"
          testId="changes-flip"
          icon={<ArrowLeftRight size="1.1em" />}
        />
        <CommandButton
          command="changes.swipe"
          className="icon-button"
          testId="changes-swipe"
          icon={<Columns2 size="1.1em" />}
        />
        <button
          className="icon-button"
          aria-label={t(isFolded ? 'changes.unfold' : 'changes.fold')}
          title={t(isFolded ? 'changes.unfold' : 'changes.fold')}
          aria-expanded={!isFolded}
          data-testid="changes-fold"
          onClick={() => foldChanges(screen, !isFolded)}
        >
          {isFolded ? <ChevronDown size="1.1em" /> : <ChevronUp size="1.1em" />}
        </button>
        <button
          className="icon-button"
          aria-label={t('dialog.close')}
          data-testid="changes-close"
          onClick={() => leaveChanges(screen)}
        >
          <X size="1.1em" />
        </button>
      </header>
      {fault && (
        <p className="fault" role="alert">
          {said(fault)}
        </p>
      )}
      {phases && (
        <p data-testid="changes-phases">
          {t('changes.phases', { before: local(phases.before), after: local(phases.after) })}
        </p>
      )}
      {!found && !fault && <p role="status">{t('changes.working')}</p>}
      {found && (
        <p role="status" className="hint">
          {found.length === 0 ? t('changes.none') : t('changes.count', { count: found.length })}
          {!isFolded && (
            <>
              {found.length > shownAtMost && ` · ${t('changes.first', { shown: shownAtMost })}`}
              <br />
              {t('changes.hint')}
            </>
          )}
        </p>
      )}
      {bySystem(isFolded ? [] : shown).map(([system, own]) => (
        <Fragment key={system}>
          <h4>
            {local(findSystem(system)?.name ?? system)} · {own.length}
          </h4>
          <ul>
            {own.map((change) => (
              <Changed key={change.device.key} change={change} />
            ))}
          </ul>
        </Fragment>
      ))}
    </section>
  );
}

function Changed({ change: { device, points, over, raised, heard } }: { change: DeviceChange }) {
  const { t, local } = useText();
  const screen = useScreen();
  const placeName = usePlaceName();
  const [name, place] = [local(device.name), placeName(device.placeId)];
  // Many a name says already where that is.
  const isSaid = name.toLowerCase().includes(place.toLowerCase());
  return (
    <li>
      <button data-testid="change" onClick={() => selectDevice(screen, device.key)}>
        <b>{name}</b> {!isSaid && <small>{place}</small>}
        {raised.map((alarm) => (
          <span key={alarm.id}>
            <PriorityMark priority={alarm.priority} /> {t('changes.raised')} {local(alarm.name)}
          </span>
        ))}
        {over.map((alarm) => (
          <span key={alarm.id}>
            <PriorityMark priority={alarm.priority} /> {t('changes.over')} {local(alarm.name)}
          </span>
        ))}
        {heard && (
          <span>
            {t(`changes.heard.${heard.before}`)} → {t(`changes.heard.${heard.after}`)}
          </span>
        )}
        {points.map(({ before, after }) => (
          <span key={after.id}>
            {local(after.name)} {valueOf(before, local)} → {valueOf(after, local)}
          </span>
        ))}
      </button>
    </li>
  );
}

function valueOf(
  { word, value, decimals, unit }: PointReading,
  local: ReturnType<typeof useText>['local'],
): string {
  return word === null ? `${value.toFixed(decimals)} ${unit}` : local(word);
}
