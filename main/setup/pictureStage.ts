/** What pictures of the product are taken of: a hub with its demo compound, a browser, and the situations an operator meets. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import { browserArgs, ensureBrowser } from './browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly language: 'zh' | 'en';
  readonly theme: 'duty' | 'showcase';
  readonly daylight?: 'day' | 'night';
  /** Page zoom; the window keeps its size on the desk. */
  readonly zoom?: number;
  /** The first page without it. */
  readonly path?: string;
}

export interface PictureStage {
  readonly url: string;
  /** At rest, with its models. */
  open(look: Look): Promise<Page>;
  /** What a device says: `<compound>/<system>/<device>`. */
  say(device: string, values: Readonly<Record<string, unknown>>): Promise<void>;
  /** The demo's fire or throw, told to its end; once, however often it is asked for. */
  demo(scenario: 'fire' | 'throw'): Promise<void>;
  /** A bad minute: lifts that hold people, hydrants without water, detectors at fault. */
  flood(): Promise<void>;
  close(): Promise<void>;
}

/** Software rendering refines the picture over a few seconds once the camera rests. */
export async function settle(page: Page, ms = 6000): Promise<void> {
  await page.waitForTimeout(ms);
}

/** The demo's fire, its incident open. */
export async function startFire(page: Page): Promise<void> {
  await page.getByTestId('demo').click();
  await page.getByRole('menuitem').first().click();
  await openFire(page);
}

/** The incident of the fire that burns already. */
export async function openFire(page: Page): Promise<void> {
  await page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: '401' }).first().click();
  await page.keyboard.press('i');
}

/** `more`: options of the hub beside those it needs. */
export async function createPictureStage(more: readonly string[] = []): Promise<PictureStage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-pictures-'));
  const hub = spawn(
    process.execPath,
    ['main/cli.ts', '--no-open', '--port', '0', '--mqtt-port', '0', '--data-dir', dataDir, ...more],
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
  const client = await mqtt.connectAsync(mqttUrl);
  const say = async (device: string, v: object) => {
    const text = JSON.stringify({ t: Date.now(), v });
    await client.publishAsync(`linli/v1/${device}/state`, text, { qos: 1 });
  };
  const demos = new Map<string, Promise<void>>();
  const play = async (scenario: string) => {
    await fetch(`${url}/api/demo/${scenario}?pace=6`, { method: 'POST' });
    await new Promise((resolve) => setTimeout(resolve, 15_000));
  };
  return {
    url,
    say,
    async demo(scenario) {
      const played = demos.get(scenario) ?? play(scenario);
      demos.set(scenario, played);
      await played;
    },
    async open({ width, height, language, theme, daylight = 'day', zoom = 1, path = '/' }) {
      const page = await browser.newPage({
        viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
        deviceScaleFactor: zoom,
      });
      await page.addInitScript(
        ([lang, look, light]) => {
          localStorage.setItem('linli.language', lang ?? 'zh');
          localStorage.setItem('linli.theme', look ?? 'duty');
          localStorage.setItem('linli.daylight', light ?? 'day');
        },
        [language, theme, daylight],
      );
      await page.goto(new URL(path, url).href);
      await page.locator('.scene-canvas canvas, .district-canvas canvas').first().waitFor();
      await settle(page, 9000);
      return page;
    },
    async flood() {
      const state = (await (await fetch(`${url}/api/compounds/yaguang/state`)).json()) as {
        devices: Record<string, unknown>;
      };
      const wrong: Readonly<Record<string, object>> = {
        lift: { trapped: true },
        hydrant: { pressure: 0.02 },
        smoke: { fault: true },
      };
      for (const key of Object.keys(state.devices)) {
        const v = wrong[key.split('/')[0] ?? ''];
        if (v) await say(`yaguang/${key}`, v);
      }
    },
    async close() {
      await client.endAsync(true);
      await browser.close();
      hub.kill('SIGTERM');
      await new Promise((resolve) => hub.once('exit', resolve));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
