/** Procedures over a real hub: the product's are taken, a compound changes its own, steps end in choices and need proof. */
import { fileURLToPath } from 'node:url';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stepOf } from '#shared/incidents/procedure.ts';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

const proceduresDir = fileURLToPath(new URL('../../../assets/procedures/', import.meta.url));
const url = '/api/compounds/test/procedures';
let test: TestHub;
let socket: Socket;
beforeEach(async () => {
  test = await startTestHub({ proceduresDir });
  socket = await screenOn(test);
});
afterEach(async () => {
  socket.disconnect();
  await test.stop();
});

const ask = <T>(name: string, request: object) => socket.emitWithAck(name, request) as Promise<Result<T>>;
const codeOf = (result: Result<unknown>): string | null => (result.ok ? null : result.error.code);
const list = async () =>
  (await test.get<{ procedures: { procedure: Procedure; origin: string }[] }>(url)).procedures;

async function opened(
  system: string,
  device: string,
  values: Record<string, unknown>,
): Promise<IncidentRecord> {
  await test.say(system, device, values);
  const { incidents } = await eventually(
    () => test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test'),
    (body) => body.incidents.length === 1,
  );
  const [incident] = incidents;
  if (!incident) throw new Error('no incident');
  return incident;
}

async function put(procedure: Procedure): Promise<Result<unknown>> {
  const answer = await fetch(`${test.hub.url}${url}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(procedure),
  });
  return (await answer.json()) as Result<unknown>;
}

it('a smoke alarm is verified: a choice decides what is asked for, words are needed, and what was decided otherwise is not', async () => {
  const { id, procedureId, procedure } = await opened('smoke', 's1', { smoke: 0.4 });
  expect(procedureId).toBe('fire');
  const nthOf = (part: string) => procedure.findIndex(({ text }) => text.zh.includes(part));
  const [verify, gate, why] = [nthOf('3 分钟内核实'), nthOf('车辆道闸'), nthOf('误报原因')];
  const step = (nth: number, more: object = {}) =>
    ask<IncidentRecord>('stepIncident', { incidentId: id, step: nth, done: true, ...more });
  expect(codeOf(await step(gate))).toBe('step-not-asked');
  expect(codeOf(await step(verify))).toBe('step-choice');
  expect(codeOf(await step(verify, { choice: 'perhaps' }))).toBe('step-choice');
  const chosen = await step(verify, { choice: 'false' });
  expect(chosen.ok && chosen.value.procedure[verify]?.choice).toBe('false');
  expect(chosen.ok && chosen.value.entries.at(-1)?.text.zh).toContain('→ 误报');
  expect(codeOf(await step(gate))).toBe('step-not-asked');
  expect(codeOf(await step(why))).toBe('step-words');
  expect((await step(why, { result: '炒菜油烟' })).ok).toBe(true);
});

it('a compound’s own words hold for what is opened from then on, and a repeated alarm still joins its incident', async () => {
  const first = await opened('lift', 'l1', { trapped: true });
  const known = (await list()).find(({ procedure }) => procedure.id === 'lift-trapped');
  if (!known) throw new Error('no procedure');
  expect(known.origin).toBe('product');
  const changed = { ...known.procedure, steps: [{ zh: '自定的一步', en: 'A step of our own' }] };
  expect((await put(changed)).ok).toBe(true);
  await test.restart();
  expect((await list()).find(({ procedure }) => procedure.id === 'lift-trapped')).toEqual({
    procedure: changed,
    origin: 'changed',
  });
  // The same rescue: it is told there, and opens no other.
  await test.say('lift', 'l1', { trapped: false });
  await test.say('lift', 'l1', { trapped: true });
  await eventually(
    () => test.get<{ incident: IncidentRecord }>(`/api/incidents/${first.id}`),
    ({ incident }) => incident.entries.length > first.entries.length,
  );
  const { incidents } = await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test');
  expect(incidents).toHaveLength(1);
  const ours = { ...changed, id: 'own-1', for: { kinds: [], rules: ['smoke/smoke'] } };
  expect((await put(ours)).ok).toBe(true);
  await test.say('smoke', 's1', { smoke: 0.4 });
  const { incidents: both } = await eventually(
    () => test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test'),
    (body) => body.incidents.length === 2,
  );
  const other = both.find(({ id }) => id !== first.id);
  expect(other?.procedure.map((step) => stepOf(step).text.en)).toEqual(['A step of our own']);
  await fetch(`${test.hub.url}${url}/lift-trapped`, { method: 'DELETE' });
  expect((await list()).find(({ procedure }) => procedure.id === 'lift-trapped')?.origin).toBe('product');
});

it('what does not hold together is refused with the step that is wrong', async () => {
  const text = { zh: '步', en: 'step' };
  const wrong = await put({
    version: 1,
    id: 'own-1',
    name: text,
    for: { kinds: [], rules: [] },
    steps: [{ text, when: { step: 'later', choice: 'x' } }],
  });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'procedure-when', params: { nth: 1 } } });
});

it('no kind of incident is left without a procedure', async () => {
  const known = (await list()).find(({ procedure }) => procedure.id === 'fire');
  if (!known) throw new Error('no procedure');
  const lost = { ok: false, error: { code: 'procedure-kind-lost', params: { kind: 'fire' } } };
  const elsewhere = { ...known.procedure, for: { ...known.procedure.for, kinds: ['other'] } };
  expect(await put(elsewhere)).toMatchObject(lost);
  expect((await list()).find(({ procedure }) => procedure.id === 'fire')?.origin).toBe('product');
  expect((await put({ ...known.procedure, id: 'own-1' })).ok).toBe(true);
  expect((await put(elsewhere)).ok).toBe(true);
  const removed = await fetch(`${test.hub.url}${url}/own-1`, { method: 'DELETE' });
  expect(await removed.json()).toMatchObject(lost);
});
