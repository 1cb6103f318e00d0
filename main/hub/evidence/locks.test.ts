/** Locking and releasing evidence over a real hub: who may, what is asked for, and that a lock grows with its incident. */
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EvidenceLock, IncidentEvidence } from '#shared/protocol/evidence.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

const MINUTE_MS = 60_000;
let test: TestHub;
/** Minutes added to the hub's clock. */
let later = 0;
beforeEach(async () => {
  later = 0;
  test = await startTestHub({ now: () => Date.now() + later * MINUTE_MS });
});
afterEach(() => test.stop());

async function fire(): Promise<IncidentRecord> {
  await test.say('smoke', 's1', { smoke: 0.4 });
  const { incidents } = await eventually(
    () => test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test'),
    (body) => body.incidents.length === 1,
  );
  const [incident] = incidents;
  if (!incident) throw new Error('no incident');
  return incident;
}
const evidenceOf = async (id: string) =>
  (await test.get<{ evidence: IncidentEvidence }>(`/api/incidents/${id}/evidence`)).evidence;

async function release(id: string, note: string): Promise<Result<unknown>> {
  const answer = await fetch(`${test.hub.url}/api/incidents/${id}/evidence-lock`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ note }),
  });
  return (await answer.json()) as Result<unknown>;
}

it('grows with what is told of its incident, outlives a restart, and is released with a reason alone', async () => {
  const { id } = await fire();
  expect((await evidenceOf(id)).lock).toBeNull();
  const { lock } = await test.post<{ lock: EvidenceLock }>(`/api/incidents/${id}/evidence-lock`, {
    note: '派出所',
  });
  expect(lock).toMatchObject({ incidentId: id, compound: 'test', by: 'operator', note: '派出所' });
  later = 120;
  const socket = await screenOn(test);
  await socket.emitWithAck('noteIncident', { incidentId: id, text: 'two hours later' });
  socket.disconnect();
  const grown = await eventually(
    () => evidenceOf(id),
    (found) => (found.lock?.toMs ?? 0) > lock.toMs + 100 * MINUTE_MS,
  );
  expect(grown.lock).toMatchObject({ fromMs: lock.fromMs, by: 'operator', note: '派出所' });
  await test.restart();
  expect((await evidenceOf(id)).lock).toEqual(grown.lock);
  expect(await release(id, '  ')).toMatchObject({ ok: false, error: { code: 'evidence-release-reason' } });
  expect(await release(id, '结案')).toMatchObject({ ok: true });
  expect((await evidenceOf(id)).lock).toBeNull();
  expect(await release(id, '结案')).toMatchObject({ ok: false, error: { code: 'evidence-unlocked' } });
  const { entries } = await test.get<{ entries: { verb: string; note: string }[] }>('/api/audit');
  expect(entries.find(({ verb }) => verb === 'evidence-release')?.note).toBe('结案');
});

it('the keys stay the same over a restart, and damaged ones are said, never replaced', async () => {
  const { id } = await fire();
  const before = (await evidenceOf(id)).keys.map(({ fingerprint }) => fingerprint);
  expect(before).toHaveLength(2);
  await test.restart();
  expect((await evidenceOf(id)).keys.map(({ fingerprint }) => fingerprint)).toEqual(before);
  writeFileSync(`${test.dataDir}/evidence/keys.json`, '{"version":1');
  const answer = await test.get<{ ok: boolean; error?: { code: string } }>(`/api/incidents/${id}/evidence`);
  expect(answer.error?.code).toBe('evidence-key');
});
