/** A new compound from a list of buildings or a file of footprints. */
import { useState } from 'react';
import type { BuildingTemplate } from '#shared/compounds/template.ts';
import { askHub } from '#state/account.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import { useText } from '#ui/useText.ts';
import { NewForm } from './NewForm.tsx';

/** One building a line; the number of the first line that is wrong. */
export function buildingsIn(text: string): readonly BuildingTemplate[] | number {
  const buildings: BuildingTemplate[] = [];
  for (const [nth, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [id = '', ...rest] = line.split(/[,，]/).map((part) => part.trim());
    const [units, storeys, households, x, y, length, width, turnDeg = 0] = rest.map(Number);
    const all = [units, storeys, households, x, y, length, width];
    if (id === '' || !all.every(Number.isFinite) || !Number.isFinite(turnDeg)) return nth + 1;
    buildings.push({
      id,
      units: units ?? 1,
      storeys: storeys ?? 1,
      householdsPerStorey: households ?? 0,
      position: [x ?? 0, y ?? 0],
      sizeM: [length ?? 0, width ?? 0],
      yawRad: (turnDeg * Math.PI) / 180,
    });
  }
  return buildings;
}

const fields = ['id', 'nameZh', 'nameEn', 'lat', 'lon', 'timeZone'] as const;
type Field = (typeof fields)[number];
const empty: Readonly<Record<Field, string>> = {
  id: '',
  nameZh: '',
  nameEn: '',
  lat: '',
  lon: '',
  timeZone: 'Asia/Shanghai',
};

const placeFields = {
  lat: { mostDeg: 90, code: 'latitude-range' },
  lon: { mostDeg: 180, code: 'longitude-range' },
} as const;

/** What is wrong with a coordinate as it is typed; null where nothing is, or nothing is given. */
export function coordinateFault(field: 'lat' | 'lon', typed: string): Fault | null {
  const { mostDeg, code } = placeFields[field];
  if (typed.trim() === '') return null;
  return Math.abs(Number(typed)) <= mostDeg ? null : fault(code);
}

type Datum = 'wgs84' | 'gcj02' | 'bd09';
const datums: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

export function NewCompound({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useText();
  const [given, setGiven] = useState(empty);
  const [buildings, setBuildings] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [datum, setDatum] = useState<Datum>('wgs84');
  const wrongIn = (field: Field) =>
    field === 'lat' || field === 'lon' ? coordinateFault(field, given[field]) : null;
  async function source(): Promise<object | string> {
    if (file) {
      try {
        const footprints: unknown = JSON.parse(await file.text());
        return { footprints };
      } catch {
        return t('compounds.badFile');
      }
    }
    const listed = buildingsIn(buildings);
    if (typeof listed === 'number') return t('compounds.badLine', { line: listed });
    // With nothing given it is drawn.
    return listed.length === 0 ? {} : { buildings: listed };
  }
  async function submit() {
    const what = await source();
    if (typeof what === 'string') return what;
    const wrong = coordinateFault('lat', given.lat) ?? coordinateFault('lon', given.lon);
    if (wrong) return wrong;
    const [hasLat, hasLon] = [given.lat.trim() !== '', given.lon.trim() !== ''];
    if (hasLat !== hasLon) return t('compounds.placeHalf');
    const placed = hasLat && hasLon;
    if (!placed && Object.keys(what).length === 0) return t('compounds.noSource');
    const answer = await askHub<{ compound: string }>('POST', '/api/compounds', {
      id: given.id.trim(),
      name: { zh: given.nameZh || given.nameEn, en: given.nameEn || given.nameZh },
      timeZone: given.timeZone.trim(),
      ...(placed ? { origin: { latDeg: Number(given.lat), lonDeg: Number(given.lon), datum } } : {}),
      ...what,
    });
    if (!answer.ok) return answer.error;
    setGiven(empty);
    setBuildings('');
    onMade(answer.compound);
    return null;
  }
  return (
    <NewForm title={t('compounds.new')} action={t('admin.create')} submit={submit}>
      {fields.map((field) => (
        <label key={field}>
          {t(`compounds.${field}`)}
          <input
            required={field === 'id' || field === 'nameZh' || field === 'timeZone'}
            placeholder={
              field === 'id' || field === 'lat' || field === 'lon' ? t(`compounds.${field}Hint`) : undefined
            }
            inputMode={field === 'lat' || field === 'lon' ? 'decimal' : undefined}
            aria-invalid={wrongIn(field) !== null || undefined}
            value={given[field]}
            onChange={(event) => setGiven({ ...given, [field]: event.target.value })}
          />
          <FieldFault fault={wrongIn(field)} />
        </label>
      ))}
      <label>
        {t('compounds.datum')}
        <select
          value={datum}
          onChange={(event) => setDatum(datums.find((one) => one === event.target.value) ?? 'wgs84')}
        >
          {datums.map((one) => (
            <option key={one} value={one}>
              {t(`compounds.datum.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('compounds.buildings')}
        <textarea
          rows={5}
          placeholder={t('compounds.buildingsHint')}
          value={buildings}
          onChange={(event) => setBuildings(event.target.value)}
        />
      </label>
      <label>
        {t('compounds.footprints')}
        <input
          type="file"
          accept=".json,.geojson,.city.json,application/geo+json,application/city+json"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </label>
    </NewForm>
  );
}

/** Under the field, as soon as it is typed. */
function FieldFault({ fault: wrong }: { readonly fault: Fault | null }) {
  const { said } = useText();
  return wrong && <small className="admin-fault">{said(wrong)}</small>;
}
