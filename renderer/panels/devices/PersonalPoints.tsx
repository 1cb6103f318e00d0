/** Values about a person are asked for one by one, by whoever may; that each look is written down is said before. */
import { useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import { askHub } from '#state/account.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

interface Reading {
  readonly t: number;
  readonly value: PointValue;
}

/** So far back a last value is looked for. */
const backMs = 7 * 86_400_000;

export function PersonalPoints({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { t } = useText();
  const person = useFacts((facts) => facts.person);
  const [shown, setShown] = useState<string | null>(null);
  const points = systemOrUnknown(device.system).points.filter(
    ({ id, personal }) => personal !== undefined && device.points[id] !== undefined,
  );
  if (points.length === 0) return null;
  const mine = points.filter(
    ({ personal }) =>
      personal !== undefined &&
      person?.verbs.includes('people.read') === true &&
      person.scope.personal.includes(personal),
  );
  if (mine.length === 0) return <p className="hint">{t('personal.hidden', { points: points.length })}</p>;
  if (shown !== device.key)
    return (
      <button className="link" data-testid="personal-show" onClick={() => setShown(device.key)}>
        {t('personal.show')}
      </button>
    );
  return (
    <ul className="readings">
      {mine.map((point) => (
        <Personal
          key={`${device.key} ${point.id}`}
          device={device}
          point={point}
          onFault={screen.notices.fault}
        />
      ))}
    </ul>
  );
}

function Personal(props: {
  device: DeviceRecord;
  point: PointDeclaration;
  onFault: (fault: Extract<Awaited<ReturnType<typeof askHub>>, { ok: false }>['error']) => void;
}) {
  const { t, local } = useText();
  const { clock } = useScreen();
  const { device, point } = props;
  const [value, setValue] = useState<PointValue | undefined>(undefined);
  async function look(): Promise<void> {
    const id = encodeURIComponent(`${device.compound}/${device.key}/${point.id}`);
    const toMs = Math.ceil(clock.instantMs()) + 1;
    const answer = await askHub<{ before: Reading | null; readings: readonly Reading[] }>(
      'GET',
      `/api/points/${id}/history?from=${toMs - backMs}&to=${toMs}`,
    );
    if (answer.ok) setValue((answer.readings.at(-1) ?? answer.before)?.value ?? null);
    else props.onFault(answer.error);
  }
  return (
    <li>
      <button className="reading" onClick={() => void look()}>
        <span>{local(point.name)}</span>
        <b>
          {value === undefined ? (
            t('personal.look')
          ) : (
            <>
              {value === null ? t('value.none') : String(value)}
              {point.unit && value !== null && <i> {point.unit}</i>}
            </>
          )}
        </b>
      </button>
    </li>
  );
}
