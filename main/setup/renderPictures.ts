/** `npm run docs:pictures`: starts the product, walks through it as an operator would, and takes the guide's pictures. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import { browserArgs, ensureBrowser } from './browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = process.argv[2] ?? join(root, 'docs', 'pictures');
const dataDir = mkdtempSync(join(tmpdir(), 'linli-pictures-'));
mkdirSync(out, { recursive: true });

const hub = spawn(
  process.execPath,
  ['main/cli.ts', '--no-open', '--port', '0', '--mqtt-port', '0', '--data-dir', dataDir],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
const [url, mqttUrl] = await new Promise<readonly [string, string]>((resolve) => {
  let said = '';
  hub.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    const ready = said.match(/ready at (http:\S+)/)?.[1];
    const broker = said.match(/Devices: (mqtt:\S+)/)?.[1];
    if (ready && broker && said.includes('models ready')) resolve([ready, broker]);
  });
});

const browser = await chromium.launch({
  executablePath: (await ensureBrowser()) ?? undefined,
  args: [...browserArgs],
});

/** Software rendering refines the picture over a few seconds once the camera rests. */
async function settle(page: Page, ms = 6000): Promise<void> {
  await page.waitForTimeout(ms);
}

async function openScreen(
  width: number,
  height: number,
  language: 'zh' | 'en',
  theme: 'duty' | 'showcase',
  daylight = 'day',
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.addInitScript(
    ([lang, look, light]) => {
      localStorage.setItem('linli.language', lang ?? 'zh');
      localStorage.setItem('linli.theme', look ?? 'duty');
      localStorage.setItem('linli.daylight', light ?? 'day');
    },
    [language, theme, daylight],
  );
  await page.goto(url);
  await page.locator('.scene-canvas canvas').first().waitFor();
  await settle(page, 9000);
  return page;
}

/** A bad minute: lifts that hold people, doors that stand open, hydrants without water. */
async function flood(): Promise<void> {
  const state = (await (await fetch(`${url}/api/compounds/yaguang/state`)).json()) as {
    devices: Record<string, unknown>;
  };
  const client = await mqtt.connectAsync(mqttUrl);
  const wrong: Readonly<Record<string, object>> = {
    lift: { trapped: true },
    hydrant: { pressure: 0.02 },
    smoke: { fault: true },
  };
  for (const key of Object.keys(state.devices)) {
    const v = wrong[key.split('/')[0] ?? ''];
    if (v)
      await client.publishAsync(`linli/v1/yaguang/${key}/state`, JSON.stringify({ t: Date.now(), v }), {
        qos: 1,
      });
  }
  await client.endAsync();
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.jpg`), type: 'jpeg', quality: 84, timeout: 120_000 });
  process.stdout.write(`${name}\n`);
}

let page = await openScreen(1920, 1080, 'zh', 'duty');
await take(page, 'operations-duty-zh');
await page.getByTestId('demo').click();
await page.getByRole('menuitem').first().click();
const alarm = page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: '401' });
await alarm.click();
await page.keyboard.press('i');
await settle(page, 12_000);
await take(page, 'fire-zh');
await page.keyboard.press('Escape');
await flood();
await settle(page, 6000);
await page.getByTestId('alarms.filter.group').selectOption('cause');
await page.getByTestId('alarm-group').first().click();
await settle(page, 3000);
await take(page, 'flood-zh');
await page.close();

page = await openScreen(1920, 1080, 'en', 'showcase', 'night');
await take(page, 'showcase-night-en');
await page.getByTestId('demo').waitFor();
await settle(page, 75_000);
await page.close();

page = await openScreen(1280, 720, 'en', 'duty');
await take(page, 'operations-duty-en-1280');
await page.getByTestId('demo').click();
await page.getByRole('menuitem').nth(1).click();
await page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: 'Object thrown' }).click();
await settle(page, 4000);
await page.keyboard.press('i');
await page.getByTestId('replay-incident').click();
await settle(page, 12_500);
await page.getByTestId('play').click();
await settle(page);
await take(page, 'throw-replay-en-1280');
await page.close();

page = await openScreen(3840, 1080, 'zh', 'duty');
await take(page, 'wide-zh-3840');
await page.close();

await browser.close();
hub.kill('SIGTERM');
await new Promise((resolve) => hub.once('exit', resolve));
rmSync(dataDir, { recursive: true, force: true });
