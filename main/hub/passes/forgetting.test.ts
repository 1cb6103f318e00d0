/** Who came, in which car and past which door is gone from the disk when its time is over, and not before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import { createBookings } from '../bookings/index.ts';
import { createCommandRoom } from '../commands/index.ts';
import { announceDevices } from '../compounds/index.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin } from '../twin/index.ts';
import { createPasses } from './index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const keepDays = 30;
const name = { zh: '门', en: 'Gate' };

it('forgets names, plates and passages after their days, a pass at a time', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-forgetting-'));
  const records = openTestRecords(dir);
  let nowMs = Date.UTC(2026, 10, 26, 2);
  const now = () => nowMs;
  const twin = createTwin(records, now);
  const compound = twin.ensureCompound(testManifest, emptyPlan);
  announceDevices(twin, compound, [
    { id: 'cars', system: 'vehicle-gate', name },
    { id: 'k1', system: 'ground-lock', name },
  ]);
  const commands = createCommandRoom({
    isDrill: () => false,
    records,
    twin,
    now,
    send: (_order, said) => said(null),
  });
  const common = { records, twin, commands, now, keepDays };
  const passes = createPasses(common);
  const bookings = createBookings({ ...common, say: () => {} });
  const settled = () => new Promise<void>((resolve) => records.settled(() => resolve()));
  const onDisk = () =>
    ['passes', 'passages', 'bookings', 'commands', 'command_steps']
      .map((table) => JSON.stringify(records.db.prepare(`SELECT * FROM ${table}`).all()))
      .join('\n');

  const issue = (plate: string) => {
    const span = { fromMs: nowMs, untilMs: nowMs + 4 * hourMs };
    const issued = passes.issue('test', { placeId: '8-2-401', name: '王女士', plate, ...span }, 'li');
    if (!issued.ok) throw new Error(issued.error.code);
    return issued.value.pass.id;
  };
  const first = issue('鄂B·11111');
  const booked = bookings.book(
    'test',
    { deviceKey: 'ground-lock/k1', plate: '鄂B·22222', fromMs: nowMs, untilMs: nowMs + hourMs },
    'li',
  );
  expect(booked.ok).toBe(true);
  const gate = compound.devices.get('vehicle-gate/cars');
  if (!gate) throw new Error('no gate');
  const event = { t: nowMs, id: 'e1', type: 'pass', data: { plate: '鄂B33333' } };
  records.together(() => passes.take(compound, gate, event, nowMs, nowMs));
  await settled();
  expect(onDisk()).toMatch(/王女士[^]*33333[^]*22222/);

  nowMs += keepDays * dayMs;
  const second = issue('鄂B·44444');
  await passes.forget();
  bookings.look();
  await settled();
  // Ended four hours after it was issued: there is still time.
  expect(passes.visitor(first)).toMatchObject({ value: { name: '王女士', plate: '鄂B·11111' } });

  nowMs += 5 * hourMs;
  await passes.forget();
  bookings.look();
  await settled();
  bookings.look();
  await settled();
  expect(passes.visitor(first)).toEqual({ ok: true, value: { name: null, plate: null } });
  expect(passes.find(first)?.forgottenAtMs).toBe(nowMs);
  expect(passes.visitor(second)).toMatchObject({ value: { name: '王女士', plate: '鄂B·44444' } });
  expect(onDisk()).not.toMatch(/11111|22222|33333/);

  bookings.stop();
  commands.stop();
  await passes.stop();
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});
