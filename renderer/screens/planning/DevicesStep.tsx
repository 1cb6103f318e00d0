/** Devices: of which system the next one is and on which storey, all of them in a list, many at once from a table. */
import { FileSpreadsheet } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { keyOfDevice } from '#shared/drawing/things.ts';
import { findSystem, systems } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { textIn } from '#shared/twin/text.ts';
import { useText } from '#ui/useText.ts';
import { DeviceTable } from './DeviceTable.tsx';
import type { EditorStore } from './editor.ts';
import { ChoiceField, Group, NumberField } from './Fields.tsx';
import { isCamera, type PlacingOrder } from './placing.ts';

const shownDevices = 200;

export function DevicesStep(props: {
  editor: EditorStore;
  plan: CompoundPlan;
  order: PlacingOrder;
  onOrder: (order: PlacingOrder) => void;
  onShow: (key: string) => void;
}) {
  const { editor, plan, order, onOrder, onShow } = props;
  const { t, local, language } = useText();
  const { sketch, chosen } = useStore(editor);
  const [wanted, setWanted] = useState('');
  const [isTable, setIsTable] = useState(false);
  const found = useMemo(() => {
    const words = wanted.trim().toLowerCase();
    return sketch.devices
      .filter(({ id, name, placeId, system }) =>
        [id, textIn(name, 'zh'), textIn(name, 'en'), placeId ?? '', system].some((one) =>
          one.toLowerCase().includes(words),
        ),
      )
      .toSorted((a, b) => Number(a.positionEnu !== undefined) - Number(b.positionEnu !== undefined));
  }, [sketch.devices, wanted]);
  const places = useMemo(() => new Set(plan.places.map(({ id }) => id)), [plan]);
  const choices = useMemo(
    () =>
      systems
        .map(({ id, name }) => [id, textIn(name, language)] as const)
        .toSorted((a, b) => a[1].localeCompare(b[1], language)),
    [language],
  );
  return (
    <>
      <Group title={t('drawing.nextDevice')}>
        <ChoiceField
          label={t('drawing.system')}
          value={order.system}
          choices={choices}
          onSet={(system) => onOrder({ ...order, system, heightM: isCamera(system) ? 4 : 2.4 })}
        />
        <div className="pair">
          <NumberField
            label={t('drawing.level')}
            min={1}
            max={120}
            digits={0}
            value={order.level}
            onSet={(level) => onOrder({ ...order, level: Math.round(level) })}
          />
          <NumberField
            label={t('drawing.aboveFloor')}
            unit="m"
            min={0}
            max={100}
            step={0.1}
            value={order.heightM}
            onSet={(heightM) => onOrder({ ...order, heightM })}
          />
        </div>
        <p className="hint">{t('drawing.placeHint')}</p>
        <button className="plain" onClick={() => setIsTable(true)}>
          <FileSpreadsheet size="1em" /> {t('drawing.table.open')}
        </button>
      </Group>
      <Group title={t('drawing.devicesAre', { count: sketch.devices.length })}>
        <input
          type="search"
          aria-label={t('drawing.findDevice')}
          placeholder={t('drawing.findDevice')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        {sketch.devices.length === 0 && <p className="empty">{t('drawing.noDevices')}</p>}
        <ul className="device-list" data-testid="drawn-devices">
          {found.slice(0, shownDevices).map((device) => {
            const key = keyOfDevice(device);
            return (
              <li key={key}>
                <button
                  aria-current={chosen.includes(key)}
                  onClick={() => {
                    editor.setState({ chosen: [key], tool: 'select', draft: [] });
                    onShow(key);
                  }}
                >
                  <b>{local(device.name)}</b>
                  <small>
                    {local(findSystem(device.system)?.short ?? device.system)} · {device.id}
                    {device.positionEnu ? '' : ` · ${t('drawing.unplaced')}`}
                    {device.placeId === undefined || places.has(device.placeId)
                      ? ''
                      : ` · ${t('drawing.placeUnknown', { id: device.placeId })}`}
                  </small>
                </button>
              </li>
            );
          })}
        </ul>
        {found.length > shownDevices && (
          <p className="hint">{t('drawing.table.more', { count: found.length - shownDevices })}</p>
        )}
      </Group>
      {isTable && <DeviceTable editor={editor} plan={plan} onClose={() => setIsTable(false)} />}
    </>
  );
}
