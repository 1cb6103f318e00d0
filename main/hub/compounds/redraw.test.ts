import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { emptyDrawing, type CompoundDrawing, type DrawnBuilding } from '#shared/drawing/drawing.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Stored {
  readonly drawing: CompoundDrawing | null;
  readonly plan: CompoundPlan;
  readonly revision: string;
}

const path = '/api/compounds/riverside/drawing';
const folder = () => join(test.dataDir, 'compounds', 'riverside');
const manifestNow = (): CompoundManifest =>
  JSON.parse(readFileSync(join(folder(), 'manifest.json'), 'utf8')) as CompoundManifest;
async function ask(method: string, to: string, body: unknown) {
  const answer = await fetch(test.hub.url + to, {
    method,
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { ok: boolean; error?: { code: string; message: string } };
}
const stored = () => test.get<Stored>(path);
const save = async (drawing: CompoundDrawing, revision: string) => ask('PUT', path, { drawing, revision });

const shed = (change: Partial<DrawnBuilding> = {}): DrawnBuilding => ({
  key: 'building-1',
  id: '20',
  name: { zh: '20号楼', en: 'Building 20' },
  ring: [
    [100, 0],
    [120, 0],
    [120, 10],
    [100, 10],
  ],
  storeys: 1,
  storeyHeightM: 3,
  units: 1,
  homesPerStorey: 0,
  entranceEdge: 2,
  roof: 'flat',
  tone: 'warm',
  lift: false,
  ...change,
});

async function riverside() {
  test = await startTestHub();
  const made = await ask('POST', '/api/compounds', {
    id: 'riverside',
    name: { zh: '河畔', en: 'Riverside' },
    origin: { latDeg: 30.5, lonDeg: 114.3, heightM: 21 },
    buildings: [{ id: '1', storeys: 2, position: [0, 0], sizeM: [20, 10] }],
  });
  expect(made).toMatchObject({ ok: true });
}

/** As one that was brought: its plan and models were not drawn here. */
async function brought() {
  await riverside();
  const manifest = manifestNow();
  const models = manifest.models.map(({ drawn: _drawn, ...model }) => model);
  writeFileSync(join(folder(), 'manifest.json'), JSON.stringify({ ...manifest, models }));
  rmSync(join(folder(), 'drawing.json'));
}

describe('drawing in a compound that was not drawn', () => {
  it('leaves its models as they are, also of the same name', async () => {
    await brought();
    const before = readFileSync(join(folder(), 'building-1.ifc'), 'utf8');
    const saved = await save({ ...emptyDrawing, buildings: [shed()] }, (await stored()).revision);
    expect(saved).toMatchObject({ ok: true });
    expect(readFileSync(join(folder(), 'building-1.ifc'), 'utf8')).toBe(before);
    const [own, drawn] = manifestNow().models;
    expect(own?.files).toEqual(['building-1.ifc']);
    expect(drawn?.files).not.toEqual(own?.files);
    expect(drawn?.id).not.toBe(own?.id);
    const again = await save(emptyDrawing, (await stored()).revision);
    expect(again).toMatchObject({ ok: true });
    expect(readdirSync(folder()).filter((name) => name.endsWith('.ifc'))).toEqual(['building-1.ifc']);
  });

  it('puts nothing in the place of what has the same number', async () => {
    await brought();
    const { plan, revision } = await stored();
    const refused = await save({ ...emptyDrawing, buildings: [shed({ id: '1' })] }, revision);
    expect(refused.ok).toBe(false);
    expect(refused.error?.message).toContain('“1”');
    expect((await stored()).plan).toEqual(plan);
    expect(existsSync(join(folder(), 'drawing.json'))).toBe(false);
  });
});

describe('pictures to draw on', () => {
  it('stay for a day when nothing is drawn on them any more: one may want them back', async () => {
    await riverside();
    const form = new FormData();
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    form.append('file', new Blob([new Uint8Array(png)]), 'survey.png');
    const answer = await fetch(`${test.hub.url}/api/compounds/riverside/underlay`, {
      method: 'POST',
      body: form,
    });
    const { file } = (await answer.json()) as { file: string };
    expect(await save(emptyDrawing, (await stored()).revision)).toMatchObject({ ok: true });
    expect(existsSync(join(folder(), file))).toBe(true);
    const before = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(join(folder(), file), before, before);
    const again = { ...emptyDrawing, buildings: [shed()] };
    expect(await save(again, (await stored()).revision)).toMatchObject({ ok: true });
    expect(existsSync(join(folder(), file))).toBe(false);
  });
});

describe('saving a drawing', () => {
  it('keeps what was changed of the compound while its models were being made', async () => {
    await riverside();
    const { drawing, revision } = await stored();
    const many = Array.from({ length: 40 }, (_, nth) =>
      shed({ key: `building-${nth + 2}`, id: String(nth + 20), storeys: 6, units: 3, homesPerStorey: 3 }),
    );
    const saving = save({ ...emptyDrawing, buildings: [...(drawing?.buildings ?? []), ...many] }, revision);
    const renamed = await ask('PUT', '/api/compounds/riverside', {
      manifest: { ...manifestNow(), name: { zh: '河湾', en: 'Riverbend' } },
    });
    expect(renamed).toMatchObject({ ok: true });
    expect(await saving).toMatchObject({ ok: true });
    expect(manifestNow().name.en).toBe('Riverbend');
    expect(manifestNow().models).toHaveLength(41);
  });
});
