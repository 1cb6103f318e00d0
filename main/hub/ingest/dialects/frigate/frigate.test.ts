import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

const start = 1_789_999_990.25;
const object = (type: string, change: object = {}) => {
  const after = {
    id: `${start}-abc`,
    camera: 'front_door',
    label: 'person',
    sub_label: ['John Smith', 0.8],
    recognized_license_plate: 'ABC123',
    top_score: 0.95,
    score: 0.9,
    start_time: start,
    end_time: null,
    current_zones: [],
    entered_zones: ['yard'],
    false_positive: false,
    ...change,
  };
  return { type, before: after, after };
};

describe('cameras of Frigate', () => {
  it('are devices whose points count what they see, also in their zones', () => {
    test.say('frigate/front_door/person', '2');
    test.say('frigate/yard/person', '1');
    expect(test.keys()).toEqual([]);
    test.say('frigate/front_door/detect/state', 'ON');
    expect(test.keys()).toEqual(['cctv/front_door']);
    expect(test.values('cctv/front_door')).toEqual({ detect: true, person: 2 });
    test.say('frigate/events', object('new', { current_zones: ['yard'] }));
    test.say('frigate/events', object('new', { id: 'other', camera: 'back', current_zones: ['yard'] }));
    test.say('frigate/yard/car', '3');
    test.say('frigate/front_door/person/active', '1');
    test.say('frigate/front_door/all', '2');
    test.say('frigate/front_door/motion', 'ON');
    test.say('frigate/stats', { cameras: { front_door: { camera_fps: 5.1, pid: 7 } }, service: {} });
    expect(test.values('cctv/back')).toEqual({});
    expect(test.values('cctv/front_door')).toEqual({
      detect: true,
      person: 2,
      'person.active': 1,
      all: 2,
      motion: true,
      fps: 5.1,
      'yard.person': 1,
      'yard.car': 3,
    });
    expect(test.refused()).toEqual({});
  });

  it('are there while their streams and Frigate are', () => {
    test.say('frigate/front_door/status/detect', 'online');
    expect(test.values('cctv/front_door')).toEqual({ online: true });
    test.say('frigate/available', 'offline');
    expect(test.values('cctv/front_door')).toEqual({ online: false });
    expect(test.twin.compounds.get('test')?.devices.get('cctv/front_door')?.lastSeenMs).toBe(0);
    test.say('frigate/available', 'online');
    expect(test.values('cctv/front_door')).toEqual({ online: true });
    test.say('frigate/front_door/status/detect', 'offline');
    expect(test.values('cctv/front_door')).toEqual({ online: false });
  });
});

describe('what Frigate tracks', () => {
  it('is an event when it begins and one when it ends, whatever is updated between, and twice is once', () => {
    test.say('frigate/events', object('new', { false_positive: true }));
    for (const type of ['new', 'update', 'update', 'new']) test.say('frigate/events', object(type));
    const end = object('end', { end_time: start + 5, entered_zones: ['yard', 'drive'] });
    test.say('frigate/events', end);
    test.say('frigate/events', end);
    test.say('frigate/events', object('update'));
    const startMs = Math.round(start * 1000);
    expect(test.events).toEqual([
      {
        device: 'cctv/front_door',
        id: `${start}-abc`,
        type: 'object-start',
        t: startMs,
        data: {
          id: `${start}-abc`,
          label: 'person',
          zones: ['yard'],
          score: 0.95,
          stationary: false,
          startMs,
        },
      },
      {
        device: 'cctv/front_door',
        id: `${start}-abc/end`,
        type: 'object-end',
        t: startMs + 5000,
        data: expect.objectContaining({ zones: ['yard', 'drive'], startMs, endMs: startMs + 5000 }),
      },
    ]);
    expect(JSON.stringify(test.events)).not.toMatch(/John|ABC123/);
    expect(test.refused()).toEqual({});
  });

  it('is reviewed, which is an event of its own', () => {
    const after = {
      id: `${start}-r`,
      camera: 'front_door',
      start_time: start,
      end_time: null,
      severity: 'alert',
      data: {
        detections: ['a'],
        objects: ['person', 'car'],
        sub_labels: ['Bob'],
        zones: ['yard'],
        audio: [],
      },
    };
    for (const type of ['new', 'update']) test.say('frigate/reviews', { type, before: after, after });
    test.say('frigate/reviews', { type: 'end', before: after, after: { ...after, end_time: start + 1 } });
    expect(test.events.map(({ type, data }) => [type, data['severity'], data['labels']])).toEqual([
      ['review-start', 'alert', ['person', 'car']],
      ['review-end', 'alert', ['person', 'car']],
    ]);
  });
});

it('dirty input loses nothing good beside it', () => {
  test.say('frigate/events', [7, { type: 'new' }, object('new')]);
  expect(test.events).toHaveLength(1);
  for (const payload of ['{', '7', { type: 'new', after: { id: 1 } }]) test.say('frigate/events', payload);
  expect(test.refused()).toEqual({ json: 1, 'discovery-object': 1, 'shape-required': 2 });
  test.say('frigate/front_door/person', '-1');
  test.say('frigate/front_door/person', 'NaN');
  test.say('frigate/front_door/person/snapshot', Buffer.from([0xff, 0xd8]));
  test.say('frigate/front_door/detect/set', 'OFF');
  expect(test.refused()).toMatchObject({ payload: 1, 'out-of-range': 1 });
  expect(test.values('cctv/front_door')).toEqual({});
});
