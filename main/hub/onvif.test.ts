/** ONVIF cameras on a real hub: a camera on loopback speaks the exchange, and says what cameras of five makers said. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import {
  startTestOnvifCamera,
  type TestNotification,
  type TestOnvifCamera,
} from './ingest/onvif/testOnvifCamera.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

const login = { name: 'hub', password: 'p&ss<word>' };
let test: TestHub;
let camera: TestOnvifCamera;
afterEach(async () => {
  await test?.stop();
  await camera?.stop();
});

async function open(options: Partial<Parameters<typeof startTestOnvifCamera>[0]> = {}): Promise<void> {
  camera = await startTestOnvifCamera({
    ...login,
    aheadMs: 3_600_000,
    grantedS: 60,
    pictures: ['vs1'],
    ...options,
  });
  test = await startTestHub();
}
async function put(edit: SourcesEdit) {
  const answer = await fetch(`${test.hub.url}/api/sources`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(edit),
  });
  return (await answer.json()) as SourcesView & { ok: boolean };
}
const watch = (more: object = {}) =>
  put({
    brokers: [],
    cameras: [{ id: 'gate-1', kind: 'onvif', url: camera.url, name: '门口', login, ...more }],
  });
const isConnected = async () =>
  (await test.get<SourcesView>('/api/sources')).sources.find(({ id }) => id === 'gate-1')?.connected;
interface State {
  readonly devices: Record<
    string,
    { name: { zh: string }; points: Record<string, { value: unknown; quality: string; t: number }> }
  >;
}
const devices = async () => (await test.get<State>('/api/compounds/test/state')).devices;
const points = async (key: string) => (await devices())[key]?.points ?? {};
const value = async (key: string, point: string) => (await points(key))[point]?.value;

const motion = (on: boolean, change: Partial<TestNotification> = {}): TestNotification => ({
  topic: 'tns1:RuleEngine/CellMotionDetector/Motion',
  source: { VideoSourceConfigurationToken: 'vs1-config', Rule: 'Rule<1>' },
  data: { IsMotion: String(on) },
  operation: 'Changed',
  utc: new Date(Date.now() + 3_600_000).toISOString(),
  ...change,
});
const point = 'RuleEngine/CellMotionDetector/Motion@Rule<1>';

describe('a camera over ONVIF', () => {
  it('is asked by its own clock, says what holds and what changes, is renewed, and given back at the end', async () => {
    await open({ grantedS: 3 });
    camera.initial = [motion(false, { operation: 'Initialized', utc: '2020-01-01T00:00:00Z' })];
    await watch();
    await eventually(isConnected, (is) => is === true);
    await eventually(
      () => value('cctv/gate-1', point),
      (is) => is === false,
    );
    camera.notify(motion(true));
    await eventually(
      () => value('cctv/gate-1', point),
      (is) => is === true,
    );
    expect((await devices())['cctv/gate-1']?.name.zh).toBe('门口');
    expect(camera.calls).toContain('GetDeviceInformation');
    const tampered = {
      ...motion(true),
      topic: 'tns1:RuleEngine/TamperDetector/Tamper',
      data: { IsTamper: 'true' },
    };
    camera.notify(tampered, motion(false));
    await eventually(
      () => points('cctv/gate-1'),
      (found) => found['picture']?.value === 'covered' && found[point]?.value === false,
    );
    await eventually(
      async () => camera.calls.filter((call) => call === 'Renew').length,
      (count) => count >= 2,
    );
    expect(camera.refused).toEqual([]);
    expect(camera.calls.filter((call) => call === 'CreatePullPointSubscription')).toHaveLength(1);
    await put({ brokers: [], cameras: [] });
    expect(camera.calls.at(-1)).toBe('Unsubscribe');
    expect(camera.subscriptions()).toBe(0);
  });

  it('that restarts is subscribed to anew; while it is away its device is silent', async () => {
    await open({ isOld: true });
    await watch();
    await eventually(isConnected, (is) => is === true);
    camera.notify(motion(true));
    await eventually(
      () => value('cctv/gate-1', point),
      (is) => is === true,
    );
    await camera.stop();
    camera.forget();
    await eventually(isConnected, (is) => is === false);
    const silent = () =>
      test
        .get<{ alarms: { deviceKey: string; ruleId: string }[] }>('/api/alarms?state=open')
        .then(({ alarms }) => alarms.map(({ deviceKey, ruleId }) => `${deviceKey} ${ruleId}`));
    await eventually(silent, (found) => found.includes('cctv/gate-1 device-health'));
    // A camera is no fault of the product.
    expect((await test.get<{ alerts: unknown[] }>('/api/health')).alerts).toEqual([]);
    await camera.start();
    await eventually(isConnected, (is) => is === true);
    camera.notify(motion(false));
    await eventually(
      () => value('cctv/gate-1', point),
      (is) => is === false,
    );
    expect(camera.calls).toContain('GetCapabilities');
  });

  it('with a wrong password is away; a subscription that it forgets is made anew', async () => {
    await open();
    await watch({ login: { ...login, password: 'wrong' } });
    await eventually(
      async () => camera.refused.length,
      (count) => count > 0,
    );
    expect(camera.refused).toEqual(expect.arrayContaining(['password']));
    expect(await isConnected()).toBe(false);
    await watch();
    await eventually(isConnected, (is) => is === true);
    camera.forget();
    camera.notify(motion(true));
    await eventually(
      async () => camera.subscriptions(),
      (count) => count === 1,
    );
  });
});

it('a recorder is a device for each picture, which speak through it; a property that is deleted has no value', async () => {
  await open({ pictures: ['vs1', 'vs2'] });
  await watch();
  await eventually(isConnected, (is) => is === true);
  const input = {
    topic: 'tns1:Device/Trigger/DigitalInput',
    source: { InputToken: 'in-2' },
    data: { LogicalState: 'true' },
  };
  const lost = {
    topic: 'tns1:VideoSource/SignalLoss',
    source: { Source: 'vs2' },
    data: { State: 'true' },
  };
  camera.notify(motion(true), motion(false, lost), motion(true, input));
  await eventually(
    () => value('cctv/gate-1', 'Device/Trigger/DigitalInput@in-2'),
    (is) => is === true,
  );
  const keys = Object.keys(await devices()).filter((key) => key.includes('gate-1'));
  expect(keys).toHaveLength(3);
  const second = keys.find((key) => key.includes('vs2')) ?? '';
  const first = keys.find((key) => key.includes('vs1')) ?? '';
  expect(await value(second, 'online')).toBe(false);
  expect(await value(first, point)).toBe(true);
  camera.notify(motion(true, { operation: 'Deleted' }));
  await eventually(
    () => value(first, point),
    (is) => is === null,
  );
});

const recording = join(import.meta.dirname, '../../../shared/data/iot/onvif_notifications.json');
interface Recorded {
  readonly test: string;
  readonly notification: {
    readonly Topic: { readonly _value_1: string };
    readonly Message: { readonly _value_1: RecordedMessage };
  };
}
interface RecordedMessage {
  readonly Source: RecordedItems | null;
  readonly Data: RecordedItems | null;
  readonly UtcTime?: string;
  readonly PropertyOperation?: string | null;
}
interface RecordedItems {
  readonly SimpleItem: readonly { readonly Name: string; readonly Value: string }[];
}

describe.skipIf(!existsSync(recording))('what cameras of five makers said', () => {
  it('is points and events of their device', async () => {
    await open();
    await watch();
    await eventually(isConnected, (is) => is === true);
    const said = JSON.parse(readFileSync(recording, 'utf8')) as Recorded[];
    const items = (of: RecordedItems | null | undefined) =>
      Object.fromEntries((of?.SimpleItem ?? []).map(({ Name, Value }) => [Name, Value]));
    camera.notify(
      ...said.map(({ notification: { Topic, Message } }): TestNotification => {
        const { Source, Data, UtcTime, PropertyOperation } = Message._value_1;
        return {
          topic: Topic._value_1,
          source: items(Source),
          data: items(Data),
          ...(UtcTime ? { utc: UtcTime } : {}),
          ...(PropertyOperation ? { operation: PropertyOperation } : {}),
        };
      }),
    );
    const found = await eventually(
      () => points('cctv/gate-1'),
      (all) => Object.keys(all).length >= 9,
    );
    const values = Object.fromEntries(Object.entries(found).map(([id, { value: is }]) => [id, is]));
    expect(values).toMatchObject({
      'RuleEngine/MotionDetector/Detection@AjaxMotionRule': true,
      'RuleEngine/ObjectDetection/Object@AjaxObjectRule': false,
      'Device/Trigger/AlarmIn@AlarmIn_1': true,
      'RuleEngine/MyRuleDetector/Package': true,
      online: true,
    });
    // Crossed years ago, when it was recorded: kept, and nobody is woken by it.
    const { byCode } = await test.get<{ byCode: object }>('/api/rejections');
    expect(byCode).toEqual({ 'old-event': 2 });
  });
});
