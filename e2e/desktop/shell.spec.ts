/** Desktop smoke test: the shell on a running hub, a second start, its own hub, and a hub that is not there. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startHub } from '../hubProcess.ts';
import { freePort, startDisplay, startShell, whyNot, type Shell } from './desktopShell.ts';

// Reporters keep the reason to themselves.
if (whyNot !== null) process.stdout.write(`Desktop smoke test skipped: ${whyNot}\n`);
test.skip(whyNot !== null, whyNot ?? '');

let dir = '';
let display: Awaited<ReturnType<typeof startDisplay>>;
const shells: Shell[] = [];

test.beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-shell-'));
  display = await startDisplay();
});
test.afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.quit();
  display.stop();
  await rm(dir, { recursive: true, force: true });
});

async function shellWith(...args: string[]): Promise<Shell> {
  const shell = await startShell({ display: display.display, userDir: join(dir, 'user'), args });
  shells.push(shell);
  return shell;
}

/** True, or what the screen says of its fault. */
const operations = `document.querySelector('.crashed')?.innerText ?? document.querySelector('[data-testid="operations"]') !== null`;
const address = 'location.href';
const said = `document.querySelector('[role="alert"]')?.textContent`;
const soon = (shell: Shell, expression: string, timeout = 30_000) =>
  expect.poll(() => shell.ask(expression).catch(() => 'no window yet'), { timeout });

test('shows the operations screen of a running hub; a second start leaves it to the first', async () => {
  const hub = await startHub();
  try {
    const shell = await shellWith(`--hub=${hub.url}`);
    await soon(shell, operations, 60_000).toBe(true);
    expect(new URL(String(await shell.ask(address))).origin).toBe(new URL(hub.url).origin);
    expect(await shell.ask(`[typeof require, typeof process, typeof module].join()`)).toBe(
      'undefined,undefined,undefined',
    );
    expect(await shell.ask(`window.open('https://example.com/') === null`)).toBe(true);
    await shell.ask(`location.assign('https://example.com/')`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(new URL(String(await shell.ask(address))).origin).toBe(new URL(hub.url).origin);
    const second = await shellWith(`--hub=${hub.url}`);
    expect(await second.exited).toBe(0);
    expect(await shell.ask(operations)).toBe(true);
  } finally {
    await hub.dispose();
  }
});

test('starts a hub of its own and stops it on leaving', async () => {
  const dataDir = join(dir, 'data');
  const shell = await shellWith(
    '--',
    '--data-dir',
    dataDir,
    '--port',
    String(await freePort()),
    '--mqtt-port',
    String(await freePort()),
  );
  await soon(shell, operations, 90_000).toBe(true);
  const { url } = JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8')) as { url: string };
  expect(new URL(String(await shell.ask(address))).origin).toBe(new URL(url).origin);
  await shell.quit();
  await expect(fetch(url)).rejects.toThrow();
  await expect(readFile(join(dataDir, 'run.json'))).rejects.toThrow();
});

test('says so when the hub is out of reach, and tries again when asked', async () => {
  const dead = await freePort();
  const shell = await shellWith(`--hub=http://127.0.0.1:${dead}`);
  await soon(shell, said).toBe('无法连接运行中心');
  const hub = await startHub({ args: ['--port', String(dead)] });
  try {
    expect(new URL(hub.url).port).toBe(String(dead));
    await shell.ask(`document.querySelector('a').click()`);
    await soon(shell, operations, 60_000).toBe(true);
  } finally {
    await hub.dispose();
  }
});
