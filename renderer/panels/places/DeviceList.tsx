/** In place of the tree where nobody has described the compound's places: its devices by name, each with its first figure. */
import { useMemo } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { readPoints } from '#state/reading.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { selectDevice } from '#commands/focus.ts';

const shownAtMost = 300;

export function DeviceList() {
  const { t, local, language } = useText();
  const devices = useFacts((facts) => facts.devices);
  const shown = useMemo(
    () =>
      [...devices.values()]
        .sort((a, b) => local(a.name).localeCompare(local(b.name), language, { numeric: true }))
        .slice(0, shownAtMost),
    [devices, local, language],
  );
  return (
    <>
      <p className="empty">{t('tree.empty')}</p>
      {shown.map((device) => (
        <Row key={device.key} device={device} />
      ))}
    </>
  );
}

function Row({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { local } = useText();
  const selected = useChoices(
    (choices) => choices.selection?.kind === 'device' && choices.selection.key === device.key,
  );
  return (
    <button
      className={`tree-row ${selected ? 'selected' : ''}`}
      style={{ paddingInlineStart: '0.9rem' }}
      onClick={() => selectDevice(screen, device.key)}
    >
      <span className="label">{local(device.name)}</span>
      <Headline device={device} />
    </button>
  );
}

/** The first of its system's headline points that was ever heard. */
function Headline({ device }: { device: DeviceRecord }) {
  const { local } = useText();
  const words = useFacts((facts) => facts.words);
  const { columns } = useFacts((facts) => facts.shown);
  const heard = readPoints(device, columns, words).filter(
    (point) => point.timeMs > 0 && !Number.isNaN(point.value),
  );
  const { headline } = systemOrUnknown(device.system);
  const first =
    headline.map((id) => heard.find((point) => point.id === id)).find((point) => point !== undefined) ??
    heard[0];
  if (!first) return null;
  const value = first.word === null ? first.value.toFixed(first.decimals) : local(first.word);
  return (
    <span className="aside">
      {local(first.name)} {value} {first.unit}
    </span>
  );
}
