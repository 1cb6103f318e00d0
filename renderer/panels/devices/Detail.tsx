/** What is selected: a device with its readings and last hour, a place, or an element with its properties. */
import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { readPoints, type PointReading } from '#state/reading.ts';
import { useInstant } from '#state/useInstant.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { ClockOffset } from './ClockOffset.tsx';
import { DeviceCommands } from './DeviceCommands.tsx';
import { DeviceOrders } from './DeviceOrders.tsx';
import { ElementProperties } from './ElementProperties.tsx';
import { LastRefused } from './LastRefused.tsx';
import { PersonalPoints } from './PersonalPoints.tsx';
import { Position } from './Position.tsx';
import { ServiceState } from './ServiceState.tsx';
import { Sparkline } from './Sparkline.tsx';
import { ActButton } from '#commands/ActButton.tsx';
import { CommandButton } from '#commands/CommandButton.tsx';
import { selectDevice, selectPlace } from '#commands/focus.ts';
import { openSystem } from '#commands/systems.ts';

export function Detail() {
  const screen = useScreen();
  const { t } = useText();
  const selection = useChoices((choices) => choices.selection);
  const device = useFacts((facts) =>
    selection?.kind === 'device' ? facts.devices.get(selection.key) : undefined,
  );
  if (!selection || (selection.kind === 'device' && !device)) return null;
  return (
    <aside className="detail" data-over-scene aria-label={t(`${selection.kind}.title`)} data-testid="detail">
      <button
        className="icon-button close"
        aria-label={t('device.close')}
        onClick={() => screen.choices.setState({ selection: null })}
      >
        <X size="1.1em" />
      </button>
      {device && <DeviceDetail device={device} />}
      {selection.kind === 'place' && <PlaceDetail id={selection.id} />}
      {selection.kind === 'element' && <ElementProperties selection={selection} />}
    </aside>
  );
}

function DeviceDetail({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { t, local } = useText();
  const words = useFacts((facts) => facts.words);
  const shown = useFacts((facts) => facts.shown);
  const placeName = usePlaceName();
  const instant = useInstant(1000);
  const points = useMemo(
    () =>
      readPoints(device, shown.columns, words).filter(({ id }) => !findPoint(device.system, id)?.personal),
    [device, words, shown],
  );
  const [chart, setChart] = useState<string | null>(null);
  const system = systemOrUnknown(device.system);
  const heard = points.filter((point) => point.timeMs > 0);
  const numeric = points.filter((point) => point.word === null && point.unit !== 'ms-epoch');
  const charted =
    chart ?? system.headline.find((id) => numeric.some((point) => point.id === id)) ?? numeric[0]?.id;
  const { model, firmware, intervalS, isIntervalLearnt } = device;
  const every = t(isIntervalLearnt ? 'device.every.learnt' : 'device.every', {
    every: ageText(t, intervalS * 1000),
  });
  const made = firmware
    ? t(model ? 'device.made' : 'device.firmware', { model: model ?? '', firmware })
    : (model ?? null);
  return (
    <>
      <h2>{local(device.name)}</h2>
      <p className="hint">
        <button className="link" data-testid="open-system" onClick={() => openSystem(screen, device.system)}>
          {local(system.name)}
        </button>
        {device.placeId && (
          <>
            {' · '}
            <button className="link" onClick={() => selectPlace(screen, device.placeId ?? '')}>
              {placeName(device.placeId)}
            </button>
          </>
        )}
        {heard.length > 0
          ? ` · ${t('device.age', { age: ageText(t, instant - Math.max(...heard.map((point) => point.timeMs))) })}`
          : ` · ${t('device.never')}`}
      </p>
      <p className="hint" data-testid="device-about">
        {made === null ? every : `${made} · ${every}`}
      </p>
      <ul className="readings">
        {points.map((point) => (
          <li key={point.id}>
            <button
              className={`reading ${point.quality} ${charted === point.id ? 'charted' : ''}`}
              onClick={() => setChart(point.id)}
            >
              <span>{local(point.name)}</span>
              <b data-point={point.id}>
                <PointText point={point} now={instant} />
              </b>
            </button>
          </li>
        ))}
      </ul>
      {charted && (
        <Sparkline device={device} pointId={charted} now={points.find(({ id }) => id === charted)} />
      )}
      <ClockOffset device={device} />
      <LastRefused device={device} />
      <PersonalPoints device={device} />
      {device.positionEnu && <Position positionEnu={device.positionEnu} />}
      {charted && (
        <ActButton
          needs="rules.edit"
          className="link"
          testId="device-rule"
          onClick={() => {
            screen.choices.setState({
              ruleSubject: { system: device.system, point: charted, device: device.id },
            });
            screen.layout.current()?.show('rules');
          }}
        >
          {t('rules.of.device')}
        </ActButton>
      )}
      <DeviceCommands device={device} />
      <ServiceState device={device} />
      {device.camera && (
        <section className="device-orders">
          <CommandButton command="camera.calibrate" />
        </section>
      )}
      <DeviceOrders device={device} />
    </>
  );
}

const dayMs = 86_400_000;

function PointText({ point, now }: { point: PointReading; now: number }) {
  const { t, local } = useText();
  if (point.timeMs === 0 || Number.isNaN(point.value)) return <>{t('value.none')}</>;
  const age = point.quality === 'good' ? null : <small>{t(`quality.${point.quality}`)}</small>;
  if (point.word !== null)
    return (
      <>
        {local(point.word)} {age}
      </>
    );
  if (point.unit === 'ms-epoch')
    return (
      <>
        {point.value > 0 ? (
          <ClockTime atMs={point.value} dated={Math.abs(point.value - now) > dayMs} />
        ) : (
          t('value.none')
        )}{' '}
        {age}
      </>
    );
  return (
    <>
      {point.value.toFixed(point.decimals)}
      {point.unit && <i> {point.unit}</i>} {age}
    </>
  );
}

function PlaceDetail({ id }: { id: string }) {
  const screen = useScreen();
  const { t, local } = useText();
  const place = useFacts((facts) => facts.plan.places.find((one) => one.id === id));
  const devices = useFacts((facts) => facts.devices);
  const inside = useMemo(
    () =>
      [...devices.values()].filter(
        (device) =>
          device.placeId === id ||
          device.placeId?.startsWith(`${id}-`) ||
          device.placeId?.startsWith(`${id}/`),
      ),
    [devices, id],
  );
  if (!place) return null;
  return (
    <>
      <h2>{local(place.name)}</h2>
      <p className="hint">{t('place.devices', { count: inside.length })}</p>
      <ul className="place-devices">
        {inside.slice(0, 60).map((device) => (
          <li key={device.key}>
            <button className="link" onClick={() => selectDevice(screen, device.key)}>
              {local(device.name)}
            </button>
          </li>
        ))}
      </ul>
      {place.box && <Position positionEnu={place.box.centreEnu} />}
      <CommandButton command="order.new" />
    </>
  );
}
