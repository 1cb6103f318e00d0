import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

/** The gateway itself is a device too. */
const behind = () => test.keys().filter((key) => !key.startsWith('iot-network/'));
const timeOf = (key: string, point: string) => {
  const compound = test.twin.compounds.get('test');
  return compound?.columns.times[compound.devices.get(key)?.record.points[point] ?? -1];
};

describe('devices behind a ThingsBoard gateway', () => {
  it('connect, say values with and without a time, one or many, and disconnect', () => {
    test.say('v1/gateway/connect', { device: 'Hydrant 3-2', type: 'hydrant' });
    expect(behind()).toEqual(['hydrant/Hydrant 3-2']);
    const t = test.nowMs - 60_000;
    test.say('v1/gateway/telemetry', {
      'Hydrant 3-2': [
        { ts: t, values: { pressure: '0.3', flow: 0 } },
        { ts: t + 1000, values: { pressure: 0.31 } },
      ],
      'Meter/七 ⚡': { kwh: 7, nested: { deep: { x: 1 } } },
    });
    expect(test.values('hydrant/Hydrant 3-2')).toEqual({ pressure: 0.31, flow: 0 });
    expect(timeOf('hydrant/Hydrant 3-2', 'pressure')).toBe(t + 1000);
    const meter = behind().find((key) => key.startsWith('thingsboard/')) ?? '';
    expect(test.values(meter)).toEqual({ kwh: 7, 'nested.deep.x': 1 });
    expect(timeOf(meter, 'kwh')).toBe(test.nowMs);
    test.say('v1/gateway/attributes', { 'Hydrant 3-2': { firmware: '1.2' } });
    expect(test.values('hydrant/Hydrant 3-2')).toMatchObject({ firmware: '1.2' });
    test.say('v1/gateway/disconnect', { device: 'Hydrant 3-2' });
    expect(test.twin.compounds.get('test')?.devices.get('hydrant/Hydrant 3-2')?.lastSeenMs).toBe(0);
    expect(test.refused()).toEqual({});
  });

  it('are called by the name of the command; the answer with its number is the reply', () => {
    test.say('v1/gateway/connect', { device: '单元门 A' });
    const order = test.order('unit-door/单元门 A', 'release');
    expect(order?.topic).toBe('v1/gateway/rpc');
    expect(JSON.parse(String(order?.payload))).toEqual({
      device: '单元门 A',
      data: { id: 1, method: 'release', params: {} },
    });
    test.say('v1/gateway/rpc', String(order?.payload));
    test.say('v1/gateway/rpc', { device: 'other', id: 1, data: { success: true } });
    expect(test.replies).toEqual([]);
    test.say('v1/gateway/rpc', { device: '单元门 A', id: 1, data: { success: true } });
    test.say('v1/gateway/rpc', { device: '单元门 A', id: 1, data: { success: true } });
    expect(test.replies).toEqual([{ id: 'order-1', ok: true }]);
    test.order('unit-door/单元门 A', 'lock');
    test.say('v1/gateway/rpc', { device: '单元门 A', id: 2, data: { error: 'jammed' } });
    expect(test.replies[1]).toEqual({ id: 'order-2', ok: false, message: 'jammed' });
    expect(test.refused()).toEqual({ 'reply-unasked': 2 });
  });

  it('may ask for what they last said', () => {
    test.say('v1/gateway/attributes', { A: { x: 1, y: 'two' } });
    test.say('v1/gateway/attributes/request', { id: 9, device: 'A', client: true, key: 'x' });
    test.say('v1/gateway/attributes/request', { id: 10, device: 'A', client: true, keys: ['x', 'y', 'z'] });
    expect(test.answers.map(({ payload }) => JSON.parse(String(payload)) as unknown)).toEqual([
      { id: 9, device: 'A', value: 1 },
      { id: 10, device: 'A', values: { x: 1, y: 'two', z: null } },
    ]);
  });
});

it('dirty input loses nothing good beside it', () => {
  test.say('v1/gateway/telemetry', [
    { A: { x: 1 }, B: 7, C: [null, { x: 'NaN' }, { ts: 'soon', values: { x: '' } }] },
    5,
  ]);
  test.say('v1/gateway/telemetry', {
    A: { x: 'many' },
    D: [{ ts: String(test.nowMs), values: { on: true } }],
  });
  test.say('v1/gateway/telemetry', '[]');
  test.say('v1/gateway/connect', { device: 7 });
  test.say('v1/gateway/other', '{');
  expect(behind()).toEqual(['thingsboard/A', 'thingsboard/C', 'thingsboard/D']);
  expect(test.values('thingsboard/A')).toEqual({ x: 1 });
  expect(test.values('thingsboard/D')).toEqual({ on: true });
  expect(test.refused()).toEqual({ 'discovery-object': 2, payload: 1, 'shape-required': 1 });
});
