/** Pictures of incidents, over a real hub: kept by their bytes, named on the timeline, given out to whoever may read it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
const sha256 = createHash('sha256').update(jpeg).digest('hex');
const incidents = async () =>
  (await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')).incidents;

async function burning(): Promise<string> {
  test = await startTestHub();
  await test.say('smoke', 's1', { smoke: 0.4 });
  const [incident] = await eventually(incidents, (all) => all.length === 1);
  return incident?.id ?? '';
}

async function put(id: string, body: Buffer, type = 'image/jpeg', camera = 'throw-camera/t1') {
  const query = new URLSearchParams({ camera, at: '1700000000000' });
  const answer = await fetch(`${test.hub.url}/api/incidents/${id}/pictures?${query}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  });
  return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
}

it('stands on the timeline and is given out as it came, over a restart, to be kept for ever', async () => {
  const id = await burning();
  const picture = { sha256, camera: 'throw-camera/t1', atMs: 1_700_000_000_000 };
  expect(await put(id, jpeg)).toEqual({ status: 200, body: { ok: true, incident: id, picture } });
  await test.restart();
  const [incident] = await incidents();
  expect(incident?.entries.at(-1)).toMatchObject({
    kind: 'note',
    by: 'operator',
    text: { zh: '画面 · 抛物一', en: 'Picture · Throw one' },
    picture,
  });
  const answer = await fetch(`${test.hub.url}/api/incidents/${id}/pictures/${sha256}`);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(jpeg);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect(readFileSync(join(test.dataDir, 'pictures', 'test', sha256))).toEqual(jpeg);
  const { entries } = await eventually(
    () => test.get<{ entries: { verb: string }[] }>('/api/audit'),
    (log) => log.entries.some(({ verb }) => verb === 'see-picture'),
  );
  expect(entries.map(({ verb }) => verb)).toContain('incident-picture');
});

it('is taken by its bytes, not by what it calls itself, and only from a camera that is there', async () => {
  const id = await burning();
  const html = Buffer.from('<html><script>alert(1)</script>');
  expect((await put(id, html)).body.error?.code).toBe('picture-type');
  expect((await put(id, jpeg, 'application/json')).status).toBe(400);
  expect((await put(id, jpeg, 'image/gif')).status).toBe(415);
  expect((await put(id, jpeg, 'image/jpeg', 'cctv/none')).body.error?.code).toBe('no-device');
  expect((await put('none', jpeg)).body.error?.code).toBe('no-incident');
  expect((await put(id, Buffer.concat([jpeg, Buffer.alloc(4 * 1024 ** 2)]))).status).toBe(413);
  expect(existsSync(join(test.dataDir, 'pictures'))).toBe(false);
  expect((await incidents())[0]?.entries).toHaveLength(1);
});

it('one of another incident is not given out by this one, and one that is lost is not there', async () => {
  const id = await burning();
  await put(id, jpeg);
  await test.say('lift', 'l1', { trapped: true });
  const all = await eventually(incidents, (found) => found.length === 2);
  const other = all.find((one) => one.id !== id)?.id;
  const code = async (of: string | undefined) =>
    (await test.get<{ error: { code: string } }>(`/api/incidents/${of}/pictures/${sha256}`)).error.code;
  expect(await code(other)).toBe('no-picture');
  rmSync(join(test.dataDir, 'pictures', 'test', sha256));
  expect(await code(id)).toBe('no-picture');
});
