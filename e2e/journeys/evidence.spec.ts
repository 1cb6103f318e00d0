/**
 * A throw at `sanhe`, from its alarm to a signed package: locked, a recorder's film attached, made, taken, verified on a copy
 * by the offline file with nothing beside it, and refused after one byte was changed.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../journey.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const work = mkdtempSync(join(tmpdir(), 'linli-evidence-'));
let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--compound', 'sanhe'] });
});
test.afterAll(async () => {
  await hub.dispose();
  rmSync(work, { recursive: true });
});

function verify(path: string, ...args: readonly string[]): { code: number; said: string } {
  try {
    const said = execFileSync(process.execPath, [join(work, 'linli-verify.mjs'), path, ...args], {
      cwd: work,
    });
    return { code: 0, said: said.toString() };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: Buffer };
    return { code: status, said: stdout.toString() };
  }
}

test('a throw becomes evidence that is verified elsewhere, and refused once a byte is changed', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await hub.modelsReady();
  await page.getByTestId('demo').click();
  await page.getByRole('menuitem', { name: '高空抛物' }).click();
  await operator.choose(operator.alarm('高空抛物'));
  await operator.press('i');
  await expect(page.getByTestId('trace-storeys').getByRole('listitem').first()).toContainText('层', {
    timeout: 60_000,
  });

  await page.getByTestId('attach-input').setInputFiles({
    name: '录像机导出.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.from('as the recorder gave it'),
  });
  await expect(page.getByTestId('incident-timeline')).toContainText('附件 · 录像机导出.mp4');

  const evidence = page.getByTestId('evidence');
  await evidence.locator('> summary').click();
  await page.getByTestId('evidence-lock').click();
  await expect(page.getByTestId('evidence-locked')).toContainText('不会因过期被清除');
  await evidence.getByLabel('用途或案号').fill('派出所 2026-118');
  await page.getByTestId('evidence-make').click();
  const made = page.getByTestId('evidence-packages').getByRole('listitem').first();
  await expect(made).toContainText('派出所 2026-118', { timeout: 30_000 });
  const fingerprint = await page.getByTestId('fingerprint-ed25519').innerText();

  const taking = page.waitForEvent('download');
  await made.getByTestId('evidence-take').click();
  const path = join(work, 'package.zip');
  await (await taking).saveAs(path);
  const gettingVerifier = page.waitForEvent('download');
  await evidence.getByRole('link', { name: '下载校验程序' }).click();
  await (await gettingVerifier).saveAs(join(work, 'linli-verify.mjs'));

  const copy = join(work, 'copy.zip');
  copyFileSync(path, copy);
  const whole = verify(copy, '--key', fingerprint);
  expect(whole.said).toContain('结论：完好');
  expect(whole.said).toContain('computed again with the same answer');
  expect(whole.said).toContain('is the one you named');
  expect(whole.code).toBe(0);

  const bytes = readFileSync(copy);
  const at = Math.floor(bytes.length / 3);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(copy, bytes);
  const altered = verify(copy, '--key', fingerprint);
  expect(altered.code).toBe(1);
  expect(altered.said).toContain('结论：不可采信');

  await expect(page.getByTestId('incident-timeline')).toContainText('制作证据包');
  const { entries } = await hub.get<{ entries: { verb: string }[] }>('/api/audit');
  const verbs = entries.map(({ verb }) => verb);
  for (const verb of ['evidence-lock', 'evidence-make', 'evidence-take', 'incident-attach'])
    expect(verbs).toContain(verb);
  expect(operator.faults).toEqual([]);
});
