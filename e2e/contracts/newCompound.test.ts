/** Compounds made from real files: a city's footprints and a building's IFC. Skipped where they are absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { startTestHub, type TestHub } from '#hub/testHub.ts';

const data = join(import.meta.dirname, '../../../shared/data');
let test: TestHub;
afterEach(() => test?.stop());

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly message: string };
}
const create = (body: object) => test.post<Answer>('/api/compounds', body);
const planOf = (id: string) =>
  test.get<{ plan: CompoundPlan }>(`/api/compounds/${id}/plan`).then(({ plan }) => plan);
const manifestOf = async (id: string) =>
  (
    await test.get<{ compounds: { id: string; manifest: CompoundManifest }[] }>('/api/compounds')
  ).compounds.find((one) => one.id === id)?.manifest;

describe.skipIf(!existsSync(data))('a compound from real files', () => {
  it('takes the footprints of a quarter of Wuhan, each building once, and stands among them', async () => {
    test = await startTestHub();
    const footprints: unknown = JSON.parse(
      readFileSync(join(data, 'cim/osm/wuhan_buildings.geojson'), 'utf8'),
    );
    expect(await create({ id: 'wuhan', name: '武汉', footprints })).toMatchObject({ ok: true });
    const buildings = (await planOf('wuhan')).places.filter(({ kind }) => kind === 'building');
    expect(buildings.length).toBeGreaterThan(100);
    expect(new Set(buildings.map(({ id }) => id)).size).toBe(buildings.length);
    for (const { id, box } of buildings) {
      const [x = NaN, y = NaN] = box?.centreEnu ?? [];
      expect([id, Math.hypot(x, y) < 2000, (box?.sizeM[0] ?? 0) > 1]).toEqual([id, true, true]);
    }
    expect((await manifestOf('wuhan'))?.origin).toMatchObject({
      latDeg: expect.closeTo(30.51, 1),
      lonDeg: expect.closeTo(114.39, 1),
      timeZone: 'Asia/Shanghai',
    });
  });

  it('takes the buildings of a CityJSON file, with their heights, and builds them', async () => {
    test = await startTestHub();
    const footprints: unknown = JSON.parse(readFileSync(join(data, 'cim/cityjson/delft.json'), 'utf8'));
    expect(
      await create({ id: 'delft', name: '代尔夫特', timeZone: 'Europe/Amsterdam', footprints }),
    ).toMatchObject({
      ok: true,
    });
    const buildings = (await planOf('delft')).places.filter(({ kind }) => kind === 'building');
    expect(buildings.length).toBeGreaterThan(80);
    for (const { id, box } of buildings) {
      const [x = NaN, y = NaN] = box?.centreEnu ?? [];
      const [length = NaN, depth = NaN, height = NaN] = box?.sizeM ?? [];
      expect([id, Math.hypot(x, y) < 1000, length > 0.5 && length < 200, depth > 0.2, height < 60]).toEqual([
        id,
        true,
        true,
        true,
        true,
      ]);
    }
    expect((await manifestOf('delft'))?.origin).toMatchObject({
      latDeg: expect.closeTo(52, 0),
      lonDeg: expect.closeTo(4.4, 0),
    });
    const nowhere = { type: 'CityJSON', CityObjects: {}, vertices: [] };
    expect(await create({ id: 'x', name: 'x', footprints: nowhere })).toMatchObject({
      error: { code: 'footprints-nowhere' },
    });
    // One that names no system lies where one says.
    const local: unknown = JSON.parse(readFileSync(join(data, 'cim/cityjson/DH_01_subs.city.json'), 'utf8'));
    const hague = { latDeg: 52.08, lonDeg: 4.31 };
    expect(await create({ id: 'hague', name: '海牙', footprints: local, origin: hague })).toMatchObject({
      ok: true,
    });
    const [one] = (await planOf('hague')).places;
    expect(Math.hypot(one?.box?.centreEnu[0] ?? NaN, one?.box?.centreEnu[1] ?? NaN)).toBeLessThan(200);
  });

  it('takes the storeys of an imported model that somebody can stand in', async () => {
    test = await startTestHub();
    const path = join(data, 'ifc/duplex_architecture.ifc');
    const model = await test.hub.models.importNow({ name: 'Duplex', files: [{ name: 'duplex.ifc', path }] });
    if (!model.ok) throw new Error(JSON.stringify(model.error));
    const asked = { id: 'duplex', name: '双拼', modelId: model.value.id };
    const origin = { latDeg: 30.5, lonDeg: 114.3 };
    const made = await create({ ...asked, origin });
    expect(made).toMatchObject({ ok: true });
    const { places } = await planOf('duplex');
    expect(places.filter(({ kind }) => kind === 'building')).toHaveLength(1);
    expect(places.filter(({ kind }) => kind === 'storey')).toHaveLength(2);
    expect((await manifestOf('duplex'))?.origin).toMatchObject(origin);
    expect(await create({ ...asked, id: 'other', modelId: 'none' })).toMatchObject({
      error: { code: 'no-model', params: { model: 'none' } },
    });
  });
});
