/**
 * `npm run bench:live [-- --messages=600000 --runs=3 --minutes=10]`: device messages per second, sustained until the last one is
 * where it belongs, and the latency from publishing to the far end at fixed rates. Same messages, same two publisher
 * processes (mqtt.js, QoS 0, TCP_NODELAY), loopback, every side in turn.
 *
 * - ours: embedded broker → JSON and schema check → range check → alarm rules → history on disk → packed deltas decoded
 *   by ten screens in one process. The end is the latest of: every message accepted, everything committed (history
 *   answers a question asked after it), the last reading of every device in all ten screens. Afterwards the readings in
 *   the history file are counted. Latency is of the readings a screen decodes (latest wins within a 50 ms tick).
 * - native alone: the same, with every other dialect switched off.
 * - ours on mosquitto: the same hub as a client of an external mosquitto.
 * - raw: mosquitto → one mqtt.js subscriber that counts; it parses, checks, stores and shows nothing.
 * - Node-RED 5: mosquitto → mqtt in → json → function with the range check; no rules, no storage, no screens.
 */
import { publish, publishers, readingsOf, type Load } from './liveTraffic.ts';
import { screens, subscribe, watch } from './liveReceivers.ts';
import { runHub, runNodeRed } from './liveServers.ts';
import { startMosquitto } from './mosquitto.ts';
import { soak, soakRate } from './liveSoak.ts';
import { sharedClockMs, startRole, type Role } from './liveProcess.ts';

const target = { raw: 1, nodeRed: 4, native: 0.9, memoryGrowth: 1.1 };
const latencyRates = [2000, 20_000];
const latencySeconds = 4;
const sideNames = ['ours', 'native alone', 'ours on mosquitto', 'raw', 'Node-RED'] as const;
type SideName = (typeof sideNames)[number];

interface Measured {
  readonly perS: number;
  readonly latencies: readonly number[];
}

interface RoleOptions {
  readonly url: string;
  readonly share: number;
  readonly load: Load;
  readonly mqttUrl: string | null;
  /** Of the hub: every dialect but the native one is off. */
  readonly nativeAlone?: boolean;
}

