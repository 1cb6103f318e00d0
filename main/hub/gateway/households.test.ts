/** Who lives where, over a real hub: given by class of personal data, for a purpose, and every look written down. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, expect, it } from 'vitest';
import type { Scope } from '#shared/access/may.ts';
import type { Household } from '#shared/protocol/household.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { compoundsDirOf } from '../compounds/index.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const hubToken = 'a-long-secret';
const text = (zh: string, en: string) => ({ zh, en });
const household = (placeId: string): Household => ({
  version: 1,
  placeId,
  people: 2,
  contacts: [{ name: '演示住户', phone: '000 0000 0001', relation: text('户主', 'Householder') }],
  needs: [
    { class: 'alone', text: text('独居', 'Alone') },
    { class: 'health', text: text('轮椅', 'Wheelchair') },
  ],
});
const households = [household('8-2-401'), household('8-2-501')];
const records = { manifest: testManifest, plan: emptyPlan, devices: testDevices, mapping: null, households };

interface Answer {
  readonly households?: Household[];
  readonly error?: { readonly code: string };
}
interface Entry {
  readonly by: string;
  readonly verb: string;
  readonly target: string;
  readonly note: string;
}

async function ask<T = Answer>(path: string, token: string | null, body?: object): Promise<T> {
  const answer = await fetch(test.hub.url + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return answer.json() as Promise<T>;
}

const looks = async (token: string | null) =>
  (await ask<{ entries: Entry[] }>('/api/audit?verb=see-households', token)).entries;

async function tokenWith(personal: Scope['personal']): Promise<string> {
  const made = await ask<{ secret: string }>('/api/tokens', hubToken, {
    name: personal.join('-') || 'none',
    verbs: ['people.read', 'compounds.edit'],
    scope: { compounds: ['test'], cameraGroups: [], personal },
  });
  return made.secret;
}

const path = (places: string, purpose = 'fire-card') =>
  `/api/compounds/test/households?places=${places}&purpose=${purpose}`;

it('shows of a household what the classes of the person cover, and writes down each look', async () => {
  test = await startTestHub({ token: hubToken, compounds: [records] });
  await test.post('/api/setup', { name: 'root', password: 'correct horse battery' });
  const seen = async (personal: Scope['personal']) =>
    (await ask(path('8-2-401,9-9-999'), await tokenWith(personal))).households;
  expect(await seen([])).toEqual([{ ...households[0], contacts: [], needs: [] }]);
  expect(await seen(['contact'])).toEqual([{ ...households[0], needs: [] }]);
  expect(await seen(['health'])).toEqual([
    { ...households[0], contacts: [], needs: households[0]?.needs.filter((one) => one.class === 'health') },
  ]);
  expect(await seen(['contact', 'health', 'alone'])).toEqual([households[0]]);
  // The same look by the same person once more is one entry more.
  await seen(['contact', 'health', 'alone']);
  const entries = await eventually(
    () => looks(hubToken),
    (found) => found.length === 5,
  );
  expect(entries[0]).toMatchObject({
    by: 'token:contact-health-alone',
    target: '8-2-401,9-9-999',
    note: 'fire-card',
    outcome: 'read',
  });
});

it('refuses too many places, purposes that are none, and incidents of elsewhere; nothing is written down then', async () => {
  test = await startTestHub({ token: hubToken, compounds: [records] });
  await test.post('/api/setup', { name: 'root', password: 'correct horse battery' });
  const code = async (...asked: Parameters<typeof path>) => (await ask(path(...asked), hubToken)).error?.code;
  const many = Array.from({ length: 101 }, (_, i) => `p${i}`).join(',');
  expect(await code(many)).toBe('too-many-places');
  expect(await code('8-2-401', 'curiosity')).toBe('invalid-request');
  expect(await code('8-2-401', 'incident:none')).toBe('no-incident');
  await test.say('smoke', 's1', { smoke: 0.4 });
  const { incidents } = await eventually(
    () => ask<{ incidents: { id: string }[] }>('/api/incidents?compound=test', hubToken),
    (found) => found.incidents.length === 1,
  );
  expect(await looks(hubToken)).toEqual([]);
  expect(await code('8-2-401', `incident:${incidents[0]?.id}`)).toBeUndefined();
  const [entry] = await eventually(
    () => looks(hubToken),
    (found) => found.length === 1,
  );
  expect(entry?.note).toBe(`incident:${incidents[0]?.id}`);
});

it('before there are users the households of demos are shown and no others', async () => {
  const demo = { ...records, manifest: { ...testManifest, id: 'demo', demo: true } };
  test = await startTestHub({ compounds: [records, demo] });
  const here = await ask(path('8-2-401'), null);
  expect(here.error?.code).toBe('people-before-users');
  const there = await ask('/api/compounds/demo/households?places=8-2-401&purpose=search', null);
  expect(there.households).toEqual([households[0]]);
});

it('they are carried in the file of a compound for whoever may see them all, and stay where a file has none', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-households-'));
  const folder = join(compoundsDirOf(dataDir), 'test');
  mkdirSync(folder, { recursive: true });
  for (const name of ['manifest', 'plan', 'devices', 'households'] as const)
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(records[name]));
  test = await startTestHub({ dataDir, token: hubToken, compounds: [records] });
  await test.post('/api/setup', { name: 'root', password: 'correct horse battery' });
  const fileFor = async (token: string) => {
    const answer = await fetch(`${test.hub.url}/api/compounds/test/export`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return new Uint8Array(await answer.arrayBuffer());
  };
  const all = await fileFor(hubToken);
  const without = await fileFor(await tokenWith(['contact']));
  expect(Object.keys(unzipSync(all))).toContain('households.json');
  expect(Object.keys(unzipSync(without))).not.toContain('households.json');
  const [entry] = await eventually(
    () => looks(hubToken),
    (found) => found.length === 1,
  );
  expect(entry?.note).toBe('export');

  const take = async (file: Uint8Array, query: string) => {
    const form = new FormData();
    form.append('file', new Blob([Buffer.from(file)]), 'c.linli');
    const answer = await fetch(`${test.hub.url}/api/compounds/import?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hubToken}` },
      body: form,
    });
    return answer.json() as Promise<{ ok: boolean }>;
  };
  expect(await take(all, 'as=copy')).toMatchObject({ ok: true });
  const copied = await ask('/api/compounds/copy/households?places=8-2-501&purpose=search', hubToken);
  expect(copied.households).toEqual([households[1]]);
  expect(await take(without, 'replace=true')).toMatchObject({ ok: true });
  expect((await ask(path('8-2-401'), hubToken)).households).toEqual([households[0]]);
  const kept: unknown = JSON.parse(readFileSync(join(folder, 'households.json'), 'utf8'));
  expect(kept).toEqual(households);
});
