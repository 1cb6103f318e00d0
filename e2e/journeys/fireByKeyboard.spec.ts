/** A fire from the first alarm to closed with a reason, without a mouse. */
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
});
test.afterAll(() => hub.dispose());

const mostStops = 120;

/** Tab until it is there, as a person would. */
async function tabTo(page: Page, testId: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let i = 0; i < mostStops; i++) {
    await page.keyboard.press(key);
    const there = await page.evaluate(
      (id) => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') === id,
      testId,
    );
    if (there) return;
  }
  throw new Error(`${testId} cannot be reached by Tab`);
}

test('first alarm, acknowledge with a note, incident, steps, fire card, closed with a reason', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const operator = new Operator(page);
  await operator.open(hub.url);
  execFileSync(process.execPath, ['main/demo.ts', 'fire', '--data-dir', hub.dataDir]);
  await expect(operator.alarm('8号楼2单元401')).toBeVisible();

  await operator.press('g');
  await expect(page.getByTestId('alarm-detail')).toContainText('8号楼2单元401');
  await operator.press('Shift+A');
  await page.keyboard.type('正在核实');
  await operator.press('Tab');
  await operator.press('Tab');
  await operator.press('Enter');
  await expect(operator.alarm('8号楼2单元401')).toContainText('正在核实');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Whatever was chosen next meanwhile: the fire is one incident.
  await operator.press('i');
  await expect(page.getByTestId('fire-card')).toContainText('8号楼2单元401');
  await expect(page.getByTestId('fire-needs')).toContainText('独居');
  await tabTo(page, 'advance-in-progress');
  await operator.press('Enter');
  await expect(page.getByTestId('incident-state')).toHaveText('处置中');
  await tabTo(page, 'assign');
  await operator.press('Enter');
  await expect(page.getByTestId('assignee')).toContainText('值班员');

  // Steps that act: the doors are released and answer; the step says so by itself.
  await tabTo(page, 'step-command-release');
  await operator.press('Enter');
  await page.getByRole('dialog').waitFor();
  await operator.press('Tab');
  await operator.press('Tab');
  await operator.press('Enter');
  const release = page.getByTestId('step').filter({ hasText: '释放单元门禁' });
  await expect(release.getByRole('checkbox')).toBeChecked({ timeout: 20_000 });
  await expect(release).toContainText('已应答');

  // All that belongs to it has joined it: the panel too, whose own place is elsewhere.
  await expect(page.getByTestId('incident-timeline')).toContainText('火灾报警', { timeout: 60_000 });
  // The dialog gave focus back to the step; the way there is short.
  await tabTo(page, 'advance-resolved', 'Shift+Tab');
  await operator.press('Enter');
  // Seen before the next key: stops come faster here than any hand's, and would pass what is not there yet.
  await expect(page.getByTestId('incident-state')).toHaveText('已处置');
  await tabTo(page, 'advance-closed');
  await operator.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('未完成');
  await page.keyboard.type('误报，厨房油烟');
  await operator.press('Tab');
  await operator.press('Tab');
  await operator.press('Enter');
  await expect(page.getByTestId('incident-state')).toHaveText('已关闭');
  const { incidents } = await hub.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=yaguang');
  // The smoke goes on: half a minute after the first alarm the next one, of a storey above, opens an incident of its own.
  const fires = incidents.filter(
    ({ kind, deviceKeys }) => kind === 'fire' && deviceKeys.includes('smoke/smoke-8-2-401'),
  );
  expect(fires.map(({ state }) => state)).toEqual(['closed']);
  expect(operator.faults).toEqual([]);
});
