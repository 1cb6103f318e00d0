/**
 * `npm run bench:firedisplay [-- --fires=33 --rate=5000]`: from a detector's message to what whoever is on duty must see:
 * the alarm's row, the plan of the storey with the home on fire, and the procedure; while other devices send 5,000 messages
 * a second. The real hub, MQTT and browser (software GL), no hand at the screen. GB 25506 allows 10 s.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { startHub } from '../e2e/hubProcess.ts';
import { browserArgs, findBrowser } from '../main/setup/browser.ts';
import { openScreen } from './stressLoad.ts';

const target = { p99Ms: 1000, sentShare: 0.98 };
const compound = 'yaguang';
const senders = 500;
const settleMs = 1200;
const longestMs = 10_000;
const unitsOf = [3, 3, 3, 2, 3, 3, 3, 3, 3, 3, 2] as const;

const flag = (name: string, otherwise: number) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)] ?? Number.NaN);
}

/** Child process: readings at a rate until told to stop; then says how many a second it sent. */
async function sendLoad(url: string, rate: number): Promise<void> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 4 });
  const topic = (n: number, leaf: string) => `linli/v1/${compound}/air-noise/sender-${n}/${leaf}`;
  for (let n = 0; n < senders; n++)
    await client.publishAsync(topic(n, 'meta'), JSON.stringify({ name: `sender-${n}`, intervalS: 3600 }), {
      qos: 1,
    });
  process.send?.('ready');
  const stop = new AbortController();
  process.once('message', () => stop.abort());
  const startedMs = performance.now();
  let sent = 0;
  while (!stop.signal.aborted) {
    const due = Math.floor(((performance.now() - startedMs) / 1000) * rate);
    for (; sent < due; sent++)
      client.publish(topic(sent % senders, 'state'), `{"t":${Date.now()},"v":{"pm25":${10 + (sent % 40)}}}`, {
        qos: 0,
      });
    await pause(4);
  }
  process.send?.(sent / ((performance.now() - startedMs) / 1000));
  await client.endAsync(true);
  process.disconnect();
}

interface Seen {
  readonly row: number;
  readonly plan: number;
  readonly procedure: number;
}

/** When each of the three was first there, in the machine's time; 0: not within the longest wait. */
function watch(page: Page, home: string): Promise<Seen> {
  return page.evaluate(
    ({ home: name, longest }) =>
      new Promise<Seen>((resolve) => {
        const seen = { row: 0, plan: 0, procedure: 0 };
        const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
        const look = () => {
          const now = performance.timeOrigin + performance.now();
          const isThere = text('[data-testid="glance-where"]') === name;
          const rows = [...document.querySelectorAll('[data-alarm]')];
          const short = name.replace(/^.*单元/, '');
          if (!seen.row && rows.some((row) => row.textContent?.includes(name.replace('室', ''))))
            seen.row = now;
          if (!seen.plan && isThere && text('.sketch-home.burning text') === short) seen.plan = now;
          if (!seen.procedure && isThere && document.querySelector('.fire-procedure [data-testid="step"]'))
            seen.procedure = now;
          if (seen.row && seen.plan && seen.procedure) finish();
        };
        const observer = new MutationObserver(look);
        const timer = setTimeout(() => finish(), longest);
        const finish = () => {
          observer.disconnect();
          clearTimeout(timer);
          resolve(seen);
        };
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    { home, longest: longestMs },
  );
}

async function measure(fires: number, rate: number): Promise<boolean> {
  const hub = await startHub({ args: ['--no-simulation'] });
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: [...browserArgs],
  });
  const load = fork(import.meta.filename, ['load', hub.mqttUrl, String(rate)]);
  try {
    await hub.modelsReady();
    await once(load, 'message');
    const client = await mqtt.connectAsync(hub.mqttUrl);
    const socket = await openScreen(hub.url);
    await socket.emitWithAck('subscribe', { compound, lastSeq: 0 });
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(hub.url);
    await page.getByTestId('alarm-list').waitFor();
    await page.getByTestId('search').click();
    await page.getByTestId('search-input').fill('火场指挥');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await pause(500);
    await page.keyboard.press('Enter');
    await page.getByText('当前没有火警').waitFor();
    await page.mouse.move(500, 200);
    await pause(8000);
    const took = {
      row: [] as number[],
      plan: [] as number[],
      procedure: [] as number[],
      all: [] as number[],
    };
    for (let nth = 0; nth < fires; nth++) {
      const building = (nth % unitsOf.length) + 1;
      const round = Math.floor(nth / unitsOf.length);
      const units = unitsOf[building - 1] ?? 1;
      const [unit, level] = [(round % units) + 1, 3 + Math.floor(round / units)];
      const seen = watch(page, `${building}号楼${unit}单元${level}01室`);
      await pause(300);
      const sentMs = performance.timeOrigin + performance.now();
      await client.publishAsync(
        `linli/v1/${compound}/smoke/smoke-${building}-${unit}-${level}01/state`,
        JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } }),
        { qos: 1 },
      );
      const { row, plan, procedure } = await seen;
      const since = (atMs: number) => (atMs === 0 ? longestMs : atMs - sentMs);
      took.row.push(since(row));
      took.plan.push(since(plan));
      took.procedure.push(since(procedure));
      took.all.push(Math.max(since(row), since(plan), since(procedure)));
      const { incidents } = await hub.get<{ incidents: IncidentRecord[] }>(
        `/api/incidents?compound=${compound}`,
      );
      for (const { id, state } of incidents)
        if (state === 'new')
          await socket.emitWithAck('advanceIncident', { incidentId: id, state: 'false', note: 'bench' });
      await pause(settleMs);
    }
    load.send('stop');
    const [perS] = (await once(load, 'message')) as [number];
    console.table(
      Object.fromEntries(
        Object.entries(took).map(([what, ms]) => [
          what,
          { 'p50 ms': quantile(ms, 0.5), 'p99 ms': quantile(ms, 0.99) },
        ]),
      ),
    );
    const p99Ms = quantile(took.all, 0.99);
    const pass = p99Ms <= target.p99Ms && perS >= rate * target.sentShare;
    const result = {
      name: 'firedisplay',
      fires,
      p50Ms: quantile(took.all, 0.5),
      p99Ms,
      sentPerS: Math.round(perS),
      target,
      pass,
    };
    console.log(`RESULT ${JSON.stringify(result)}`);
    socket.disconnect();
    await client.endAsync(true);
    return pass;
  } finally {
    if (load.connected) load.disconnect();
    load.kill();
    await browser.close();
    await hub.dispose();
  }
}

const [role = '', url = '', rate = ''] = process.argv.slice(2);
if (role === 'load') await sendLoad(url, Number(rate));
else process.exitCode = (await measure(flag('fires', 33), flag('rate', 5000))) ? 0 : 1;
