import { get } from 'sparkplug-payload';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMapping } from '#shared/compounds/mapping.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';
import { decodePayload } from './payload.ts';

const codec = get('spBv1.0');
if (!codec) throw new Error('no codec');
const encode = codec.encodePayload;
type Metrics = NonNullable<Parameters<typeof encode>[0]['metrics']>;

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

const say = (where: string, seq: number | null, metrics: Metrics, timestamp: number = test.nowMs) =>
  test.say(`spBv1.0/${where}`, encode({ timestamp, metrics, ...(seq === null ? {} : { seq }) }));
const bdSeq = (value: number) => ({ name: 'bdSeq', type: 'Int64', value }) as const;
const rebirths = () => test.answers.filter(({ topic }) => topic === 'spBv1.0/plant/NCMD/gw').length;
/** The node itself is a gateway of theirs. */
const behind = () => test.keys().filter((key) => !key.startsWith('iot-network/'));
const seen = (key: string) => test.twin.compounds.get('test')?.devices.get(key)?.lastSeenMs;

function bear(session = 0): void {
  say('plant/NBIRTH/gw', 0, [
    bdSeq(session),
    { name: 'Node Control/Rebirth', type: 'Boolean', value: false },
  ]);
  say('plant/DBIRTH/gw/泵 1', 1, [
    {
      name: 'Hydraulics/Pressure',
      alias: 1,
      type: 'Double',
      value: 0.5,
      properties: { engUnit: { type: 'String', value: 'MPa' } },
    },
    { name: 'Running', alias: 2, type: 'Boolean', value: true },
    { name: 'Count', alias: 3, type: 'Int64', value: 9_007_199_254_740 },
    { name: 'Mode', alias: 4, type: 'String', value: 'auto' },
    { name: 'Since', alias: 5, type: 'DateTime', value: test.nowMs },
    { name: 'Nothing', alias: 6, type: 'Int32', isNull: true, value: null },
    { name: 'Blob', alias: 7, type: 'Bytes', value: new Uint8Array([1]) },
  ]);
}

