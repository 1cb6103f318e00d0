import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { Records } from '../records/index.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin, type Twin } from '../twin/index.ts';
import { createIngest, type Ingest } from './index.ts';

let dir: string;
let records: Records;
let twin: Twin;
let ingest: Ingest;
function open(): void {
  records = openTestRecords(dir);
  twin = createTwin(records, () => 1_790_000_000_000);
  ingest = createIngest({
    twin,
    now: () => 1_790_000_000_000,
    homeOf: () => ({ compound: 'test', mapped: {} }),
    hasOpenAlarm: () => false,
    listen: () => {},
    answer: () => {},
  });
}
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-bounds-'));
  open();
  twin.ensureCompound(testManifest, emptyPlan);
});
afterEach(async () => {
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});
const refusals = (code: string) => ingest.rejections.report().byCode[code] ?? 0;
const say = (topic: string, payload: unknown) =>
  ingest.accept(topic, Buffer.from(payload === '' ? '' : JSON.stringify(payload)));
const deviceOf = (key: string, compound = 'test') => twin.compounds.get(compound)?.devices.get(key);

describe('entities announced one by one', () => {
  const announce = (nth: number) =>
    say(`homeassistant/sensor/e${nth}/config`, {
      dev: { ids: 'big' },
      stat_t: `big/${nth}`,
      avty_t: 'big/status',
      val_tpl: '{{ value_json.x }}',
    });

  it('are created once each', () => {
    // One that is not understood would be refused again each time the entities are made anew.
    say('homeassistant/vacuum/v/config', { dev: { ids: 'big' }, stat_t: 'big/v' });
    for (let nth = 0; nth < 300; nth++) announce(nth);
    expect(refusals('component')).toBe(1);
    expect(deviceOf('home-assistant/big')?.slots.size).toBe(300);
    say('big/299', { x: 'on' });
    expect(refusals('unknown-point')).toBe(0);
    expect(ingest.accepted()).toBe(301);
  });

  it('are at most 500 of one device; the rest is refused, and one that goes makes room', () => {
    for (let nth = 0; nth < 510; nth++) announce(nth);
    expect(deviceOf('home-assistant/big')?.slots.size).toBe(500);
    expect(refusals('too-many-entities')).toBe(10);
    announce(0);
    say('homeassistant/sensor/e1/config', '');
    announce(600);
    expect(refusals('too-many-entities')).toBe(10);
    const components = Object.fromEntries(
      Array.from({ length: 600 }, (_, nth) => [`c${nth}`, { p: 'sensor', stat_t: `b/${nth}` }]),
    );
    say('homeassistant/device/bundle/config', { dev: { ids: 'bundle' }, cmps: components });
    expect(deviceOf('home-assistant/bundle')?.slots.size).toBe(500);
    expect(refusals('too-many-entities')).toBe(11);
  });
});

describe('points that a device goes on inventing', () => {
  const describeTank = (round: number, compound = 'test', device = 't1') =>
    say(`linli/v1/${compound}/tank/${device}/meta`, {
      name: 'Tank',
      points: Array.from({ length: 250 }, (_, nth) => ({ id: `r${round}-${nth}`, kind: 'number' })),
    });
  const tank = () => deviceOf('tank/t1');
  const numbered = (compound = 'test') => twin.compounds.get(compound)?.pointOwners.length;

  it('get at most 10,000 numbers ever; those they have go on, and come back with the same ones', async () => {
    for (let round = 0; round < 45; round++) {
      describeTank(round);
      say('linli/v1/test/tank/t1/meta', '');
    }
    expect(numbered()).toBe(10_000);
    expect(refusals('too-many-points')).toBe(5);
    describeTank(7);
    const before = tank()?.slots.get('r7-3')?.index;
    expect(before).toBe(7 * 250 + 3);
    say('linli/v1/test/tank/t1/state', { t: 1_790_000_000_000, v: { 'r7-3': 4 } });
    expect(twin.compounds.get('test')?.columns.values[before ?? 0]).toBe(4);
    describeTank(99);
    expect(tank()?.slots.size).toBe(250);
    // Another device has room of its own, and what a system declares always has.
    say('linli/v1/test/tank/t2/meta', { name: 'Two', points: [{ id: 'level' }] });
    expect(deviceOf('tank/t2')?.slots.has('level')).toBe(true);

    await records.stop();
    open();
    expect(tank()?.slots.get('r7-3')?.index).toBe(before);
    describeTank(100);
    expect([tank()?.slots.size, numbered()]).toEqual([250, 10_001]);
    expect(refusals('too-many-points')).toBe(1);
  });

  it('do not keep a declared point from its device', () => {
    const points = (ids: readonly string[]) => ({ name: 'Smoke', points: ids.map((id) => ({ id })) });
    for (let round = 0; round < 41; round++) {
      const ids = Array.from({ length: 250 }, (_, nth) => `r${round}-${nth}`);
      say('linli/v1/test/smoke/s9/meta', points(ids));
      say('linli/v1/test/smoke/s9/meta', '');
    }
    say('linli/v1/test/smoke/s9/meta', points(['alarm', 'invented']));
    expect([...(deviceOf('smoke/s9')?.slots.keys() ?? [])]).toEqual(['alarm']);
  });

  it('are fewer in a compound that nobody described', () => {
    for (let device = 0; device < 4; device++)
      for (let round = 0; round < 30; round++) describeTank(round, 'stray', `t${device}`);
    expect(numbered('stray')).toBe(20_000);
    expect(refusals('too-many-points')).toBe(40);
  });
});
