/** What one foreign device is here: compound, system, id, place, names, points; or that it is ignored. Empty is as proposed. */
import { useId, useState, type FormEvent } from 'react';
import type { MappedDevice } from '#shared/compounds/mapping.ts';
import { systemOrUnknown, systems } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import type { MappingEdit, MappingRow } from './mappingRows.ts';
import { CompoundSelect, type CompoundChoice } from './CompoundSelect.tsx';
import { MappingPoints } from './MappingPoints.tsx';

interface Props {
  readonly row: MappingRow;
  readonly places: CompoundPlan['places'];
  readonly compound: string;
  readonly compounds: readonly CompoundChoice[];
  readonly fault: string | null;
  readonly save: (edits: readonly MappingEdit[], compound?: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function MappingForm({ row, places, compound, compounds, fault, save, onClose }: Props) {
  const { t, local, language } = useText();
  const { device } = row;
  const { mapped, proposal, dialect, id } = device;
  const given = mapped?.name;
  const [where, setWhere] = useState(compound);
  const [system, setSystem] = useState(mapped?.system ?? '');
  const [deviceId, setDeviceId] = useState(mapped?.id ?? '');
  const [place, setPlace] = useState(mapped?.placeId ?? '');
  const [zh, setZh] = useState(typeof given === 'string' ? given : (given?.zh ?? ''));
  const [en, setEn] = useState(typeof given === 'string' ? '' : (given?.en ?? ''));
  const [points, setPoints] = useState<Readonly<Record<string, string>>>(mapped?.points ?? {});
  const [ignored, setIgnored] = useState(mapped?.ignored ?? false);
  const [tried, setTried] = useState(false);
  const placesId = useId();
  const placeName = (one: string) => {
    const found = places.find((known) => known.id === one);
    return found ? local(found.name) : one;
  };
  const proposedIs = (value: string | null) =>
    value === null ? t('mapping.asProposed') : t('mapping.asProposedIs', { value });

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const name = zh !== '' && en !== '' ? { zh, en } : zh === '' ? en : zh;
    const chosen = Object.fromEntries(Object.entries(points).filter(([, point]) => point !== ''));
    const next: MappedDevice = {
      ...(system === '' ? {} : { system }),
      ...(deviceId.trim() === '' ? {} : { id: deviceId.trim() }),
      ...(place.trim() === '' ? {} : { placeId: place.trim() }),
      ...(name === '' ? {} : { name }),
      ...(Object.keys(chosen).length > 0 ? { points: chosen } : {}),
      ...(ignored ? { ignored } : {}),
      ...(mapped?.positionEnu && where === compound ? { positionEnu: mapped.positionEnu } : {}),
    };
    // It cannot be in two compounds: it leaves the one before it comes to the other.
    if (where !== compound && mapped && !(await save([{ dialect, id, mapped: null }]))) return;
    if (await save([{ dialect, id, mapped: next }], where)) onClose();
  }

  return (
    <Dialog wide title={t('mapping.edit', { name: device.name })} onClose={onClose}>
      <form className="mapping-form" onSubmit={(event) => void submit(event)}>
        <p className="hint">
          {dialect} · {t('mapping.editId')} <code>{id}</code> {device.model && `· ${device.model}`}
        </p>
        {compounds.length > 1 && (
          <label>
            {t('mapping.compound')}
            <CompoundSelect of={compounds} value={where} onChange={setWhere} />
          </label>
        )}
        <label>
          {t('mapping.system')}
          <select autoFocus value={system} onChange={(event) => setSystem(event.target.value)}>
            <option value="">
              {proposedIs(proposal.system === null ? null : local(systemOrUnknown(proposal.system).name))}
            </option>
            {systems.map((one) => (
              <option key={one.id} value={one.id}>
                {local(one.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('mapping.place')}
          <input
            list={placesId}
            maxLength={64}
            placeholder={proposedIs(proposal.placeId === null ? null : placeName(proposal.placeId))}
            value={place}
            onChange={(event) => setPlace(event.target.value)}
          />
          <datalist id={placesId}>
            {places.map((one) => (
              <option key={one.id} value={one.id}>
                {local(one.name)}
              </option>
            ))}
          </datalist>
        </label>
        <label>
          {t('mapping.deviceId')}
          <input
            maxLength={128}
            pattern="[^\/+#]+"
            placeholder={device.deviceKey?.split('/').slice(1).join('/') ?? ''}
            value={deviceId}
            onChange={(event) => setDeviceId(event.target.value)}
          />
        </label>
        <label>
          {t('mapping.nameZh')}
          <input
            maxLength={200}
            placeholder={device.name}
            value={zh}
            onChange={(event) => setZh(event.target.value)}
          />
        </label>
        <label>
          {t('mapping.nameEn')}
          <input maxLength={200} value={en} onChange={(event) => setEn(event.target.value)} />
        </label>
        <fieldset className="wide">
          <label className="check">
            <input type="checkbox" checked={ignored} onChange={(event) => setIgnored(event.target.checked)} />
            {t('mapping.ignoreThis')}
          </label>
        </fieldset>
        <MappingPoints
          device={device}
          system={systemOrUnknown(system === '' ? row.system : system)}
          language={language}
          points={points}
          onChange={setPoints}
        />
        {tried && <Fault text={fault} />}
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
