/**
 * `npm run bench:overview`: what a tick costs the screen's script where all systems of the catalogue have 20,000 points
 * between them and every one of them has changed: the overview's figures, and the looks that go to the map. Beside it, the
 * same figures reckoned by walking all devices each time, as a plain screen would.
 */
import { createDeviceLooks } from '../renderer/panels/scene/deviceLooks.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { figuresOf } from '#shared/systems/figures.ts';
import { systems } from '#shared/systems/index.ts';
import { qualityCodes, TwinColumns } from '#shared/twin/columns.ts';

const targetMs = 8;
const points = 20_000;
const ticks = 300;
const warmUp = 50;

const devices = new Map<string, DeviceRecord>();
let next = 0;
const rounds = Math.ceil(
  points / systems.reduce((sum, system) => sum + Math.max(1, system.points.length), 0),
);
for (let nth = 0; nth < rounds; nth++)
  for (const system of systems) {
    const own = system.points.slice(0, Math.max(0, points - next));
    if (own.length === 0) break;
    const key = `${system.id}/d${nth}`;
    devices.set(key, {
      key,
      compound: 'bench',
      system: system.id,
      id: `d${nth}`,
      name: system.name,
      positionEnu: [nth, 0, 0],
      placeId: null,
      intervalS: system.intervalS,
      camera: null,
      video: null,
      points: Object.fromEntries(own.map(({ id }) => [id, next++])),
      pointMeta: [],
      outOfService: null,
    });
  }
const columns = new TwinColumns(next);
const changed = Uint32Array.from({ length: next }, (_, i) => i);
const looks = createDeviceLooks();
looks.replace({ devices, alarms: [], language: 'zh', replayedService: null, changed: null });
const figures = figuresOf(devices.values(), systems);

function change(tick: number): void {
  for (let i = 0; i < next; i++) columns.set(i, (i + tick) % 3, 1000 + tick, qualityCodes.good);
}

function ours(): void {
  for (const { read } of figures) read(columns);
  looks.readings(changed);
  looks.take(columns);
}

function plain(): void {
  for (const { read } of figuresOf(devices.values(), systems)) read(columns);
  looks.readings(changed);
  looks.take(columns);
}

function timed(act: () => void): { readonly p50: number; readonly p95: number } {
  const times: number[] = [];
  for (let tick = 0; tick < warmUp + ticks; tick++) {
    change(tick);
    const begunMs = performance.now();
    act();
    if (tick >= warmUp) times.push(performance.now() - begunMs);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
  return { p50: at(0.5), p95: at(0.95) };
}

const [mine, peer] = [timed(ours), timed(plain)];
console.log(
  `${systems.length} systems, ${devices.size} devices, ${next} points, ${figures.length} figures, all changed`,
);
console.table({ ours: mine, 'walking all devices each tick': peer });
const pass = mine.p95 <= targetMs;
console.log(
  `RESULT ${JSON.stringify({ name: 'overview', p95Ms: mine.p95, targetMs, ratio: Math.round((mine.p95 / peer.p95) * 100) / 100, pass })}`,
);
process.exitCode = pass ? 0 : 1;