/** Passed to the hub's process: `--profile=--cpu-prof`. */
const profile = process.argv.flatMap((arg) => (arg.startsWith('--profile=') ? [arg.slice(10)] : []));
const flag = (name: string, otherwise: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const [role = '', json = ''] = process.argv.slice(2);
const roles: Readonly<Record<string, (options: RoleOptions) => Promise<void>>> = {
  publisher: ({ url, share, load }) => publish(url, share, load),
  subscriber: ({ url, load }) => subscribe(url, load),
  screens: ({ url, load }) => watch(url, load),
  hub: ({ mqttUrl, nativeAlone }) => runHub(mqttUrl, nativeAlone === true),
  'node-red': ({ url, load }) => runNodeRed(url, load.messages),
};
const asked = roles[role];
if (asked) {
  await asked(JSON.parse(json) as RoleOptions);
  process.disconnect();
} else process.exitCode = await compare(Number(flag('messages', '600000')), Number(flag('runs', '3')));

async function compare(messages: number, runs: number): Promise<number> {
  const chosen = sideNames.filter((side) => flag('sides', sideNames.join()).split(',').includes(side));
  const all = new Map<SideName, number[]>(chosen.map((side) => [side, []]));
  for (let run = 0; run < runs; run++) {
    for (const side of chosen) all.get(side)?.push((await measure(side, { messages, rate: 0 })).perS);
  }
  const perS = (side: SideName) => middle(all.get(side) ?? []);
  console.log(
    `${messages} messages, ${readingsOf(messages)} readings, ${publishers} publishers, ${screens} screens, median of ${runs}`,
  );
  console.table(
    Object.fromEntries(
      [...all].map(([side, list]) => [
        side,
        { 'messages/s': Math.round(middle(list)), runs: list.map(Math.round).join(' ') },
      ]),
    ),
  );
  const table: Record<string, Record<string, number>> = {};
  for (const rate of flag('latency', 'yes') === 'yes' ? latencyRates : []) {
    for (const side of ['ours', 'raw'] as const) {
      const { latencies } = await measure(side, { messages: rate * latencySeconds, rate });
      table[`${side} at ${rate}/s`] = {
        'p50 ms': quantile(latencies, 0.5),
        'p99 ms': quantile(latencies, 0.99),
        readings: latencies.length,
      };
    }
  }
  console.table(table);
  const toNative = perS('ours') / perS('native alone');
  const [ratio, toNodeRed] = [perS('ours') / perS('raw'), perS('ours') / perS('Node-RED')];
  const long = await soak(Number(flag('minutes', '10')));
  console.table({ [`long run at ${soakRate} messages/s`]: long });
  const memoryGrowth = round(long.lateMb / long.earlyMb);
  const lost = long.messages - long.inHistory;
  const pass =
    lost === 0 &&
    long.otherStates === 0 &&
    toNative >= target.native &&
    ratio >= target.raw &&
    toNodeRed >= target.nodeRed &&
    memoryGrowth <= target.memoryGrowth;
  const result = {
    name: 'live',
    ratio: round(ratio),
    target: target.raw,
    native: round(toNative),
    nativeTarget: target.native,
    nodeRed: round(toNodeRed),
    nodeRedTarget: target.nodeRed,
    memoryGrowth,
    memoryTarget: target.memoryGrowth,
    lost,
    otherStates: long.otherStates,
    pass,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
  return pass ? 0 : 1;
}

async function measure(side: SideName, load: Load): Promise<Measured> {
  const started: { stop(): Promise<void> }[] = [];
  const begin = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const one = await starting;
    started.unshift(one);
    return one;
  };
  try {
    const external = side === 'ours' || side === 'native alone' ? null : (await begin(startMosquitto())).url;
    const isOurs = side.startsWith('ours') || side === 'native alone';
    const hub = isOurs
      ? await begin(startRole('hub', { mqttUrl: external, nativeAlone: side === 'native alone' }, profile))
      : null;
    const url = external ?? hub?.ready.mqttUrl ?? '';
    const far: Role = await begin(
      startRole(hub ? 'screens' : side === 'raw' ? 'subscriber' : 'node-red', {
        url: hub?.ready.url ?? url,
        load,
      }),
    );
    const senders = await Promise.all(
      Array.from({ length: publishers }, (_, share) => begin(startRole('publisher', { url, share, load }))),
    );
    const acceptedBefore = hub ? await accepted(hub) : 0;
    const startMs = sharedClockMs();
    for (const sender of senders) sender.tell('go');
    const done = await far.heard('done');
    const endMs = hub ? Math.max(done.atMs, await stored(hub, acceptedBefore + load.messages)) : done.atMs;
    await hub?.stop();
    const kept = await hub?.heard('stopped');
    if (kept && kept.count !== readingsOf(load.messages))
      throw new Error(`history holds ${kept.count} of ${readingsOf(load.messages)} readings`);
    return { perS: load.messages / ((endMs - startMs) / 1000), latencies: done.latencies };
  } finally {
    for (const one of started) await one.stop();
  }
}

async function accepted(hub: Role): Promise<number> {
  return ((await (await fetch(`${hub.ready.url}/api/health`)).json()) as { accepted: number }).accepted;
}

/** Every message accepted, and history has answered a question that came after them. */
async function stored(hub: Role, messages: number): Promise<number> {
  while ((await accepted(hub)) < messages) await new Promise((resolve) => setTimeout(resolve, 5));
  const points = encodeURIComponent('bench/air-noise/d0/pm25');
  const answer = await fetch(`${hub.ready.url}/api/points/${points}/history?from=${Date.now()}`);
  if (!answer.ok) throw new Error(`history answered ${answer.status}`);
  return sharedClockMs();
}

function quantile(list: readonly number[], share: number): number {
  const sorted = Float64Array.from(list).toSorted();
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

function middle(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
