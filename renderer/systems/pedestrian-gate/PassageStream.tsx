/** Who passed, newest first, up to the shown instant; it keeps still while a hand is in it. A refusal says why. */
import { Video } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { mayDo } from '#commands/command.ts';
import { nearestCameras } from '#panels/cameras/index.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Passage } from '#shared/protocol/visitorPass.ts';
import { directionNames, methodNames, passRefusalNames } from '#shared/passes/names.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { heldList } from './held.ts';
import { useCalm } from '../useCalm.ts';
import { useListed } from '../useListed.ts';
import { useOwnNames } from '../useOwnNames.ts';

const shownAtMost = 100;
const instantStepMs = 5000;
const askedEveryMs = 1000;
/** A camera that is further away shows nobody’s face or plate. */
const cameraWithinM = 80;
/** Before the moment itself, so that the clip shows somebody come. */
const clipLeadMs = 8000;

interface Props {
  readonly system: SystemDeclaration;
  readonly devices: readonly DeviceRecord[];
  readonly door: string | null;
  /** Stands before its own tools. */
  readonly lead: ReactNode;
}

export function PassageStream({ system, devices, door, lead }: Props) {
  const { t } = useText();
  const [refusedOnly, setRefusedOnly] = useState(false);
  const { latest, isLost } = usePassages(system.id, door, refusedOnly);
  const [held, setHeld] = useState<readonly Passage[] | null>(null);
  const { rows, waiting } = heldList(latest ?? [], held);
  const ownName = useOwnNames(devices);
  const byKey = useMemo(() => new Map(devices.map((device) => [device.key, device])), [devices]);
  return (
    <>
      <div className="passing-tools">
        {lead}
        <label>
          <input
            type="checkbox"
            checked={refusedOnly}
            data-testid="passing-refused"
            onChange={({ target }) => {
              setRefusedOnly(target.checked);
              setHeld(null);
            }}
          />
          {t('passing.refused')}
        </label>
        <span className="hint" role="status">
          {isLost ? t('passing.lost') : waiting > 0 ? t('passing.more', { count: waiting }) : ''}
        </span>
      </div>
      {latest === null && <p className="empty">{t('passing.loading')}</p>}
      {latest !== null && rows.length === 0 && (
        <p className="empty">{t(refusedOnly ? 'passing.none.refused' : 'passing.none')}</p>
      )}
      <ol
        className={`passing-rows ${isLost ? 'lost' : ''}`}
        aria-label={t('passing.stream')}
        data-testid="passing-rows"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keyboard
        tabIndex={0}
        onPointerEnter={() => setHeld(latest ?? [])}
        onPointerLeave={() => setHeld(null)}
        onFocus={() => setHeld((before) => before ?? latest ?? [])}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) setHeld(null);
        }}
      >
        {rows.map((passage) => (
          <Row
            key={passage.seq}
            passage={passage}
            system={system}
            device={byKey.get(passage.deviceKey)}
            name={door === null ? ownName : null}
          />
        ))}
      </ol>
    </>
  );
}

/** Of the devices of a system, or of one; up to the shown instant. */
function usePassages(system: string, door: string | null, refusedOnly: boolean) {
  const compound = useFacts((facts) => facts.compoundId);
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const told = useCalm(
    useFacts((facts) => facts.told.passages),
    askedEveryMs,
  );
  const stepMs = useInstant(instantStepMs);
  const asked = new URLSearchParams({
    limit: String(shownAtMost),
    ...(door === null ? { system } : { device: door }),
    ...(refusedOnly ? { refused: 'true' } : {}),
    ...(replaying ? { until: String(Math.floor(stepMs + instantStepMs)) } : {}),
  });
  const url = compound && `/api/compounds/${encodeURIComponent(compound)}/passages?${asked.toString()}`;
  const { value, isLost } = useListed<{ passages: readonly Passage[] }>(url, replaying ? 0 : told);
  const atMs = useInstant(500);
  const latest = useMemo(() => {
    if (!value) return null;
    return replaying ? value.passages.filter((one) => one.atMs <= atMs) : value.passages;
  }, [value, replaying, atMs]);
  return { latest, isLost };
}

function Row(props: {
  readonly passage: Passage;
  readonly system: SystemDeclaration;
  readonly device: DeviceRecord | undefined;
  /** Null where all are of one door. */
  readonly name: ((device: DeviceRecord) => string) | null;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const { passage, device } = props;
  const { method, direction, plate, confidence, result, reason, passId, opened } = passage;
  const declared = props.system.points
    .flatMap(({ states = [] }) => states)
    .find(({ id }) => id === method)?.name;
  const how = method === null ? null : (methodNames[method] ?? declared ?? method);
  const way = direction === null ? null : (directionNames[direction] ?? direction);
  const isRefused = result === 'refused';
  return (
    <li className={isRefused ? 'refused' : ''} data-testid="passage" data-result={result}>
      <ClockTime atMs={passage.atMs} />
      {props.name !== null && (
        <button
          className="link"
          disabled={!device}
          onClick={() => device && selectDevice(screen, device.key)}
        >
          {device ? props.name(device) : passage.deviceKey}
        </button>
      )}
      <span className="passing-how">
        {how === null ? t('value.none') : local(how)}
        {way !== null && ` · ${local(way)}`}
      </span>
      <span className="passing-plate">
        {plate ?? (passId !== null && method === 'plate' ? t('passing.visitor') : '')}
        {confidence !== null && <small> {Math.round(confidence * 100)}%</small>}
      </span>
      <span className="passing-result">
        <b>
          <span aria-hidden="true">{isRefused ? '✕' : '✓'}</span>{' '}
          {t(isRefused ? 'passing.was.refused' : 'passing.accepted')}
        </b>
        {reason !== null && ` ${local(passRefusalNames[reason])}`}
        {isRefused && opened && ` · ${t('passing.opened')}`}
      </span>
      <Clip device={device} atMs={passage.atMs} />
    </li>
  );
}

/** To the picture of the nearest camera at that moment. */
function Clip({ device, atMs }: { device: DeviceRecord | undefined; atMs: number }) {
  const screen = useScreen();
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const may = useFacts(() => mayDo(screen, 'cameras.view') && mayDo(screen, 'history.read'));
  const camera = useMemo(() => {
    const at = device?.positionEnu;
    if (!at) return null;
    const [near] = nearestCameras(devices.values(), at, 1);
    const from = near?.positionEnu;
    return near && from && Math.hypot(from[0] - at[0], from[1] - at[1]) <= cameraWithinM ? near : null;
  }, [device, devices]);
  if (!may || !camera || !device) return <span />;
  const label = t('passing.clip', { name: local(camera.name) });
  return (
    <button
      className="icon-button"
      title={label}
      aria-label={label}
      onClick={() => {
        selectDevice(screen, camera.key, false);
        screen.clock.seek(atMs - clipLeadMs);
        screen.clock.play();
        screen.layout.current()?.show('cameras');
      }}
    >
      <Video size="1em" />
    </button>
  );
}