describe('devices of Sparkplug edge nodes', () => {
  it('are what they are born as, and say values by alias, whatever their type', () => {
    bear();
    const [key = ''] = behind();
    expect(key).toMatch(/^sparkplug\/plant_gw_泵 1~/);
    expect(test.values(key)).toEqual({
      'Hydraulics/Pressure': 0.5,
      Running: true,
      Count: 9_007_199_254_740,
      Mode: 'auto',
      Since: test.nowMs,
      Nothing: null,
    });
    say('plant/DDATA/gw/泵 1', 2, [
      { alias: 1, type: 'Double', value: 0.6 },
      { alias: 3, type: 'Int64', value: -5 },
      { name: 'Mode', type: 'String', value: 'hand' },
      { alias: 2, type: 'Boolean', isNull: true, value: null },
    ]);
    expect(test.values(key)).toMatchObject({
      'Hydraulics/Pressure': 0.6,
      Count: -5,
      Mode: 'hand',
      Running: null,
    });
    const record = test.twin.compounds.get('test')?.devices.get(key)?.record;
    expect(record?.pointMeta.find(({ id }) => id === 'Hydraulics/Pressure')).toMatchObject({ unit: 'MPa' });
    expect(test.refused()).toEqual({ 'metric-type': 1 });
    expect(rebirths()).toBe(0);
  });

  it('keep whole numbers of every size', () => {
    const types = {
      Int8: -1,
      Int16: -300,
      Int32: -70_000,
      UInt8: 200,
      UInt16: 60_000,
      UInt32: 4_000_000_000,
    } as const;
    const metrics = Object.entries(types).map(([name, value]) => ({
      name,
      type: name as keyof typeof types,
      value,
    }));
    const found = decodePayload(encode({ timestamp: 1, metrics }));
    expect(
      found.ok && Object.fromEntries(found.value.metrics.map(({ name, value }) => [name, value])),
    ).toEqual(types);
  });

  it('die alone, or with their node where its will is of this session', () => {
    bear(7);
    const [key = ''] = behind();
    say('plant/DDEATH/gw/泵 1', 2, []);
    expect(seen(key)).toBe(0);
    say('plant/DDATA/gw/泵 1', 3, [{ alias: 2, type: 'Boolean', value: true }]);
    expect([rebirths(), test.refused()['before-birth']]).toEqual([1, 1]);
    bear(8);
    expect(seen(key)).toBe(test.nowMs);
    say('plant/NDEATH/gw', null, [bdSeq(7)]);
    expect([seen(key), test.refused()['stale-death']]).toEqual([test.nowMs, 1]);
    say('plant/NDEATH/gw', null, [bdSeq(8)]);
    expect(seen(key)).toBe(0);
  });

  it('are asked to be born again where one was missed or data comes first, once a minute', () => {
    say('plant/DDATA/gw/泵 1', 9, [{ alias: 1, type: 'Double', value: 1 }]);
    say('plant/DDATA/gw/泵 1', 10, [{ alias: 1, type: 'Double', value: 1 }]);
    expect([rebirths(), test.keys()]).toEqual([1, []]);
    const asked = decodePayload(Buffer.from(test.answers[0]?.payload ?? ''));
    expect(asked.ok && asked.value.metrics[0]).toMatchObject({ name: 'Node Control/Rebirth', value: true });
    test.nowMs += 61_000;
    bear();
    // The same one again, then a gap; what it says is taken all the same.
    for (const seq of [2, 2, 3])
      say('plant/DDATA/gw/泵 1', seq, [{ alias: 1, type: 'Double', value: 0.1 * seq }]);
    expect(rebirths()).toBe(1);
    say('plant/DDATA/gw/泵 1', 5, [{ alias: 1, type: 'Double', value: 0.9 }]);
    say('plant/DDATA/gw/泵 1', 9, [{ alias: 1, type: 'Double', value: 1 }]);
    expect(rebirths()).toBe(2);
    expect(test.values(behind()[0] ?? '')?.['Hydraulics/Pressure']).toBe(1);
    test.nowMs += 61_000;
    for (let nth = 10; nth < 266; nth++) say('plant/NDATA/gw', nth % 256, []);
    expect(rebirths()).toBe(2);
    say('plant/NDATA/gw', 20, []);
    expect(rebirths()).toBe(3);
  });

  it('keep the time of each metric', () => {
    bear();
    const [key = ''] = behind();
    const earlier = test.nowMs - 5000;
    test.nowMs += 1000;
    say('plant/DDATA/gw/泵 1', 2, [
      { alias: 1, type: 'Double', value: 2, timestamp: test.nowMs },
      { alias: 4, type: 'String', value: 'old', timestamp: earlier },
    ]);
    expect(test.values(key)).toMatchObject({ 'Hydraulics/Pressure': 2, Mode: 'auto' });
  });

  it('take commands by alias', () => {
    bear();
    const points = { Mode: 'mode', Running: 'trapped' };
    test.map('test', {
      ...emptyMapping,
      devices: { sparkplug: { 'plant/gw/泵 1': { system: 'lift', id: 'l9', points } } },
    });
    const order = test.order('lift/l9', 'recall', { floor: 1 });
    expect(order?.topic).toBe('spBv1.0/plant/DCMD/gw/泵 1');
    const asked = decodePayload(Buffer.from(order?.payload ?? ''));
    expect(asked.ok && asked.value.metrics).toMatchObject([
      { alias: 4, name: '', type: 'String', value: 'recall' },
    ]);
    say('plant/DDATA/gw/泵 1', 2, [{ alias: 4, type: 'String', value: 'recall' }]);
    expect(test.replies).toEqual([{ id: 'order-1', ok: true }]);
  });
});

it('what is no payload, or on a topic that is none, is refused or left alone', () => {
  for (const payload of ['{"x":1}', '\u0000', 'x'.repeat(300), Buffer.from([0xff, 0xff, 0xff, 0xff])])
    test.say('spBv1.0/plant/NBIRTH/gw', payload);
  expect(test.refused()['sparkplug-payload']).toBeGreaterThan(0);
  for (const topic of ['STATE/scada', 'plant/NBIRTH', 'plant/DBIRTH/gw', 'plant/NCMD/gw', 'plant/X/gw', ''])
    test.say(`spBv1.0/${topic}`, '{"online":true}');
  expect(test.keys()).toEqual([]);
});
