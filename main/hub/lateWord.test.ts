/** Words that come late, in one millisecond, or with odd contents: each has its place, and arrives as it was said. */
import { afterEach, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import { fromWire, type HistoryWindow, type TimelineMark, type WireEvent } from '#shared/protocol/socket.ts';
import { eventually, screenOn, startTestHub, type TestHub } from './testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const open = () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open').then(({ alarms }) => alarms);
interface State {
  readonly devices: Record<string, { points: Record<string, { value: unknown }> }>;
  readonly alarms: AlarmRecord[];
}

it('an alarm of a late reading has both times, and replay shows it from when it was known', async () => {
  test = await startTestHub();
  const happened = Date.now() - 60_000;
  await test.say('smoke', 's1', { smoke: 0.4 }, happened);
  const [alarm] = await eventually(open, (alarms) => alarms.length === 1);
  expect(alarm?.happenedAtMs).toBe(happened);
  expect(alarm?.learntAtMs).toBeGreaterThan(happened + 59_000);
  const at = async (ms: number) =>
    (await test.get<State>(`/api/compounds/test/state?at=${ms}`)).alarms.length;
  expect(await at(happened + 1000)).toBe(0);
  await eventually(
    () => at(Date.now()),
    (count) => count === 1,
  );
});

it('a backlog of days after a clock that was never set does not become the present', async () => {
  test = await startTestHub();
  await test.client.publishAsync(
    'linli/v1/test/lift/l1/meta',
    JSON.stringify({ name: '电梯', intervalS: 0.3 }),
    { qos: 1 },
  );
  await test.say('lift', 'l1', { floor: 5, trapped: false }, 0);
  await eventually(open, (alarms) => alarms.some(({ ruleId }) => ruleId === 'device-health'));
  const days = Date.now() - 3 * 86_400_000;
  for (let i = 0; i < 20; i++)
    await test.say('lift', 'l1', { floor: 1, trapped: i % 2 === 0 }, days + i * 600_000);
  const { devices } = await test.get<State>('/api/compounds/test/state');
  expect(devices['lift/l1']?.points['floor']?.value).toBe(5);
  expect(devices['lift/l1']?.points['trapped']?.value).toBe(false);
});

it('six happenings of one millisecond are reached one by one, forwards and backwards the same', async () => {
  test = await startTestHub();
  const t = Date.now() - 1000;
  for (let i = 0; i < 6; i++)
    await test.client.publishAsync(
      'linli/v1/test/lift/l1/event',
      JSON.stringify({ t, id: `e${i}`, type: 'note' }),
      { qos: 1 },
    );
  const socket = await screenOn(test);
  const walk = async (direction: 1 | -1) => {
    const refs: string[] = [];
    let at: TimelineMark | null = null;
    for (let step = 0; step < 7; step++) {
      const answer = (await socket.emitWithAck('nextEvent', {
        compound: 'test',
        atMs: at?.atMs ?? t - direction * 500,
        direction,
        ...(at ? { after: `${at.kind} ${at.ref}` } : {}),
      })) as Result<TimelineMark | null>;
      if (!answer.ok || !answer.value) break;
      at = answer.value;
      refs.push(at.ref);
    }
    return refs;
  };
  const forwards = await walk(1);
  expect(new Set(forwards).size).toBe(6);
  expect(await walk(-1)).toEqual(forwards.toReversed());
  socket.disconnect();
});

it('numbers and half surrogates of an event arrive on the screen as they were sent, blanks of a note too', async () => {
  test = await startTestHub();
  const socket = await screenOn(test);
  await socket.emitWithAck('subscribe', { compound: 'test', lastSeq: 0 });
  const heard = new Promise<WireEvent>((resolve) => socket.once('event', resolve));
  const t = Date.now();
  const data = '{"a":1e22,"b":123e45,"c":"\\ud800","d":-0.1,"e":9007199254740993}';
  await test.client.publishAsync(
    'linli/v1/test/lift/l1/event',
    `{"t":${t},"id":"odd","type":"note","data":${data}}`,
    { qos: 1 },
  );
  const expected = JSON.parse(data) as unknown;
  expect(fromWire(await heard).data).toEqual(expected);
  const window = (await socket.emitWithAck('window', {
    compound: 'test',
    fromMs: t - 1,
    toMs: t + 1,
  })) as Result<HistoryWindow>;
  expect(window.ok && window.value.events.map((event) => fromWire(event).data)).toEqual([expected]);
  const opened = (await socket.emitWithAck('openIncident', {
    compound: 'test',
    kind: 'other',
    alarmId: null,
    placeId: null,
    title: '  两 格 ',
  })) as Result<{ id: string; title: { zh: string } }>;
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  expect(opened.value.title.zh).toBe('  两 格 ');
  const noted = (await socket.emitWithAck('noteIncident', {
    incidentId: opened.value.id,
    text: ' a\n  b ',
  })) as Result<{ entries: { text: { zh: string } }[] }>;
  expect(noted.ok && noted.value.entries.at(-1)?.text.zh).toBe(' a\n  b ');
  socket.disconnect();
});
