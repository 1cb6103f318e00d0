/** A disk that lost the end of the history file stops no hub. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import type { Alert } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await startTestHub();
});
afterEach(() => test.stop());

it('it starts, keeps the damaged file under another name and says so in both languages', async () => {
  for (let floor = 0; floor < 5; floor++) await test.say('lift', 'l1', { floor });
  await test.hub.stop();
  const path = join(test.dataDir, 'history.db');
  truncateSync(path, Math.floor(statSync(path).size * 0.6));
  await test.startAgain();
  const { alerts } = await test.get<{ alerts: Alert[] }>('/api/health');
  const told = alerts.find(({ code }) => code === 'history-salvaged');
  if (!told) throw new Error('nothing is said');
  const kept = readdirSync(test.dataDir).find((name) => name.startsWith('history-damaged-'));
  for (const language of ['zh', 'en'] as const) expect(faultText(told, language).message).toContain(kept);
  await test.say('lift', 'l1', { floor: 9 });
  const { devices } = await eventually(
    () =>
      test.get<{ devices: Record<string, { points: Record<string, { value: unknown }> }> }>(
        `/api/compounds/test/state?at=${Date.now()}`,
      ),
    (answer) => answer.devices['lift/l1']?.points['floor']?.value === 9,
  );
  expect(devices['lift/l1']).toBeDefined();
});
