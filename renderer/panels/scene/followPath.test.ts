/** The camera of an incident's replay, with a scene that remembers where it was sent. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deviceRecord, incidentRecord } from '#renderer/testing/records.ts';
import { startMs, TestScreen } from '#renderer/testing/TestScreen.ts';
import { replayIncident } from '#commands/incidents.ts';
import type { SceneHost } from '#scene/contract.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { followPath } from './followPath.ts';

const pose = { eyeEnu: [0, 0, 50], targetEnu: [1, 2, 3] } as const;
const [from, alarm, later] = [startMs - 60_000, startMs - 50_000, startMs - 30_000];
const entry = (seq: number, atMs: number, deviceKey: string) => ({
  seq,
  atMs,
  kind: 'alarm' as const,
  text: { zh: '', en: '' },
  by: null,
  ref: null,
  priority: null,
  of: { deviceKey, verb: 'raised', heardAtMs: atMs },
});
const incident = incidentRecord('i', {
  startedAtMs: from,
  positionEnu: [5, 5, 5],
  entries: [entry(0, alarm, 'smoke/s1'), entry(1, later, 'smoke/s2')],
});

let test: TestScreen;
let flown: unknown[];
let moved: () => void;
let arrive: () => void;
let stop: () => void;

async function replay(one: IncidentRecord): Promise<void> {
  test.remember({ incidents: [one] });
  replayIncident(test.screen, one);
  await test.settle();
}

beforeEach(async () => {
  test = new TestScreen();
  await test.open();
  test.knowDevices(
    deviceRecord('smoke/s1', { positionEnu: [50, 0, 0] }),
    deviceRecord('smoke/s2', { positionEnu: [0, 70, 0] }),
  );
  flown = [];
  stop = followPath(
    test.screen,
    {
      flyTo: (target: object) => {
        flown.push('positionEnu' in target ? target.positionEnu : target);
        moved();
        return new Promise<void>((resolve) => {
          arrive = resolve;
        });
      },
      on: (_name: string, listener: () => void) => {
        moved = listener;
        return () => undefined;
      },
    } as unknown as SceneHost,
    () => Date.now(),
  );
});
afterEach(() => {
  stop();
  test.dispose();
});

const seek = async (atMs: number) => {
  test.screen.clock.pause();
  test.scrubTo(atMs);
  await test.wait(4000);
};

it('goes where the incident goes, back as well as on', async () => {
  await replay(incident);
  expect(flown).toEqual([[5, 5, 5]]);
  await seek(alarm);
  await seek(alarm + 1000);
  await seek(later + 5000);
  await seek(from);
  expect(flown).toEqual([
    [5, 5, 5],
    [50, 0, 0],
    [0, 70, 0],
    [5, 5, 5],
  ]);
});

it('goes by the views that somebody set', async () => {
  await replay({ ...incident, cameraPath: [{ atMs: later, pose }] });
  expect(flown).toEqual([pose]);
});

it('follows no more once a hand has moved it', async () => {
  await replay(incident);
  arrive();
  await test.settle();
  expect(test.screen.choices.getState().followsPath).toBe(true);
  moved();
  expect(test.screen.choices.getState().followsPath).toBe(false);
  await seek(later);
  expect(flown).toHaveLength(1);
});

it('ends with replay', async () => {
  await replay(incident);
  test.screen.clock.live();
  expect(test.screen.choices.getState().followsPath).toBe(false);
});
