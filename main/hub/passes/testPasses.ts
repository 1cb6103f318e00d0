/** The room of passes over real records and a real twin, for tests: what devices say, and what they are told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { NewPass, Passage, VisitorPass } from '#shared/protocol/visitorPass.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { createCommandRoom } from '../commands/index.ts';
import { announceDevices } from '../compounds/index.ts';
import type { CommandOrder } from '../ingest/index.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin, eventInstant, reckon } from '../twin/index.ts';
import { createPasses } from './index.ts';
import type { Taken } from './taking.ts';

const name = { zh: '门', en: 'Gate' };
export const cars = 'vehicle-gate/cars';
const devices: readonly PlannedDevice[] = [
  { id: 'cars', system: 'vehicle-gate', name },
  { id: 'inner', system: 'vehicle-gate', name },
  { id: 'east', system: 'pedestrian-gate', name },
];

export function openTestPasses() {
  const dir = mkdtempSync(join(tmpdir(), 'linli-passes-'));
  const records = openTestRecords(dir);
  let nowMs = Date.UTC(2026, 10, 26, 2);
  const now = () => nowMs;
  const twin = createTwin(records, now);
  const compound = twin.ensureCompound(testManifest, emptyPlan);
  announceDevices(twin, compound, devices);
  const told: CommandOrder[] = [];
  const commands = createCommandRoom({
    isDrill: () => false,
    records,
    twin,
    now,
    send: (order, said) => {
      told.push(order);
      said(null);
    },
  });
  const options = { records, twin, commands, now, keepDays: 30 };
  let passes = createPasses(options);
  const passed: Passage[] = [];
  const cameIn: (string | null)[] = [];
  const listen = () =>
    passes.onPassage((passage, plate) => {
      passed.push(passage);
      cameIn.push(plate);
    });
  listen();
  let count = 0;
  const settled = () => new Promise<void>((resolve) => records.settled(() => resolve()));
  const deviceOf = (key: string) => {
    const device = compound.devices.get(key);
    if (!device) throw new Error(`there is no ${key}`);
    return device;
  };

  return {
    told,
    cameIn,
    commands,
    settled,
    twin,
    deviceOf,
    find: (id: string) => passes.find(id),
    passages: () => {
      const asked = { compound: 'test', deviceKey: null, system: null, refusedOnly: false };
      return passes.passages({ ...asked, untilMs: Number.MAX_SAFE_INTEGER, limit: 100 });
    },
    get nowMs() {
      return nowMs;
    },
    wait: (ms: number) => void (nowMs += ms),
    issue(given: Partial<NewPass> = {}): { pass: VisitorPass; token: string } {
      const span = { fromMs: nowMs, untilMs: nowMs + 4 * 3_600_000 };
      const issued = passes.issue('test', { placeId: '8-2-401', ...span, ...given }, 'li');
      if (!issued.ok) throw new Error(issued.error.code);
      return issued.value;
    },
    tryIssue: (given: Partial<NewPass>) => {
      const span = { fromMs: nowMs, untilMs: nowMs + 3_600_000 };
      const issued = passes.issue('test', { placeId: '8-2-401', ...span, ...given }, 'li');
      return issued.ok ? 'ok' : issued.error.code;
    },
    revoke: (id: string) => passes.revoke(id, 'x', 'li'),
    /** A sign of life with the device's own time. */
    hear: (key: string, behindMs: number) => void reckon(deviceOf(key).clock, nowMs - behindMs, nowMs),
    /** What became of it, and the commands `open` that followed. */
    async says(key: string, data: object, behindMs = 0) {
      const device = deviceOf(key);
      const sentMs = nowMs - behindMs;
      const event = {
        t: eventInstant(device.clock, sentMs, nowMs),
        id: `e${++count}`,
        type: 'pass',
        data: { ...data },
      };
      const opened = told.filter((order) => order.name === 'open').length;
      const before = passed.length;
      let taken: Taken | null = null;
      records.together(() => void (taken = passes.take(compound, device, event, nowMs, sentMs)));
      await settled();
      await settled();
      const passage = passed[before];
      if (!passage || taken === null) throw new Error('nobody passed');
      return {
        said: passage.reason ?? passage.result,
        passage,
        taken: taken as Taken,
        isOpened: told.filter((order) => order.name === 'open').length > opened,
      };
    },
    async restartRoom() {
      await passes.stop();
      passes = createPasses(options);
      listen();
    },
    async stop() {
      commands.stop();
      await passes.stop();
      await records.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
