/** What devices, places and incidents of one compound are called, looked up where a row of the journal names them. */
import type Database from 'better-sqlite3';
import type { DeviceMeta } from '#shared/protocol/device.ts';
import type { IncidentHead } from '#shared/protocol/records.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface Names {
  /** One that is no longer there is called by its key. */
  device(key: string): { readonly name: LocalText; readonly placeId: string | null };
  incident(id: string): Pick<IncidentHead, 'title' | 'placeId'> | null;
  place(id: string): LocalText | null;
}

type Plan = Pick<CompoundPlan, 'places'>;

/** One at a time: plans are large, and one compound is asked for page by page. */
export function createNames(db: Database.Database): (compound: string) => Names {
  const metaOf = db
    .prepare<[string, string], string>('SELECT meta FROM devices WHERE compound = ? AND key = ?')
    .pluck();
  const headOf = db.prepare<[string], string>('SELECT record FROM incidents WHERE id = ?').pluck();
  const planOf = db.prepare<[string], string>('SELECT plan FROM compounds WHERE id = ?').pluck();
  let planText = '';
  let places = new Map<string, LocalText>();

  function placesOf(compound: string): ReadonlyMap<string, LocalText> {
    const text = planOf.get(compound) ?? '';
    if (text !== planText) {
      planText = text;
      const plan = text === '' ? null : (JSON.parse(text) as Plan);
      places = new Map(plan?.places.map(({ id, name }) => [id, name]));
    }
    return places;
  }

  return (compound) => {
    const devices = new Map<string, ReturnType<Names['device']>>();
    let known: ReadonlyMap<string, LocalText> | null = null;
    return {
      device(key) {
        let found = devices.get(key);
        if (!found) {
          const text = metaOf.get(compound, key);
          const meta = text === undefined ? null : (JSON.parse(text) as Partial<DeviceMeta>);
          const name = meta?.name ?? key;
          found = {
            name: typeof name === 'string' ? { zh: name, en: name } : name,
            placeId: meta?.placeId ?? null,
          };
          devices.set(key, found);
        }
        return found;
      },
      incident(id) {
        const text = headOf.get(id);
        return text === undefined ? null : (JSON.parse(text) as IncidentHead);
      },
      place: (id) => (known ??= placesOf(compound)).get(id) ?? null,
    };
  };
}
