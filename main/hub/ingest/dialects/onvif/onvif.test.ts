import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { envelope, notificationXml, type TestNotification } from '#hub/ingest/onvif/testOnvifCamera.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  const camera = { id: 'gate', kind: 'onvif', url: 'http://127.0.0.1' } as const;
  test = openTestIngest([{ id: 'main', url: null, dialects: {}, camera }]);
});
afterEach(() => test.stop());

const status = (more: object = {}) => test.say('onvif/gate/status', { online: true, channels: [], ...more });
const tell = (...notifications: readonly Partial<TestNotification>[]) =>
  test.say(
    'onvif/gate',
    envelope(
      `<tev:PullMessagesResponse>${notifications
        .map((one) =>
          notificationXml({
            topic: 'tns1:RuleEngine/LineDetector/Crossed',
            source: {},
            data: {},
            utc: new Date(test.nowMs).toISOString(),
            ...one,
          }),
        )
        .join('')}</tev:PullMessagesResponse>`,
    ),
  );
const record = (key: string) => test.twin.compounds.get('test')?.devices.get(key)?.record;

it('a camera is what it says of itself, and away when it is', () => {
  status({ product: 'Maker C-7', firmware: '1.4' });
  expect(record('cctv/gate')).toMatchObject({ model: 'Maker C-7', firmware: '1.4', via: null });
  expect(test.values('cctv/gate')).toEqual({ online: true });
  test.say('onvif/gate/status', { online: false });
  expect(test.twin.compounds.get('test')?.devices.get('cctv/gate')?.lastSeenMs).toBe(0);
});

it('that it is connected or not is no word of the camera’s: it is not counted as heard', () => {
  status();
  test.say('onvif/gate/status', { online: false });
  expect(test.ingest.sources()[0]).toMatchObject({ accepted: 0, lastMessageMs: null, messagesPerS: 0 });
  tell({ data: { IsInside: 'true' } });
  expect(test.ingest.sources()[0]).toMatchObject({ accepted: 1, lastMessageMs: test.nowMs });
});

it('what an answer holds beyond its bound is refused and counted, the rest is taken', () => {
  status();
  tell(
    ...Array.from({ length: 1003 }, (_, nth) => ({
      topic: `tns1:Device/Trigger/DigitalInput`,
      source: { InputToken: 'in-1' },
      data: { LogicalState: String(nth % 2 === 0) },
    })),
  );
  expect(test.values('cctv/gate')).toMatchObject({ 'Device/Trigger/DigitalInput@in-1': false });
  const [refusal] = test.ingest.rejections.report().recent;
  expect(refusal).toMatchObject({ code: 'flood', params: { refused: 3, most: 1000 } });
});

it('pictures of a recorder speak through it; a token of any of its configurations names its picture', () => {
  status({
    channels: [
      ['v1', 'config-1'],
      ['v2', 'config-2'],
    ],
  });
  tell({ source: { VideoSourceConfigurationToken: 'config-2', Rule: 'a' }, data: { IsInside: 'true' } });
  const [second = ''] = test.keys().filter((key) => key.includes('v2'));
  expect(record(second)?.via).toBe('cctv/gate');
  expect(test.values(second)).toEqual({ online: true, 'RuleEngine/LineDetector/Crossed@a': true });
});

it('the picture is as bad as its worst detector says, and good when none says anything any more', () => {
  status();
  const detector = (name: string, on: boolean) =>
    tell({
      topic: `tns1:VideoSource/${name}/ImagingService`,
      data: { State: String(on) },
      operation: 'Changed',
    });
  const picture = () => test.values('cctv/gate')?.['picture'];
  detector('ImageTooBlurry', true);
  expect(picture()).toBe('blurred');
  detector('GlobalSceneChange', true);
  expect(picture()).toBe('moved');
  detector('GlobalSceneChange', false);
  expect(picture()).toBe('blurred');
  detector('ImageTooBlurry', false);
  expect(picture()).toBe('good');
});

it('what is crossed is an event, once however often it is told; who or what plate it was is nowhere', () => {
  status();
  const crossed = {
    source: { Rule: 'gate line' },
    data: { ObjectId: '7', Plate: 'KA12345', Name: 'Somebody', ClassTypes: 'Human Vehicle' },
  };
  tell(crossed, crossed);
  tell(crossed);
  expect(new Set(test.events.map(({ id }) => id)).size).toBe(1);
  expect(test.events[0]).toMatchObject({
    type: 'LineDetector/Crossed',
    data: { rule: 'gate line', classes: ['Human', 'Vehicle'] },
  });
  expect(JSON.stringify([test.events, test.values('cctv/gate')])).not.toMatch(/KA12345|Somebody/);
  expect(test.refused()).toEqual({});
});

it('any words, in any place, throw nothing and lose nothing good beside them', () => {
  status();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      tell(
        { topic: text, source: { [text]: text }, data: { [text]: text }, utc: text, operation: text },
        {
          topic: 'tns1:Device/Trigger/DigitalInput',
          source: { InputToken: '1' },
          data: { LogicalState: 'true' },
        },
      );
      test.say('onvif/gate', text);
      test.say('onvif/gate/status', text);
    }),
    { numRuns: 200 },
  );
  expect(test.values('cctv/gate')?.['Device/Trigger/DigitalInput@1']).toBe(true);
  expect(test.refused()['message-failed']).toBeUndefined();
});
