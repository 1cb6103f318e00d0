/** What people set for a compound goes along in its file: rules, procedures and drills of its own. */
import { fileURLToPath } from 'node:url';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import type { DrillScenario } from '#shared/protocol/drill.ts';
import { startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';
import { emptyPlan } from '#shared/twin/compound.ts';

const assets = (name: string) => fileURLToPath(new URL(`../../../assets/${name}/`, import.meta.url));
const hubToken = 'a-token-for-the-hub-alone';
let first: TestHub;
let second: TestHub;
beforeEach(async () => {
  const dirs = { proceduresDir: assets('procedures'), drillsDir: assets('drills'), token: hubToken };
  [first, second] = await Promise.all([startTestHub(dirs), startTestHub(dirs)]);
});
afterEach(() => Promise.all([first.stop(), second.stop()]));

type Lists = {
  readonly procedures: readonly { readonly procedure: Procedure; readonly origin: string }[];
  readonly drills: readonly { readonly scenario: DrillScenario; readonly origin: string }[];
};
const yard = async (hub: TestHub): Promise<Lists> => ({
  procedures: (await hub.get<Lists>('/api/compounds/yard/procedures')).procedures,
  drills: (await hub.get<Lists>('/api/compounds/yard/drills')).drills,
});
const json = (value: unknown) => strToU8(JSON.stringify(value));
const bare = zipSync({
  'linli.json': json({ format: 'linli-compound', version: 1, id: 'yard' }),
  'manifest.json': json({ ...testManifest, id: 'yard' }),
  'plan.json': json(emptyPlan),
  'devices.json': json(testDevices),
});

async function importInto(
  hub: TestHub,
  file: Uint8Array,
  query = '',
  headers: Record<string, string> = {},
): Promise<{ ok: boolean }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)]), 'yard.linli');
  const answer = await fetch(`${hub.hub.url}/api/compounds/import${query}`, {
    method: 'POST',
    headers,
    body: form,
  });
  return (await answer.json()) as { ok: boolean };
}

async function put(hub: TestHub, path: string, body: object): Promise<void> {
  const answer = await fetch(hub.hub.url + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}

async function changedYard(): Promise<Uint8Array> {
  expect(await importInto(first, bare)).toMatchObject({ ok: true });
  const { procedures, drills } = await yard(first);
  const fire = procedures.find(({ procedure }) => procedure.id === 'fire')?.procedure;
  const drill = drills[0]?.scenario;
  if (!fire || !drill) throw new Error('the product’s own are missing');
  await put(first, '/api/compounds/yard/procedures', {
    ...fire,
    name: { zh: '本院火警', en: 'Fire, our way' },
  });
  await put(first, '/api/compounds/yard/drills', { ...drill, id: 'spring-drill' });
  const answer = await fetch(`${first.hub.url}/api/compounds/yard/export`);
  return new Uint8Array(await answer.arrayBuffer());
}

it('another hub works by them, also after a restart, and a file without any leaves them', async () => {
  expect(await importInto(second, await changedYard())).toMatchObject({ ok: true });
  const there = await yard(first);
  expect(there.procedures).toContainEqual(
    expect.objectContaining({
      origin: 'changed',
      procedure: expect.objectContaining({ name: { zh: '本院火警', en: 'Fire, our way' } }),
    }),
  );
  expect(there.drills.filter(({ origin }) => origin === 'own')).toHaveLength(1);
  expect(await yard(second)).toEqual(there);
  await second.restart();
  expect(await yard(second)).toEqual(there);
  expect(await importInto(second, bare, '?replace=true')).toMatchObject({ ok: true });
  expect(await yard(second)).toEqual(there);
});

it.each([
  ['procedures.json', [{ id: 'fire' }]],
  ['drills.json', { version: 1 }],
])('%s that is none refuses the file by its name', async (name, value) => {
  const file = zipSync({ ...unzipSync(await changedYard()), [name]: json(value) });
  const refused = await importInto(second, file);
  expect(refused.ok).toBe(false);
  expect(JSON.stringify(refused)).toContain(name);
});

it('whoever may change compounds but no procedures leaves those of a compound that works as they are', async () => {
  const file = await changedYard();
  expect(await importInto(second, bare)).toMatchObject({ ok: true });
  const before = await yard(second);
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const made = await fetch(`${second.hub.url}/api/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(hubToken) },
    body: JSON.stringify({ name: 'plans', verbs: ['compounds.edit'] }),
  });
  const headers = bearer(((await made.json()) as { secret: string }).secret);
  expect(await importInto(second, file, '?replace=true', headers)).toMatchObject({ ok: true });
  expect(await yard(second)).toEqual(before);
  expect(await importInto(second, file, '?replace=true')).toMatchObject({ ok: true });
  expect(await yard(second)).not.toEqual(before);
});
